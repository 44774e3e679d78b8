import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestBodyBytesMax } from '../../shared/limits.ts';
import { problem } from '../../shared/model/problems.ts';
import { userOf } from '../domain/office.ts';
import type { District } from './district.ts';
import { sessionOf } from './visit.ts';

/** Asked before the body is read: nobody else fills the memory. */
export function signedInOnly({ store, now }: District) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const user = await userOf(store, now, sessionOf(request));
    if (user === null) await reply.code(401).send(problem('office.signed-out'));
  };
}

/** A body beyond what everybody may send is for whoever has signed in; the procedures refuse the others themselves. */
export function largeOnlySignedIn(district: District) {
  const onlySignedIn = signedInOnly(district);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { 'content-length': length, 'transfer-encoding': streamed } = request.headers;
    if (streamed === undefined && Number(length ?? 0) <= requestBodyBytesMax) return;
    await onlySignedIn(request, reply);
  };
}
