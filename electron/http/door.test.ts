import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { launch, refusal, value } from '../core/testing/acts.ts';
import {
  apiKey,
  dossierCode,
  kioskOnBench,
  procedure,
  type Bench,
} from '../core/testing/fixtures.ts';
import { createApiRouter } from './api/api-router.ts';
import { createCitizenRouter } from './citizen-router.ts';
import { createDeskRouter } from './desk-router.ts';
import { openDoors, type Doors, type DoorsMachine } from './doors.ts';

type Answer = { status: number; headers: IncomingHttpHeaders; body: string };
type Call = { path: string; method?: string; headers?: Record<string, string>; body?: string };

/** One request as any program on this machine could send it, headers and all. */
function call(door: URL, { path, method = 'GET', headers = {}, body }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: door.port, path, method, headers };
    const sent = httpRequest(options, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

let pagesFolder: string;
let bench: Bench;
let doors: Doors;
let citizen: URL;
let desk: URL;
let closing: AbortController;

const tokenOf = (url: URL): string => new URLSearchParams(url.hash.slice(1)).get('token') ?? '';
const asWindow = (url: URL): Record<string, string> => ({
  authorization: `Bearer ${tokenOf(url)}`,
  origin: url.origin,
  'content-type': 'application/json',
});

function machine(): DoorsMachine {
  const { core } = bench;
  return {
    citizen: createCitizenRouter(core, closing.signal),
    desk: createDeskRouter(core, closing.signal),
    api: createApiRouter(core, () => bench.clock.mono(), closing.signal),
    integration: core.integration,
    lan: null,
    deskOpened: () => undefined,
    lanOpened: core.lanOpened,
  };
}

beforeAll(() => {
  pagesFolder = mkdtempSync(join(tmpdir(), 'hai-long-pages-'));
  for (const page of ['citizen', 'officer', 'assets']) mkdirSync(join(pagesFolder, page));
  for (const page of ['citizen', 'officer']) {
    writeFileSync(join(pagesFolder, page, 'index.html'), `<!doctype html><title>${page}</title>`);
  }
  writeFileSync(join(pagesFolder, 'assets', 'citizen-1a2b.js'), 'export {};');
  writeFileSync(join(pagesFolder, 'secret.txt'), 'hidden words');
});
afterAll(() => rmSync(pagesFolder, { recursive: true }));

beforeEach(async () => {
  bench = kioskOnBench();
  closing = new AbortController();
  const ports = { kioskPort: 0, deskPort: 0 };
  doors = value(await openDoors({ machine: machine(), version: '1.2.3', pagesFolder, ...ports }));
  citizen = new URL(doors.kioskUrl);
  desk = new URL(doors.deskUrl);
});
afterEach(async () => {
  closing.abort();
  await doors.close();
});

describe('a door lets in', () => {
  test('its own window', async () => {
    const touched = { path: '/rpc/touched', method: 'POST', headers: asWindow(citizen) };
    expect(await call(citizen, { ...touched, body: '{}' })).toMatchObject({ status: 200 });
    const station = { path: '/rpc/station', method: 'POST', headers: asWindow(desk), body: '{}' };
    expect(await call(desk, station)).toMatchObject({ status: 200 });
  });

  test('one-stop software, which has a key and no page', async () => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ dossier: dossierCode(1), procedure });
    const launched = await call(desk, { path: '/api/v1/surveys', method: 'POST', headers, body });
    expect(launched.status).toBe(201);
    const { survey } = JSON.parse(launched.body) as { survey: string };
    const status = await call(desk, { path: `/api/v1/surveys/${survey}`, headers });
    expect(JSON.parse(status.body)).toEqual({ survey, status: 'waiting' });
  });

  test.each(['127.0.0.1', 'localhost', '[::1]'])('a window that calls it %s', async (name) => {
    const host = `${name}:${citizen.port}`;
    const headers = { ...asWindow(citizen), host, origin: `http://${host}` };
    const answer = await call(citizen, {
      path: '/rpc/touched',
      method: 'POST',
      headers,
      body: '{}',
    });
    expect(answer.status).toBe(200);
  });
});

