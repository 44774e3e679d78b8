import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { value } from '../../electron/core/testing/acts.ts';
import {
  apiClient,
  apiKey,
  dossierCode,
  narrowKey,
  procedure,
} from '../../electron/core/testing/fixtures.ts';
import { openDoors, type Doors } from '../../electron/http/doors.ts';
import { apiCallsPerMinute } from '../../shared/limits.ts';
import type { ClientRight } from '../../shared/model/documents.ts';
import { entryIdSchema } from '../../shared/model/ids.ts';
import { problemSchema } from '../../shared/model/problems.ts';
import { citizenClient } from '../support/clients.ts';
import { startMachine, type Rig } from './rig.ts';

let rig: Rig;
let doors: Doors;
let origin: string;

beforeEach(async () => {
  rig = await startMachine();
  doors = value(
    await openDoors({
      ...{ machine: rig.machine, version: '0', kioskPort: 0, deskPort: 0 },
      pagesFolder: import.meta.dirname,
    }),
  );
  origin = new URL(doors.deskUrl).origin;
});
afterEach(async () => {
  await doors.close();
  await rig.close();
});

type Sent = {
  readonly method?: string;
  readonly body?: unknown;
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
};

function call(path: string, { method = 'GET', body, key = apiKey, headers = {} }: Sent = {}) {
  return fetch(`${origin}/api/v1${path}`, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}
const launch = (number: number, headers: Record<string, string> = {}) =>
  call('/surveys', { method: 'POST', body: { dossier: dossierCode(number), procedure }, headers });

/** The problem document of a refusal, whole and in both languages. */
async function problemOf(response: Response): Promise<string> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const document = (await response.json()) as Record<string, unknown>;
  const { code } = problemSchema.parse(document);
  expect(document).toMatchObject({
    ...{ type: `urn:hai-long:problem:${code}`, status: response.status, detail: document['en'] },
    title: expect.any(String),
  });
  return `${response.status} ${code}`;
}

