import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../../shared/model/problems.ts';

/**
 * Who may speak to a door. It listens on loopback, where every program and every web page in a browser of this machine
 * can reach it: so the Host must be loopback (a rebound DNS name is not), the Origin must be the door itself (another
 * page's is not), and calls must carry the token of this start.
 */
const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

const rpcPrefix = '/rpc';
/** Paths that answer only to the token. Pages and their files hold no data, and a browser loads them without one. */
const tokenPrefixes = [rpcPrefix, '/api'];

export type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Refuses with 403 (Host, Origin) or 401 (token), the problem `door.refused` in the shape of the contract's error. */
export function createGuard(token: string): Guard {
  const expected = digest(token);
  return async (request, reply) => {
    const status = refusalStatus(request, expected);
    if (status === null) return;
    await reply.code(status).send(refusalBody(request, status));
  };
}

function refusalStatus(request: FastifyRequest, expected: Buffer): 401 | 403 | null {
  if (!isLoopbackHost(request) || !isOwnOrigin(request)) return 403;
  const needsToken = tokenPrefixes.some((prefix) => isUnder(request, prefix));
  return needsToken && !isToken(request, expected) ? 401 : null;
}

function isLoopbackHost({ headers, socket }: FastifyRequest): boolean {
  return loopbackNames.some((name) => headers.host === `${name}:${socket.localPort}`);
}

/**
 * A browser names the origin of every call that is not a plain GET. One without it comes from no page; other software
 * uses the REST paths that way, a window never does.
 */
function isOwnOrigin(request: FastifyRequest): boolean {
  const { headers, method } = request;
  if (headers.origin !== undefined) return headers.origin === `http://${headers.host}`;
  return method === 'GET' || method === 'HEAD' || !isUnder(request, rpcPrefix);
}

function isToken({ headers }: FastifyRequest, expected: Buffer): boolean {
  const given = /^Bearer ([A-Za-z0-9_-]+)$/.exec(headers.authorization ?? '')?.[1];
  return given !== undefined && timingSafeEqual(digest(given), expected);
}

/** Equal lengths for a comparison in constant time. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function isUnder(request: FastifyRequest, prefix: string): boolean {
  return request.url === prefix || request.url.startsWith(`${prefix}/`);
}

/** As oRPC writes its errors: over RPC in an envelope, over REST bare. */
function refusalBody(request: FastifyRequest, status: number): object {
  const data = problem('door.refused');
  const error = { defined: true, code: 'REFUSED', status, message: data.en, data };
  return isUnder(request, rpcPrefix) ? { json: error, meta: [] } : error;
}
