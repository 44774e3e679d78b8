import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { value } from '../../electron/core/testing/acts.ts';
import {
  apiKey,
  dossierCode,
  officer,
  pin,
  procedure,
} from '../../electron/core/testing/fixtures.ts';
import { openDoors, type Doors } from '../../electron/http/doors.ts';
import { doorCallsPerMinute } from '../../shared/limits.ts';
import { startMachine, type Rig } from './rig.ts';

/** The LAN of these tests: another address of this machine, which a door bound to 127.0.0.1 does not answer at. */
const host = '127.0.0.2';
const pagesFolder = join(import.meta.dirname, '../fixtures');

let rig: Rig | null = null;
let doors: Doors | null = null;

afterEach(async () => {
  await doors?.close();
  await rig?.close();
  doors = null;
  rig = null;
});

/** A kiosk whose technician wrote this into `kiosk.json`. */
async function open(lan: object | null): Promise<Doors> {
  rig = await startMachine({}, (folder) => {
    if (lan) writeFileSync(join(folder, 'kiosk.json'), JSON.stringify({ lan }));
  });
  const { machine } = rig;
  doors = value(await openDoors({ machine, version: '0', pagesFolder, kioskPort: 0, deskPort: 0 }));
  return doors;
}

type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly certificate: PeerCertificate;
};
type Sent = {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};