describe('a door refuses', () => {
  const touch = (headers: Record<string, string>) =>
    call(citizen, { path: '/rpc/touched', method: 'POST', headers, body: '{}' });

  test.each([
    ['a rebound name', () => ({ host: `kiosk.example:${citizen.port}` })],
    ['another port', () => ({ host: '127.0.0.1:1' })],
    ['no port', () => ({ host: '127.0.0.1' })],
    ['an address that is not loopback', () => ({ host: `10.0.0.1:${citizen.port}` })],
  ])('the host of %s, for pages too', async (_, host) => {
    expect(await touch({ ...asWindow(citizen), ...host() })).toMatchObject({ status: 403 });
    const { host: name } = host();
    expect((await call(citizen, { path: '/citizen/', headers: { host: name } })).status).toBe(403);
  });

  test.each([
    ['another page', () => 'http://evil.example'],
    ['the desk', () => desk.origin],
    ['a sandboxed frame', () => 'null'],
    ['the same name over TLS', () => citizen.origin.replace('http', 'https')],
    ['another name of the same door', () => `http://localhost:${citizen.port}`],
  ])('the origin of %s', async (_, origin) => {
    expect((await touch({ ...asWindow(citizen), origin: origin() })).status).toBe(403);
    const page = await call(citizen, { path: '/citizen/', headers: { origin: origin() } });
    expect(page.status).toBe(403);
  });

  test('a call to the bridge that names no origin', async () => {
    const { origin: _origin, ...headers } = asWindow(citizen);
    expect((await touch(headers)).status).toBe(403);
  });

  test.each([
    ['no token', () => undefined],
    ['an empty token', () => 'Bearer '],
    ['a token cut short', () => `Bearer ${tokenOf(citizen).slice(0, -1)}`],
    ['a token with more behind it', () => `Bearer ${tokenOf(citizen)}A`],
    ['the other door’s token', () => `Bearer ${tokenOf(desk)}`],
    ['another scheme', () => `Basic ${tokenOf(citizen)}`],
  ])('%s', async (_, authorization) => {
    const { authorization: _own, ...headers } = asWindow(citizen);
    const given = authorization();
    const answer = await touch(
      given === undefined ? headers : { ...headers, authorization: given },
    );
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toMatchObject({
      json: { code: 'REFUSED', data: { code: 'door.refused' } },
    });
    expect(bench.core.citizen.view().survey).toBeNull();
  });

  test('the token in the address', async () => {
    const path = `/rpc/touched?token=${tokenOf(citizen)}`;
    const { authorization: _own, ...headers } = asWindow(citizen);
    expect((await call(citizen, { path, method: 'POST', headers, body: '{}' })).status).toBe(401);
  });

  test.each([
    ['a body that is no JSON', { body: '{"json":' }, 400],
    ['a form', { body: 'a=1', type: 'application/x-www-form-urlencoded' }, 415],
    ['a file', { body: 'x', type: 'application/octet-stream' }, 415],
    ['plain text', { body: 'x', type: 'text/plain' }, 415],
    ['a body beyond the limit', { body: `"${'x'.repeat(2 * 1024 * 1024)}"` }, 413],
    ['an input that is none', { body: '[]' }, 400],
  ])(
    '%s',
    async (_, { body, type = 'application/json' }: { body: string; type?: string }, status) => {
      const headers = { ...asWindow(citizen), 'content-type': type };
      const answer = await call(citizen, { path: '/rpc/rate', method: 'POST', headers, body });
      expect(answer.status).toBe(status);
    },
  );

  test('state changes by GET', async () => {
    const headers = asWindow(citizen);
    const path = `/rpc/touched?data=${encodeURIComponent('{}')}`;
    expect((await call(citizen, { path, headers })).status).toBe(405);
  });

  test.each(['/rpc/station', '/api/v1/surveys', '/openapi.json', '/officer/', '/'])(
    '%s at the citizen’s door',
    async (path) => {
      const headers = asWindow(citizen);
      expect((await call(citizen, { path, headers })).status).toBe(404);
    },
  );

  test.each([
    '/citizen/../secret.txt',
    '/citizen/%2e%2e/secret.txt',
    '/citizen/..%2fsecret.txt',
    '/assets/..%5csecret.txt',
  ])('to leave its folder by %s', async (path) => {
    const answer = await call(citizen, { path });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toContain('hidden words');
  });
});