describe('one-stop software', () => {
  test('announces, launches, follows, withdraws and reports', async () => {
    const dossiers = [{ dossier: dossierCode(1), procedure, dueOn: '2026-11-30' }];
    const announced = await call('/dossiers', { method: 'PUT', body: { dossiers } });
    expect(await announced.json()).toEqual({ count: 1 });
    expect(await (await call('/dossiers/count')).json()).toEqual({ count: 1 });
    const launched = await call('/surveys', { method: 'POST', body: { dossier: dossierCode(1) } });
    expect(launched.status).toBe(201);
    const { survey } = (await launched.json()) as { survey: string };
    expect(await (await call(`/surveys/${survey}`)).json()).toEqual({ survey, status: 'waiting' });
    const withdrawn = await call(`/surveys/${survey}/withdrawal`, { method: 'POST' });
    expect(await withdrawn.json()).toEqual({ survey, status: 'not-rated' });
    const report = { dossier: dossierCode(1), handOver: 'completed' };
    const reported = await call('/hand-overs', { method: 'POST', body: report });
    expect([reported.status, await reported.json()]).toEqual([201, {}]);
  });

  test('that calls all at once keeps no citizen waiting', async () => {
    const citizen = citizenClient(doors.kioskUrl);
    const { survey } = (await (await launch(1)).json()) as { survey: string };
    await Promise.all(Array.from({ length: 60 }, () => call('/dossiers/count'))); // connections
    let answered = 0;
    const flood = Array.from({ length: 60 }, async (_, at) => {
      await launch(2 + at);
      answered += 1;
    });
    await citizen.rate({ survey, level: 5, tap: entryIdSchema.parse(uuidv7()) });
    expect(answered).toBeLessThan(40);
    await Promise.all(flood);
  });

  test('follows the statuses as events', async () => {
    const sent = httpRequest(`${origin}/api/v1/surveys/events`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    sent.end();
    const [stream] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
    let text = '';
    stream.on('data', (chunk: Buffer) => (text += chunk.toString())).on('error', () => undefined);
    const { survey } = (await (await launch(1)).json()) as { survey: string };
    await call(`/surveys/${survey}/withdrawal`, { method: 'POST' });
    await expect.poll(() => text).toContain('not-rated');
    expect([...text.matchAll(/data: (.*)/g)].map(([, data = '']) => JSON.parse(data))).toEqual([
      { survey, status: 'waiting' },
      { survey, status: 'not-rated' },
    ]);
    sent.destroy();
  });
});

describe('an API key', () => {
  test.each([
    ['none', null],
    ['a wrong one', `${apiKey.slice(0, -1)}X`],
    ['its hash', apiClient.keyHash],
    ['the desk’s token', ''],
  ])('%s is refused, and told of a bounded number of times', async (_, key) => {
    const token = new URL(doors.deskUrl).hash.slice('#token='.length);
    const given = key === '' ? token : key;
    for (let time = 0; time < 8; time += 1) {
      expect(await problemOf(await call('/dossiers/count', { key: given }))).toBe('401 api.key');
    }
    const { headers } = await call('/surveys', { key: given });
    expect(headers.get('www-authenticate')).toBe('Bearer');
    const refused = (await rig.journal()).filter(({ kind }) => kind === 'desk.refused');
    expect(refused).toHaveLength(5);
  });

  test('opens what it has a right to and nothing else', async () => {
    const survey = '01234567-89ab-7def-8123-456789abcdef';
    const report = { dossier: dossierCode(1), handOver: 'completed' };
    const routes: [ClientRight, string, Sent][] = [
      ['launch', '/surveys', { method: 'POST', body: { dossier: dossierCode(1), procedure } }],
      ['withdraw', `/surveys/${survey}/withdrawal`, { method: 'POST' }],
      ['status', `/surveys/${survey}`, {}],
      ['status', '/surveys/events', {}],
      ['dossiers', '/dossiers/count', {}],
      ['dossiers', '/dossiers', { method: 'PUT', body: { dossiers: [] } }],
      ['dossiers', '/hand-overs', { method: 'POST', body: report }],
    ];
    for (const right of ['launch', 'withdraw', 'status', 'dossiers'] as const) {
      for (const [needed, path, sent] of routes) {
        const response = await call(path, { ...sent, key: narrowKey(right) });
        if (needed === right) expect(response.status).not.toBe(403);
        else expect(await problemOf(response)).toBe('403 api.right');
        await response.body?.cancel().catch(() => undefined);
      }
    }
  });
});

describe('the same Idempotency-Key', () => {
  const key = { 'idempotency-key': 'giao-dich-1' };

  test('with the same request is answered as the first time, even after the end', async () => {
    const first = await (await launch(1, key)).text();
    const { survey } = JSON.parse(first) as { survey: string };
    await call(`/surveys/${survey}/withdrawal`, { method: 'POST' });
    const again = await launch(1, key);
    expect([again.status, await again.text()]).toEqual([201, first]);
    const other = await launch(1, { 'idempotency-key': 'giao-dich-2' });
    expect(await other.text()).not.toBe(first);
  });

  test('with another request is refused', async () => {
    await launch(1, key);
    expect(await problemOf(await launch(2, key))).toBe('422 api.idempotency');
  });

  test('does not keep a refusal', async () => {
    await launch(1);
    await launch(2);
    expect(await problemOf(await launch(3, key))).toBe('409 survey.busy');
    rig.clock.advance(200_000);
    expect((await launch(3, key)).status).toBe(201);
  });

  test('is refused when it is none', async () => {
    const long = { 'idempotency-key': 'x'.repeat(201) };
    expect(await problemOf(await launch(1, long))).toBe('400 api.input');
  });
});

describe('every refusal is a problem document', () => {
  test.each([
    [
      'an unknown survey',
      '/surveys/01234567-89ab-7def-8123-456789abcdef',
      {},
      '404 survey.unknown',
    ],
    ['an id that is none', '/surveys/abc', {}, '400 api.input'],
    ['an unknown path', '/answers', {}, '404 api.unknown-path'],
    ['another method', '/dossiers', { method: 'DELETE' }, '404 api.unknown-path'],
    ['a broken body', '/surveys', { method: 'POST', body: '{"a":' }, '400 api.input'],
    ['a field too many', '/surveys', { method: 'POST', body: { level: 1 } }, '400 api.input'],
    [
      'no procedure',
      '/surveys',
      { method: 'POST', body: { dossier: dossierCode(1) } },
      '422 procedure.needed',
    ],
    [
      'a code that is none',
      '/surveys',
      { method: 'POST', body: { dossier: 'H00-1', procedure } },
      '422 dossier.shape',
    ],
    [
      'a form',
      '/surveys',
      {
        method: 'POST',
        body: 'a=1',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      '415 api.input',
    ],
    [
      'a body beyond the limit',
      '/surveys',
      { method: 'POST', body: `"${'x'.repeat(3_000_000)}"` },
      '413 api.input',
    ],
  ])('%s', async (_, path, sent: Sent, expected) => {
    expect(await problemOf(await call(path, sent))).toBe(expected);
  });

  test('a page of another site', async () => {
    const response = await call('/dossiers/count', { headers: { origin: 'http://evil.example' } });
    expect(await problemOf(response)).toBe('403 door.refused');
  });

  test('too many calls, and how long to wait', async () => {
    const calls = Array.from({ length: 400 }, () => 0);
    let refused: Response | null = null;
    const started = performance.now();
    for (let sent = 0; sent <= apiCallsPerMinute && !refused; sent += calls.length) {
      const wrong = calls.map(() => call('/dossiers/count', { key: 'x'.repeat(43) }));
      refused = (await Promise.all(wrong)).find(({ status }) => status === 429) ?? null;
    }
    expect(performance.now() - started).toBeLessThan(60_000);
    expect(refused && (await problemOf(refused))).toBe('429 api.rate');
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    // Somebody else's flood from the same computer costs the software with a key nothing.
    expect((await call('/dossiers/count')).status).toBe(200);
  });
});