function call(url: URL, { path, method = 'GET', headers = {}, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: url.hostname, port: url.port, path, method, headers };
    const sent = httpsRequest({ ...options, rejectUnauthorized: false }, (response) => {
      const certificate = (response.socket as TLSSocket).getPeerCertificate();
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        resolve({
          ...{ status: response.statusCode ?? 0, headers: response.headers },
          ...{ body: text, certificate },
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function openLan(more: object = {}): Promise<URL> {
  const opened = await open({ host, port: 0, ...more });
  if (!opened.lan) throw new Error(opened.lanRefused?.en ?? 'No door');
  return new URL(opened.lan.url);
}

const asPage = (url: URL): Record<string, string> => ({
  ...{ origin: url.origin, host: url.host, 'content-type': 'application/json' },
  'sec-fetch-site': 'same-origin',
});
const rpc = (url: URL, path: string, input: object, headers: Record<string, string> = {}) =>
  call(url, {
    ...{ path: `/rpc/${path}`, method: 'POST', headers: { ...asPage(url), ...headers } },
    body: JSON.stringify({ json: input }),
  });

describe('the door to the LAN', () => {
  test('is shut by default', async () => {
    const opened = await open(null);
    expect([opened.lan, opened.lanRefused]).toEqual([null, null]);
    const { port } = new URL(opened.deskUrl);
    await expect(call(new URL(`https://${host}:${port}`), { path: '/' })).rejects.toThrow(
      'ECONNREFUSED',
    );
  });

  test('opened by the technician lets an officer in by the PIN, and the cookie keeps the session', async () => {
    const url = await openLan();
    const station = { path: 'station', input: {} };
    expect((await rpc(url, 'launch', { dossier: dossierCode(1), procedure })).body).toContain(
      'sign-in.needed',
    );
    const signedIn = await rpc(url, 'signIn', { officer, pin });
    const [cookie = ''] = signedIn.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(
      /^__Host-hai-long-desk=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    const held = { cookie: cookie.split(';')[0] ?? '' };
    const launched = await rpc(url, 'launch', { dossier: dossierCode(1), procedure }, held);
    expect(launched.body).toContain('waiting');
    const here = await rpc(url, station.path, station.input, held);
    expect(here.body).toContain(officer);
    expect((await rpc(url, 'signOut', {}, held)).status).toBe(200);
    expect((await rpc(url, 'procedures', { text: '' }, held)).body).toContain('sign-in.needed');
  });

  test('has a certificate of the kiosk’s own making, whose fingerprint the desk and the journal tell', async () => {
    const url = await openLan({ names: ['kiosk-1.xa-mau.lan'] });
    const { certificate } = await call(url, { path: '/openapi.json' });
    const groups = certificate.fingerprint256.replaceAll(':', '').match(/.{4}/g)?.join(' ');
    expect(doors?.lan?.fingerprint).toBe(groups);
    expect(certificate.subjectaltname).toBe(`IP Address:${host}, DNS:kiosk-1.xa-mau.lan`);
    const station = JSON.parse((await rpc(url, 'station', {})).body) as { json: object };
    expect(station.json).toMatchObject({ fingerprint: groups });
    const kept = join(rig?.folder ?? '', 'lan-certificate.pem');
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(await rig?.journal()).toContainEqual(
      expect.objectContaining({
        kind: 'desk.opened',
        body: { host, port: Number(url.port), fingerprint: groups },
      }),
    );
  });

  test('keeps its certificate from start to start', async () => {
    await openLan();
    const first = doors?.lan?.fingerprint;
    await doors?.close();
    const { machine } = rig as Rig;
    doors = value(
      await openDoors({ machine, version: '0', pagesFolder, kioskPort: 0, deskPort: 0 }),
    );
    expect(doors.lan?.fingerprint).toBe(first);
  });

  test('uses the unit’s certificate, and says what is wrong with one', async () => {
    const certificates = join(import.meta.dirname, '../fixtures/certificates');
    const certificate = join(certificates, 'self-signed.cert.pem');
    const key = join(certificates, 'self-signed.key.pem');
    const url = await openLan({ certificate, key });
    expect((await call(url, { path: '/openapi.json' })).certificate.fingerprint256).toBe(
      new X509Certificate(readFileSync(certificate)).fingerprint256,
    );
    await doors?.close();
    await rig?.close();
    const broken = await open({ host, port: 0, certificate: key, key: certificate });
    expect(broken.lan).toBeNull();
    expect(broken.lanRefused?.code).toBe('lan.certificate');
  });

  test('at an address that is not this machine’s stays shut, and the desk opens all the same', async () => {
    const opened = await open({ host: '192.0.2.1', port: 0 });
    expect(opened.lanRefused?.code).toBe('lan.address');
    expect(opened.deskUrl).toContain('127.0.0.1');
  });

  test('speaks no old TLS', async () => {
    const url = await openLan();
    const oldest = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    const socket = connect({
      ...{ host, port: Number(url.port), rejectUnauthorized: false },
      ...(oldest as { minVersion: 'TLSv1'; maxVersion: 'TLSv1.1'; ciphers: string }),
    });
    await expect(
      new Promise((resolve, reject) => socket.on('secureConnect', resolve).on('error', reject)),
    ).rejects.toThrow('alert protocol version');
  });
});

describe('at the door to the LAN', () => {
  test.each([
    ['a rebound name', { host: 'kiosk.example', origin: 'https://kiosk.example' }],
    ['the name of the loopback door', { host: 'localhost', origin: 'https://localhost' }],
    ['another page’s origin', { origin: 'https://evil.example' }],
    ['the same host without TLS', { origin: `http://${host}` }],
    ['no origin', { origin: '' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused and told of', async (_, changes: Record<string, string>) => {
    const url = await openLan();
    const headers = { ...asPage(url), ...changes };
    if (headers['origin'] === '') delete headers['origin'];
    const body = JSON.stringify({ json: { officer, pin } });
    const answer = await call(url, { path: '/rpc/signIn', method: 'POST', headers, body });
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
    const refused = (await rig?.journal())?.filter(({ kind }) => kind === 'desk.refused');
    expect(refused).toHaveLength(1);
  });

  test('a page under a rebound name is refused too', async () => {
    const url = await openLan();
    for (const name of ['kiosk.example', `kiosk.example:${url.port}`, `127.0.0.1:${url.port}`]) {
      const answer = await call(url, { path: '/officer/', headers: { host: name } });
      expect(answer.status).toBe(403);
    }
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a form’s %s is no call',
    async (type) => {
      const url = await openLan();
      const answer = await rpc(url, 'signIn', { officer, pin }, { 'content-type': type });
      expect(answer.status).toBe(415);
    },
  );

  test('a call by GET is none', async () => {
    const url = await openLan();
    const path = `/rpc/signOut?data=${encodeURIComponent('{}')}`;
    expect((await call(url, { path, headers: asPage(url) })).status).toBe(405);
  });

  test('there is no citizen’s bridge, no listing, and no banner', async () => {
    const url = await openLan();
    for (const path of ['/citizen/', '/assets/', '/', '/rpc/rate']) {
      const { status, headers } = await call(url, { path, headers: { host: url.host } });
      expect(status).toBe(404);
      expect(headers).not.toHaveProperty('server');
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
  });

  test('software with its key gets in, and its flood is not the page’s', async () => {
    const url = await openLan();
    const headers = { host: url.host, authorization: `Bearer ${apiKey}` };
    expect((await call(url, { path: '/api/v1/dossiers/count', headers })).status).toBe(200);
    const wrong = { ...headers, authorization: 'Bearer 0123456789abcdef' };
    expect((await call(url, { path: '/api/v1/dossiers/count', headers: wrong })).status).toBe(401);
  });

  test('so many calls a minute of one address are enough', async () => {
    const url = await openLan();
    let limited: Answer | undefined;
    for (let sent = 0; sent <= doorCallsPerMinute && !limited; sent += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => rpc(url, 'station', {})));
      limited = answers.find(({ status }) => status === 429);
    }
    expect(limited?.body).toContain('api.rate');
    expect(Number(limited?.headers['retry-after'])).toBeGreaterThan(0);
  });
});
