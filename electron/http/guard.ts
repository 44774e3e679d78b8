import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { apiPrefix } from '../../shared/contract/desk-api.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { problemDocument } from './api/problem-document.ts';

/**
 * Who may speak to a door. Every program and every web page in a browser that can reach it may try: so the Host must be
 * one of the door's own (a rebound DNS name is not), the Origin must be the door itself (another page's is not), and on
 * loopback a page's calls must carry the token of this start. On the LAN there is no token to hand out: there the PIN
 * and its cookie stand for it, and every use case asks for them. The one-stop software's API has keys of its own.
 */
export type DoorAccess =
  /** A token that changes is asked for at each call; null lets nobody in. */
  | { readonly kind: 'token'; readonly token: string | (() => string | null) }
  | {
      readonly kind: 'lan';
      /** Names and addresses of this machine on the LAN, without the port. */
      readonly hosts: readonly string[];
      readonly noteRefusal: (refusal: Problem) => void;
    };

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

const rpcPrefix = '/rpc';

export type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Refuses with 403 (Host, Origin) or 401 (token), the problem `door.refused` in the shape of the contract's error. */
export function createGuard(access: DoorAccess): Guard {
  const refusalStatus = access.kind === 'token' ? onLoopback(access.token) : onLan(access.hosts);
  return async (request, reply) => {
    const status = refusalStatus(request);
    if (status === null) return;
    const refusal = problem('door.refused');
    if (access.kind === 'lan') access.noteRefusal(refusal);
    await reply.code(status).send(refusalBody(request, status, refusal));
  };
}

type RefusalStatus = (request: FastifyRequest) => 401 | 403 | null;

function onLoopback(token: string | (() => string | null)): RefusalStatus {
  const fixed = typeof token === 'string' ? digest(token) : null;
  const expectedNow = (): Buffer | null => {
    if (typeof token === 'string') return fixed;
    const now = token();
    return now === null ? null : digest(now);
  };
  return (request) => {
    if (!isHost(request, loopbackNames) || !isOwnOrigin(request, 'http')) return 403;
    // Pages and their files hold no data, and a browser loads them without a token.
    return isUnder(request, rpcPrefix) && !isToken(request, expectedNow()) ? 401 : null;
  };
}

function onLan(hosts: readonly string[]): RefusalStatus {
  const names = hosts.map((host) => (host.includes(':') ? `[${host}]` : host.toLowerCase()));
  return (request) => {
    if (!isHost(request, names) || !isOwnOrigin(request, 'https')) return 403;
    return isFromElsewhere(request) ? 403 : null;
  };
}

/** The port may be left out where it is the scheme's own. */
function isHost({ headers, socket }: FastifyRequest, names: readonly string[]): boolean {
  const host = headers.host?.toLowerCase();
  return names.some(
    (name) => host === `${name}:${socket.localPort}` || (socket.localPort === 443 && host === name),
  );
}

/**
 * A browser names the origin of every call that is not a plain GET. One without it comes from no page; other software
 * uses the REST paths that way, a window never does.
 */
function isOwnOrigin(request: FastifyRequest, scheme: 'http' | 'https'): boolean {
  const { headers, method } = request;
  if (headers.origin !== undefined) return headers.origin === `${scheme}://${headers.host}`;
  return method === 'GET' || method === 'HEAD' || !isUnder(request, rpcPrefix);
}

/** A browser says, too, which site a call comes from; a page of another site has no business with calls. */
function isFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  const isCall = isUnder(request, rpcPrefix) || isUnder(request, apiPrefix);
  return isCall && site !== undefined && site !== 'same-origin';
}

function isToken(request: FastifyRequest, expected: Buffer | null): boolean {
  const given = bearerOf(request);
  return given !== null && expected !== null && timingSafeEqual(digest(given), expected);
}

export function bearerOf({ headers }: FastifyRequest): string | null {
  return /^Bearer ([A-Za-z0-9_-]+)$/.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** Equal lengths for a comparison in constant time. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function isUnder(request: FastifyRequest, prefix: string): boolean {
  return request.url === prefix || request.url.startsWith(`${prefix}/`);
}

/** As oRPC writes its errors: over RPC in an envelope, elsewhere bare. To the API a problem document, as all else. */
export function refusalBody(request: FastifyRequest, status: number, data: Problem): object {
  if (isUnder(request, apiPrefix)) return problemDocument(data);
  const error = { defined: true, code: 'REFUSED', status, message: data.en, data };
  return isUnder(request, rpcPrefix) ? { json: error, meta: [] } : error;
}
