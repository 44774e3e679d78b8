import { request, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/**
 * A `fetch` that names another host than the one it calls: a proxy in front of a door stands for a cable, and a cable
 * changes no address.
 */
export function fetchNaming(host: () => string): typeof fetch {
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const { method = 'GET', headers = {}, body, signal } = init;
      const sent = request(new URL(String(input)), {
        ...{ method, signal: signal ?? undefined, agent: false },
        headers: { ...(headers as Record<string, string>), host: host() },
      });
      sent.on('response', (answer) => resolve(responseOf(answer)));
      sent.on('error', reject);
      sent.end(typeof body === 'string' ? body : undefined);
    });
}

function responseOf(answer: IncomingMessage): Response {
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
  const body = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
  return new Response(body, {
    status: answer.statusCode ?? 0,
    headers: headers as [string, string][],
  });
}
