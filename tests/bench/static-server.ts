import fastifyStatic from '@fastify/static';
import fastify from 'fastify';

/** Serves files as the kiosk's own door does: Fastify, loopback, uncompressed. */
export interface StaticServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * @param pages - path -> HTML
 * @param folders - URL prefix -> folder of files
 */
export async function serveStatic(
  pages: Readonly<Record<string, string>>,
  folders: Readonly<Record<string, string>> = {},
): Promise<StaticServer> {
  const app = fastify({ forceCloseConnections: true });
  for (const [path, html] of Object.entries(pages)) {
    app.get(path, (_request, reply) => reply.type('text/html; charset=utf-8').send(html));
  }
  for (const [prefix, root] of Object.entries(folders)) {
    await app.register(fastifyStatic, { root, prefix, decorateReply: false });
  }
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, close: () => app.close() };
}
