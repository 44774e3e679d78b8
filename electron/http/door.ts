import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { doorBodyBytesMax, requestTimeoutMs } from '../../shared/limits.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { LanKeys } from '../core/ports.ts';
import { createGuard, type DoorAccess } from './guard.ts';
import { headersOf, keptForEver, neverKept, type DoorPage } from './headers.ts';

/** One contract behind one port: the pages of one kind of window, and the calls they make. */
export type DoorParts = {
  /** The folder of the window's page, and the first part of its path. */
  readonly page: DoorPage;
  /** Where the built pages lie: a folder per page and one of `assets`. */
  readonly pagesFolder: string;
  readonly access: DoorAccess;
  /** Puts the calls behind the door. */
  readonly serve: (app: FastifyInstance) => Promise<void> | void;
};

export type DoorPlace = {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** HTTPS with this certificate; without it plain HTTP, for loopback only. */
  readonly tls?: LanKeys;
};

export type Door = {
  /** Where it listens, `http://127.0.0.1:7311`. */
  readonly origin: string;
  readonly port: number;
  /** Ends every stream and connection. */
  close(): Promise<void>;
};

export const loopback = '127.0.0.1';

/** Problems: `port.taken`, and `lan.address` for an address that this machine does not have. */
export async function openDoor(parts: DoorParts, place: DoorPlace): Promise<Result<Door, Problem>> {
  const { host, port } = place;
  const app = await buildDoor(parts, place);
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE') return fail(problem('port.taken', { port }));
    const isElsewhere = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EACCES', 'EAI_AGAIN'].includes(
      String(code),
    );
    if (isElsewhere) return fail(problem('lan.address', { host, reason: String(code) }));
    throw error;
  }
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('A door without a port');
  const name = host.includes(':') ? `[${host}]` : host;
  const origin = `${place.tls ? 'https' : 'http'}://${name}:${address.port}`;
  return ok({ origin, port: address.port, close: () => app.close() });
}

async function buildDoor(parts: DoorParts, { tls }: DoorPlace): Promise<FastifyInstance> {
  const options = {
    bodyLimit: doorBodyBytesMax,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: true,
  } as const;
  const app: FastifyInstance = tls
    ? fastify({
        ...options,
        https: { cert: tls.certificate, key: tls.key, minVersion: 'TLSv1.2' },
      })
    : fastify(options);
  // Calls carry JSON and nothing else: Fastify reads it within the body limit, every other type is refused with 415.
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ ...headersOf(parts.page), 'cache-control': neverKept });
  });
  app.addHook('onRequest', createGuard(parts.access));
  servePages(app, parts);
  await parts.serve(app);
  return app;
}

function servePages(app: FastifyInstance, { pagesFolder, page }: DoorParts): void {
  const files = { decorateReply: false, cacheControl: false, dotfiles: 'deny' } as const;
  void app.register(fastifyStatic, {
    ...files,
    root: join(pagesFolder, page),
    prefix: `/${page}/`,
    redirect: true,
  });
  void app.register(fastifyStatic, {
    ...files,
    root: join(pagesFolder, 'assets'),
    prefix: '/assets/',
    setHeaders: (response) => {
      response.header('cache-control', keptForEver);
    },
  });
}
