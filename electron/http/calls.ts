import fastifyCookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { RPCHandler } from '@orpc/server/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { apiPrefix } from '../../shared/contract/desk-api.ts';
import { doorCallsPerMinute } from '../../shared/limits.ts';
import { problem } from '../../shared/model/problems.ts';
import { serveApi, type ApiParts } from './api/serve-api.ts';
import type { CitizenRouter } from './citizen-router.ts';
import type { DeskRouter } from './desk-router.ts';
import { bearerOf, refusalBody } from './guard.ts';
import { cookieSeat } from './seats.ts';
import type { TechnicianRouter } from './technician-router.ts';

const prefix = '/rpc';
const minuteMs = 60_000;

/** The citizen's calls. */
export function serveCitizen(app: FastifyInstance, router: CitizenRouter): void {
  const handler = new RPCHandler(router);
  app.all(`${prefix}/*`, async (request, reply) => {
    const { matched } = await handler.handle(request, reply, { prefix });
    if (!matched) reply.callNotFound();
    return reply;
  });
}

/** The technician's calls, each in the name of the page that was opened with its token. */
export function serveTechnician(app: FastifyInstance, router: TechnicianRouter): void {
  const handler = new RPCHandler(router);
  app.all(`${prefix}/*`, async (request, reply) => {
    const context = { session: bearerOf(request) };
    const { matched } = await handler.handle(request, reply, { prefix, context });
    if (!matched) reply.callNotFound();
    return reply;
  });
}

export type DeskCalls = ApiParts & { readonly desk: DeskRouter };

/** The desk page's calls, each at the seat of its browser, and the one-stop software's. */
export async function serveDesk(
  app: FastifyInstance,
  { desk, ...api }: DeskCalls,
  { secure }: { readonly secure: boolean },
): Promise<void> {
  await app.register(fastifyCookie);
  if (secure) await boundCalls(app);
  const handler = new RPCHandler(desk);
  app.all(`${prefix}/*`, async (request, reply) => {
    const context = { seat: cookieSeat(request, reply, { secure }) };
    const { matched } = await handler.handle(request, reply, { prefix, context });
    if (!matched) reply.callNotFound();
    return reply;
  });
  await serveApi(app, api);
}

/** So many calls a minute of one address on the LAN. The API counts its clients by itself. */
async function boundCalls(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    max: doorCallsPerMinute,
    timeWindow: minuteMs,
    allowList: (request: FastifyRequest) => request.url.startsWith(`${apiPrefix}/`),
    errorResponseBuilder: (request, { ttl }) => {
      const statusCode = 429;
      const data = problem('api.rate', { seconds: Math.max(1, Math.ceil(ttl / 1_000)) });
      return { statusCode, ...refusalBody(request, statusCode, data) };
    },
  });
}
