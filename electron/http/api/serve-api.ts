import rateLimit from '@fastify/rate-limit';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { apiPrefix, idempotencyHeader } from '../../../shared/contract/desk-api.ts';
import { apiCallsPerMinute, doorCallsPerMinute } from '../../../shared/limits.ts';
import type { ApiClient } from '../../../shared/model/documents.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import type { Result } from '../../../shared/model/result.ts';
import type { Integration } from '../../core/integration.ts';
import type { ApiRouter } from './api-router.ts';
import { documentOfError, problemDocument, problemDocumentType } from './problem-document.ts';

export type ApiParts = {
  readonly router: ApiRouter;
  readonly integration: Integration;
  /** The OpenAPI document, at /openapi.json: without a key, it holds no data. */
  readonly document: object;
};

const minuteMs = 60_000;

/** Serves the integration API under /api/v1: key, rate, rights, and every refusal as a problem document. */
export async function serveApi(app: FastifyInstance, parts: ApiParts): Promise<void> {
  app.get('/openapi.json', () => parts.document);
  await app.register(async (api) => serveCalls(api, parts), { prefix: apiPrefix });
}

async function serveCalls(api: FastifyInstance, { router, integration }: ApiParts): Promise<void> {
  const callers = new WeakMap<FastifyRequest, Result<ApiClient, Problem>>();
  const callerOf = (request: FastifyRequest): Result<ApiClient, Problem> => {
    const known = callers.get(request) ?? integration.clientOf(keyOf(request));
    callers.set(request, known);
    return known;
  };
  await api.register(rateLimit, {
    timeWindow: minuteMs,
    max: (request: FastifyRequest) =>
      callerOf(request).ok ? apiCallsPerMinute : doorCallsPerMinute,
    keyGenerator(request) {
      const caller = callerOf(request);
      return caller.ok ? `client ${caller.value.id}` : `address ${request.ip}`;
    },
    addHeaders: withoutCounts,
    addHeadersOnExceeding: withoutCounts,
    errorResponseBuilder: (_request, { ttl }) => {
      const document = problemDocument(
        problem('api.rate', { seconds: Math.max(1, Math.ceil(ttl / 1_000)) }),
      );
      return { ...document, statusCode: document.status };
    },
  });
  api.addHook('preValidation', async (request, reply) => {
    const caller = callerOf(request);
    if (!caller.ok) await refuse(reply.header('www-authenticate', 'Bearer'), caller.problem);
  });
  api.addHook('preHandler', oneATurn());
  // Whatever the API refuses is a problem document, whoever wrote it.
  api.addHook('onSend', async (_request, reply, payload) => {
    if (reply.statusCode >= 400) reply.header('content-type', problemDocumentType);
    return payload;
  });
  api.setErrorHandler((error, _request, reply) => failed(error as FastifyError, reply));
  api.setNotFoundHandler((_request, reply) => refuse(reply, problem('api.unknown-path')));
  const handler = new OpenAPIHandler(router, { customErrorResponseBodyEncoder: documentOfError });
  api.all('/*', async (request, reply) => {
    const caller = callerOf(request);
    if (!caller.ok) return refuse(reply, caller.problem);
    const context = { client: caller.value, idempotencyKey: idempotencyKeyOf(request) };
    const { matched } = await handler.handle(request, reply, { prefix: apiPrefix, context });
    if (!matched) await refuse(reply, problem('api.unknown-path'));
    return reply;
  });
}

/**
 * One call in each turn of the event loop, in the order they came: what else has arrived (a citizen's tap) is served
 * between two of them, however many programs call at once.
 */
function oneATurn(): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return async () => {
    const before = last;
    const turn = before.then(() => new Promise((resolve) => setImmediate(resolve)));
    last = turn;
    await turn;
  };
}

/** How many calls are left is nobody's business but the caller's; "wait so long" is enough. */
const withoutCounts = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
} as const;

function keyOf({ headers }: FastifyRequest): string | null {
  return /^Bearer ([A-Za-z0-9_-]{16,256})$/.exec(headers.authorization ?? '')?.[1] ?? null;
}

function idempotencyKeyOf({ headers }: FastifyRequest): string | null {
  const given = headers[idempotencyHeader];
  return typeof given === 'string' ? given : null;
}

async function refuse(reply: FastifyReply, found: Problem): Promise<FastifyReply> {
  const document = problemDocument(found);
  return reply.code(document.status).send(document);
}

/** What Fastify refuses by itself: a body that is too large, broken or of another type, or too many calls. */
function failed(error: FastifyError & { code?: unknown }, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (error.code === 'api.rate') return reply.code(status).send({ ...error });
  const document =
    status < 500
      ? {
          ...problemDocument(problem('api.input', { where: 'body', reason: error.message })),
          status,
        }
      : problemDocument(problem('api.internal'));
  return reply.code(status).send(document);
}
