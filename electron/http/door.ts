import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { RPCHandler } from '@orpc/server/fastify';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { doorBodyBytesMax, requestTimeoutMs } from '../../shared/limits.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { CitizenRouter } from './citizen-router.ts';
import type { DeskRouter } from './desk-router.ts';
import { createGuard } from './guard.ts';
import { doorHeaders, keptForEver, neverKept } from './headers.ts';

/** One contract behind one port: the pages of one kind of window, and the calls they make. */
export type DoorParts = {
  /** The folder of the window's page, and the first part of its path. */
  readonly page: 'citizen' | 'officer';
  readonly router: CitizenRouter | DeskRouter;
  readonly token: string;
  /** Where the built pages lie: a folder per page and one of `assets`. */
  readonly pagesFolder: string;
  /** REST under /api and this document under /openapi.json, or neither. */
  readonly openApi?: object;
};

export type Door = {
  /** Address of the page, the token in its fragment, which browsers send to nobody. */
  readonly url: string;
  /** Ends every stream and connection. */
  close(): Promise<void>;
};

const loopback = '127.0.0.1';

/** Opens the door on loopback only. `port` 0 takes any free one. Problem: `port.taken`. */
export async function openDoor(parts: DoorParts, port: number): Promise<Result<Door, Problem>> {
  const app = buildDoor(parts);
  try {
    await app.listen({ host: loopback, port });
  } catch (error) {
    await app.close();
    if (isPortTaken(error)) return fail(problem('port.taken', { port }));
    throw error;
  }
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('A door without a port');
  const url = `http://${loopback}:${address.port}/${parts.page}/#token=${parts.token}`;
  return ok({ url, close: () => app.close() });
}

function buildDoor(parts: DoorParts): FastifyInstance {
  const app = fastify({
    bodyLimit: doorBodyBytesMax,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: true,
  });
  // Calls carry JSON and nothing else: Fastify reads it within the body limit, every other type is refused with 415.
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ ...doorHeaders, 'cache-control': neverKept });
  });
  app.addHook('onRequest', createGuard(parts.token));
  servePages(app, parts);
  serveCalls(app, '/rpc', new RPCHandler(parts.router));
  if (parts.openApi) {
    const document = parts.openApi;
    serveCalls(app, '/api', new OpenAPIHandler(parts.router));
    // Without a token: it is the same on every kiosk and holds no data, and the tools that read it send none.
    app.get('/openapi.json', () => document);
  }
  return app;
}

function servePages(app: FastifyInstance, { pagesFolder, page }: DoorParts): void {
  const files = { decorateReply: false, cacheControl: false, dotfiles: 'deny' } as const;
  const pageRoot = join(pagesFolder, page);
  void app.register(fastifyStatic, {
    ...files,
    root: pageRoot,
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

type CallHandler = {
  handle(
    request: FastifyRequest,
    reply: FastifyReply,
    options: { readonly prefix: '/rpc' | '/api' },
  ): Promise<{ readonly matched: boolean }>;
};

function serveCalls(app: FastifyInstance, prefix: '/rpc' | '/api', handler: CallHandler): void {
  app.all(`${prefix}/*`, async (request, reply) => {
    const { matched } = await handler.handle(request, reply, { prefix });
    if (!matched) reply.callNotFound();
    return reply;
  });
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
