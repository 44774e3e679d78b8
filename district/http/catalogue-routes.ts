import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  catalogueCurrentPath,
  catalogueImportPath,
  cataloguePath,
  completenessCsvPath,
  importType,
  officeCataloguePath,
  packageType,
} from '../../shared/contract/catalogue-paths.ts';
import { columnMappingSchema, importQuerySchema } from '../../shared/contract/catalogue.ts';
import { contentDigestValue } from '../../shared/contract/signature.ts';
import { importBytesMax } from '../../shared/limits.ts';
import { unitIdSchema } from '../../shared/model/ids.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { completenessFile } from '../domain/catalogue/completeness.ts';
import { previewImport } from '../domain/catalogue/importing.ts';
import type { District } from './district.ts';
import { takeRawBody } from './raw-body.ts';
import { signedInOnly } from './signed-in.ts';
import { signedBy } from './signed-kiosk.ts';

/** The catalogue's files (shared/contract/catalogue-paths.ts): raw, because a file is no JSON. */
export function catalogueRoutes(app: FastifyInstance, district: District): void {
  kioskRoutes(app, district);
  officeRoutes(app, district);
  importRoute(app, district);
}

const versionSchema = z.object({ version: z.coerce.number().int().positive() });
const haveSchema = z.object({ have: z.coerce.number().int().nonnegative().catch(0).default(0) });

function kioskRoutes(app: FastifyInstance, district: District): void {
  const { catalogues } = district.store;
  app.get(catalogueCurrentPath, async (request, reply) => {
    if (!(await signedBy(district, request, reply))) return reply;
    const { have } = haveSchema.parse(request.query);
    const newest = await catalogues.newest();
    if (!newest || newest.manifest.version === have) return reply.code(204).send();
    return newest.manifest;
  });

  app.get(cataloguePath(':version'), async (request, reply) => {
    if (!(await signedBy(district, request, reply))) return reply;
    return sendPackage(district, request, reply);
  });
}

async function sendPackage(
  { store }: District,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const asked = versionSchema.safeParse(request.params);
  const version = asked.success ? asked.data.version : 0;
  const file = asked.success ? await store.catalogues.file(version) : null;
  if (!file) return refuse(reply, 404, problem('catalogue.version-unknown', { version }));
  const bytes = Buffer.from(file);
  const digest = createHash('sha256').update(bytes).digest('base64');
  return reply
    .type(packageType)
    .header('content-digest', contentDigestValue(digest))
    .header('content-disposition', `attachment; filename="catalogue-${version}.ndjson.gz"`)
    .send(bytes);
}

function officeRoutes(app: FastifyInstance, district: District): void {
  const onRequest = signedInOnly(district);
  app.get(officeCataloguePath(':version'), { onRequest }, (request, reply) =>
    sendPackage(district, request, reply),
  );

  app.get(completenessCsvPath, { onRequest }, async (request, reply) => {
    const asked = z.object({ unit: unitIdSchema }).safeParse(request.query);
    if (!asked.success) return refuse(reply, 422, problem('catalogue.unit-unknown', { unit: '' }));
    const { unit } = asked.data;
    const file = await completenessFile(district.store, district.now, unit);
    if (!file.ok) return refuse(reply, 422, file.problem);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="completeness-${unit}.csv"`)
      .send(file.value);
  });
}

/** A file of a table; answers an import preview, or 422 with the sentence why nothing of it can be taken. */
function importRoute(app: FastifyInstance, district: District): void {
  const onRequest = signedInOnly(district);
  const tooLarge = problem('import.too-large', { mebibytes: importBytesMax / 1024 / 1024 });
  const raw = takeRawBody(app, {
    ...{ type: importType, limit: importBytesMax },
    onTooLarge: (reply) => refuse(reply, 413, tooLarge),
  });
  app.post(catalogueImportPath, { onRequest, ...raw }, async (request, reply) => {
    const query = importQuerySchema.safeParse(request.query);
    const mapping = query.success ? mappingIn(query.data.mapping) : undefined;
    if (!query.success || mapping === undefined || !Buffer.isBuffer(request.body)) {
      return reply.code(400).send();
    }
    const { name, missing } = query.data;
    const handedIn = { name, missing, mapping, bytes: request.body };
    const preview = await previewImport(district.store, district.now, handedIn);
    return preview.ok ? preview.value : refuse(reply, 422, preview.problem);
  });
}

/** Null: none was sent. Undefined: it makes no sense. */
function mappingIn(json: string | undefined) {
  if (json === undefined) return null;
  try {
    return columnMappingSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined; // not JSON
  }
}

function refuse(reply: FastifyReply, status: number, because: Problem): FastifyReply {
  return reply.code(status).send(because);
}
