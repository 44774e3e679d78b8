import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { releaseUploadPath, releaseUploadType } from '../../shared/contract/care-paths.ts';
import { manifestBytesMax, releaseBytesMax } from '../../shared/limits.ts';
import { problem } from '../../shared/model/problems.ts';
import { releasesOf } from '../domain/fleet/release-stands.ts';
import { addReleaseUpload } from '../domain/fleet/releases.ts';
import { userOf } from '../domain/office.ts';
import { signedInOnly } from './catalogue-routes.ts';
import type { District } from './district.ts';
import { sessionOf } from './visit.ts';

const bodyLimit = manifestBytesMax + releaseBytesMax;
const mebibyte = 1024 * 1024;

/** A release as the office's page hands it in (shared/contract/releases.ts); raw, because a release is no JSON. */
export function releaseRoutes(app: FastifyInstance, district: District): void {
  const { store, now, releaseKeys } = district;
  const onRequest = signedInOnly(district);
  app.addContentTypeParser(
    releaseUploadType,
    { parseAs: 'buffer', bodyLimit },
    (_request, body, done) => done(null, body),
  );
  const tooLarge = problem('fleet.release-large', { mebibytes: releaseBytesMax / mebibyte });
  const errorHandler = (error: unknown, _request: FastifyRequest, reply: FastifyReply): void => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const isTooLarge = code === 'FST_ERR_CTP_BODY_TOO_LARGE';
    void (isTooLarge ? reply.code(413).send(tooLarge) : reply.send(error)); // others go to Fastify's own handler
  };
  app.post(releaseUploadPath, { onRequest, errorHandler, bodyLimit }, async (request, reply) => {
    const by = await userOf(store, now, sessionOf(request));
    if (by === null) return reply.code(401).send(problem('office.signed-out'));
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const added = await addReleaseUpload({ store, now, by, releaseKeys }, body);
    return added.ok ? releasesOf(store) : reply.code(422).send(added.problem);
  });
}
