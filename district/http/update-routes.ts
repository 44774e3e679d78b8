import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { releaseType, updateCurrentPath, updatePath } from '../../shared/contract/updates.ts';
import { releaseVersionSchema } from '../../shared/model/release.ts';
import { releaseFor } from '../domain/fleet/releases.ts';
import type { District } from './district.ts';
import { signedBy } from './signed-kiosk.ts';

const parametersSchema = z.object({ version: releaseVersionSchema });

/** New versions of the program (shared/contract/updates.ts): raw, because a release is no JSON. */
export function updateRoutes(app: FastifyInstance, district: District): void {
  const { store } = district;
  app.get(updateCurrentPath, async (request, reply) => {
    const kiosk = await signedBy(district, request, reply);
    if (!kiosk) return reply;
    return (await releaseFor(store, kiosk)) ?? reply.code(204).send();
  });

  app.get(updatePath(':version'), async (request, reply) => {
    const kiosk = await signedBy(district, request, reply);
    if (!kiosk) return reply;
    const asked = parametersSchema.safeParse(request.params);
    const release = await releaseFor(store, kiosk);
    const version = asked.success ? asked.data.version : null;
    const file = version === release?.version ? await store.releases.file(version ?? '') : null;
    if (file === null) return reply.callNotFound();
    return reply.type(releaseType).header('content-length', file.length).send(Buffer.from(file));
  });
}
