import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Everything from this server and nothing else; no inline script or style. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headersOfEveryAnswer = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Puts the security headers on every answer; what is not a page's own file is not kept by any cache. */
export function securityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(headersOfEveryAnswer);
    if (/^\/(rpc|api|openapi\.json)/.test(request.url)) {
      void reply.header('cache-control', 'no-store');
    }
  });
}

/** Serves the office's pages, or says in plain words that they have not been built. */
export async function pages(app: FastifyInstance, folder: string): Promise<void> {
  if (existsSync(join(folder, 'index.html'))) {
    await app.register(fastifyStatic, { root: folder, prefix: '/' });
    return;
  }
  app.get('/', async (_request, reply) => {
    void reply.code(503).type('text/plain; charset=utf-8');
    return `Trang kết quả chưa được dựng. Hãy chạy "npm run build" rồi khởi động lại máy chủ.\nThe office's pages have not been built. Run "npm run build" and start the server again.\n`;
  });
}
