import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { dossierWayCsvPath } from '../../shared/contract/dossier-way.ts';
import { unitIdSchema } from '../../shared/model/ids.ts';
import { problem } from '../../shared/model/problems.ts';
import { wayCsv } from '../domain/desk/way-csv.ts';
import { makeDossierWay } from '../domain/desk/way.ts';
import { userOf } from '../domain/office.ts';
import type { District } from './district.ts';
import { sessionOf } from './visit.ts';

const query = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  unit: unitIdSchema.optional(),
});

/** The desk's files: raw, because a table is no JSON. */
export function deskRoutes(app: FastifyInstance, { store, now }: District): void {
  app.get(dossierWayCsvPath, async (request, reply) => {
    if ((await userOf(store, now, sessionOf(request))) === null) {
      return reply.code(401).send({ problem: problem('office.signed-out') });
    }
    const asked = query.safeParse(request.query);
    if (!asked.success) return reply.code(422).send({ problem: problem('report.period') });
    const way = await makeDossierWay(store, asked.data);
    if (!way.ok) return reply.code(422).send({ problem: way.problem });
    const { from, to } = asked.data;
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="dossiers-${from}-${to}.csv"`)
      .send(wayCsv(way.value));
  });
}