describe('a page', () => {
  test('may load nothing but its own door', async () => {
    const page = await call(citizen, { path: '/citizen/' });
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>citizen</title>' });
    const policy = page.headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).toMatch(/; sandbox allow-scripts allow-same-origin allow-forms$/);
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  test('keeps the files that carry a hash in their names', async () => {
    const file = await call(citizen, { path: '/assets/citizen-1a2b.js' });
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(file.headers['content-type']).toContain('javascript');
  });
});

describe('the desk’s door', () => {
  test('describes its REST paths', async () => {
    const answer = await call(desk, { path: '/openapi.json' });
    const document = JSON.parse(answer.body) as { info: unknown; paths: Record<string, object> };
    expect(document.info).toMatchObject({ version: '1.2.3' });
    expect(Object.entries(document.paths).map(([path, does]) => [path, Object.keys(does)])).toEqual(
      [
        ['/surveys', ['post']],
        ['/surveys/{survey}/withdrawal', ['post']],
        ['/surveys/{survey}', ['get']],
        ['/surveys/events', ['get']],
        ['/dossiers', ['put']],
        ['/dossiers/count', ['get']],
        ['/hand-overs', ['post']],
      ],
    );
  });
});

describe('a stream', () => {
  test('ends when its window goes away', async () => {
    const { core } = bench;
    const joins = vi.spyOn(core, 'onDeskStatus');
    await doors.close();
    const left: number[] = [];
    joins.mockImplementation(() => () => left.push(1));
    doors = value(
      await openDoors({ machine: machine(), version: '1', pagesFolder, kioskPort: 0, deskPort: 0 }),
    );
    desk = new URL(doors.deskUrl);
    const window = httpRequest({
      host: '127.0.0.1',
      port: desk.port,
      path: '/api/v1/surveys/events',
      headers: { authorization: `Bearer ${apiKey}` },
    });
    window.on('error', () => undefined);
    window.end();
    await vi.waitFor(() => expect(joins).toHaveBeenCalledTimes(1));
    expect(left).toHaveLength(0);
    window.destroy();
    await vi.waitFor(() => expect(left).toHaveLength(1));
  });

  test('does not hold up the closing of the door', async () => {
    const window = httpRequest({
      host: '127.0.0.1',
      port: desk.port,
      path: '/api/v1/surveys/events',
      headers: { authorization: `Bearer ${apiKey}` },
    });
    window.end();
    value(launch(bench));
    const [response] = (await once(window, 'response')) as [NodeJS.ReadableStream];
    response.on('error', () => undefined); // cut off while it ended
    const ended = new Promise((resolve) => response.resume().once('close', resolve));
    closing.abort();
    await doors.close();
    await ended;
  });
});

test('nobody reaches a door but over the loopback address it is bound to', async () => {
  // All of 127/8 is this machine: a door open to the network would answer here.
  const stranger = httpRequest({ host: '127.0.0.2', port: citizen.port, path: '/citizen/' });
  stranger.end();
  const [error] = (await once(stranger, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toMatch(/^E(CONNREFUSED|ADDRNOTAVAIL|HOSTUNREACH)$/);
});

test('a port in use is a problem with a sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  for (const ports of [
    { kioskPort: port, deskPort: 0 },
    { kioskPort: 0, deskPort: port },
  ]) {
    const opened = await openDoors({ machine: machine(), version: '1', pagesFolder, ...ports });
    expect(refusal(opened)).toBe('port.taken');
  }
  other.close();
});
