import type { FastifyInstance } from 'fastify';
import { releaseUploadPath, releaseUploadType } from '../../shared/contract/care-paths.ts';
import { manifestBytesMax, releaseBytesMax } from '../../shared/limits.ts';
import { problem } from '../../shared/model/problems.ts';
import { releasesOf } from '../domain/fleet/release-stands.ts';
import { addReleaseUpload } from '../domain/fleet/releases.ts';
import { userOf } from '../domain/office.ts';
import type { District } from './district.ts';
import { bytesOf, takeRawBody } from './raw-body.ts';
import { signedInOnly } from './signed-in.ts';
import { sessionOf } from './visit.ts';

const mebibyte = 1024 * 1024;

/** A release as the office's page hands it in (shared/contract/releases.ts); raw, because a release is no JSON. */
export function releaseRoutes(app: FastifyInstance, district: District): void {
  const { store, now, releaseKeys } = district;
  const onRequest = signedInOnly(district);
  const tooLarge = problem('fleet.release-large', { mebibytes: releaseBytesMax / mebibyte });
  const raw = takeRawBody(app, {
    ...{ type: releaseUploadType, limit: manifestBytesMax + releaseBytesMax },
    onTooLarge: (reply) => reply.code(413).send(tooLarge),
  });
  app.post(releaseUploadPath, { onRequest, ...raw }, async (request, reply) => {
    const by = await userOf(store, now, sessionOf(request));
    if (by === null) return reply.code(401).send(problem('office.signed-out'));
    const added = await addReleaseUpload({ store, now, by, releaseKeys }, bytesOf(request));
    return added.ok ? releasesOf(store) : reply.code(422).send(added.problem);
  });
}
