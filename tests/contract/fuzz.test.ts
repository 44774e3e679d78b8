import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { value } from '../../electron/core/testing/acts.ts';
import {
  apiKey,
  dossierCode,
  officer,
  pin,
  procedure,
} from '../../electron/core/testing/fixtures.ts';
import { openDoors, type Doors } from '../../electron/http/doors.ts';
import { journalOf } from '../support/enrolled-folder.ts';
import { startMachine, type Rig } from './rig.ts';

/**
 * Whatever is sent to a door: an answer of its own, never a defect, never an entry that the contract does not allow.
 */
const runs = 1_500;

const citizenCalls = [
  'touched',
  'startWalkIn',
  'accept',
  'proceed',
  'scanned',
  'decline',
  'extend',
  'rate',
  'detail',
  'finish',
];
const deskCalls = ['station', 'signIn', 'find', 'procedures', 'launch', 'withdraw', 'status'];

/** Field values that are nearly right, entirely wrong, or anything at all. */
const fieldValue = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(officer, procedure, dossierCode(1), randomUUID()),
  },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(1, 5, -1, 1e21, null, '', [], {}, true) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>('__proto__', '../../x', '\u0000', '\ud800', "' OR 1=1 --"),
  },
  { weight: 2, arbitrary: fc.jsonValue() },
);
const fields = [
  ...['survey', 'officer', 'pin', 'dossier', 'procedure', 'handOver', 'level', 'tap', 'text'],
  ...['correction', 'apology', 'dossiers', 'dueOn'],
];
const input = fc.oneof(
  fc.dictionary(fc.constantFrom(...fields, 'reasons', 'criteria', 'comment', 'x'), fieldValue),
  fc.jsonValue(),
);
/** As oRPC sends it, or any other body. */
const body = fc.oneof(
  { weight: 4, arbitrary: input.map((json) => JSON.stringify({ json })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(input, fc.jsonValue())
      .map(([json, meta]) => JSON.stringify({ json, meta })),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

let rig: Rig;
let doors: Doors;
/** Of the desk's page: an officer is signed in throughout. */
let cookie: string;

beforeAll(async () => {
  rig = await startMachine();
  const ports = { kioskPort: 0, deskPort: 0, pagesFolder: import.meta.dirname };
  doors = value(await openDoors({ machine: rig.machine, version: '0', ...ports }));
  const body = JSON.stringify({ json: { officer, pin } });
  const signedIn = await send(doors.deskUrl, '/rpc/signIn', { method: 'POST', body });
  cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
});
afterAll(async () => {
  await doors.close();
  rmSync(rig.folder, { recursive: true });
});

async function send(address: string, path: string, init: RequestInit): Promise<Response> {
  const url = new URL(address);
  const token = new URLSearchParams(url.hash.slice(1)).get('token') ?? '';
  const bearer = path.startsWith('/api') ? apiKey : token;
  const headers = { authorization: `Bearer ${bearer}`, origin: url.origin, cookie };
  const type = { 'content-type': 'application/json' };
  return fetch(`${url.origin}${path}`, { ...init, headers: { ...headers, ...type } });
}

test('no call makes a defect, over RPC', async () => {
  const call = fc.oneof(
    fc.constantFrom(...citizenCalls).map((name) => ({ door: 'kioskUrl' as const, name })),
    fc.constantFrom(...deskCalls).map((name) => ({ door: 'deskUrl' as const, name })),
  );
  await fc.assert(
    fc.asyncProperty(call, body, async ({ door, name }, text) => {
      const answer = await send(doors[door], `/rpc/${name}`, { method: 'POST', body: text });
      const answered = await answer.text();
      expect(answer.status, answered).toBeLessThan(500);
      if (name !== 'touched') rig.clock.advance(500);
    }),
    { numRuns: runs },
  );
});

test('no call makes a defect, over REST', async () => {
  const segment = fc.oneof(
    fc.constantFrom('surveys', 'dossiers', 'count', 'hand-overs', 'events', 'withdrawal', ''),
    fc.webSegment(),
  );
  const path = fc
    .tuple(fc.array(segment, { maxLength: 4 }), fc.webQueryParameters())
    .map(([segments, query]) => `/api/v1/${segments.join('/')}?${query}`);
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH');
  await fc.assert(
    fc.asyncProperty(method, path, body, async (does, where, text) => {
      const sent = does === 'GET' ? {} : { body: text };
      const answer = await send(doors.deskUrl, where, { method: does, ...sent });
      const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream');
      const answered = isStream ? await answer.body?.cancel() : await answer.text();
      expect(answer.status, answered ?? '').toBeLessThan(500);
    }),
    { numRuns: runs },
  );
});

test('afterwards the machine serves, and its journal holds nothing it should not', async () => {
  rig.clock.advance(3_600_000);
  const launched = await send(doors.deskUrl, '/api/v1/surveys', {
    method: 'POST',
    body: JSON.stringify({ procedure, dossier: dossierCode(77) }),
  });
  expect(launched.status).toBe(201);
  await rig.machine.close();
  const kinds = new Set(journalOf(rig.folder).map(({ kind }) => kind));
  const expected = ['journal.opened', 'machine.started', 'machine.stopped', 'health.noted'];
  const surveys = ['launched', 'shown', 'expired', 'declined', 'withdrawn', 'answered', 'detailed'];
  const more = ['late-touch', 'repeat-refused', 'apology-shown'];
  const desk = [
    ...['officer.signed-in', 'officer.signed-out', 'officer.sign-in-failed'],
    ...['desk.refused', 'dossier.handed-over'],
  ];
  const allowed = [...expected, ...desk, ...[...surveys, ...more].map((kind) => `survey.${kind}`)];
  for (const kind of kinds) expect(allowed).toContain(kind);
});
