import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerJson, faults, type Fault } from '../../tests/support/faulty-district.ts';
import { sendingKiosk, type SendingKiosk } from '../../tests/support/sending-kiosk.ts';
import { updateAskMs } from '../../shared/limits.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { releaseManifestSchema, type ReleaseManifest } from '../../shared/model/release.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { refusedPause } from './schedule.ts';
import { UpdateLane } from './updates.ts';

const content = 'the release';
const manifest = (version: string, mark = 'A'): ReleaseManifest =>
  releaseManifestSchema.parse({
    ...{ format: 1, version, minimumFrom: '1.0.0', migrations: 2, notes: 'Thử' },
    ...{ sha256: createHash('sha256').update(content).digest('hex'), size: content.length },
    signature: mark.repeat(86),
  });
const offer =
  (version: string, mark?: string): Fault =>
  (response) =>
    answerJson(response, 200, manifest(version, mark));
const file: Fault = (response) => response.writeHead(200).end(content);
const pause = { ms: updateAskMs, nudgedMs: updateAskMs };

let kiosk: SendingKiosk;
let folder: string;
let lane: UpdateLane;
let taken: string[];
let nones: number;
let judged: Result<'take' | 'have', Problem>;
let outcome: Result<void, Problem>;

beforeEach(async () => {
  kiosk = await sendingKiosk();
  folder = mkdtempSync(join(tmpdir(), 'hai-long-lane-'));
  taken = [];
  nones = 0;
  judged = ok('take');
  outcome = ok(undefined);
  const incoming = join(folder, 'incoming');
  lane = new UpdateLane(
    {
      judge: () => judged,
      none: () => void (nones += 1),
      incoming: () => incoming,
      take: () => {
        taken.push(readFileSync(incoming, 'utf8'));
        return Promise.resolve(outcome);
      },
    },
    kiosk.send,
  );
});
afterEach(async () => {
  await kiosk.district.close();
  rmSync(folder, { recursive: true });
});

const answer = (...answers: Fault[]) => kiosk.district.faults.push(...answers);
const asked = (): string[] => kiosk.district.arrived.map(({ url }) => url);

test('a newer version is downloaded and handed over, and is not kept as a download', async () => {
  answer(offer('1.1.0'), file);
  expect(await lane.step()).toEqual(pause);
  expect(asked()).toEqual(['/api/updates/current', '/api/updates/1.1.0']);
  expect(taken).toEqual([content]);
  expect(existsSync(join(folder, 'incoming'))).toBe(false);
  expect(lane.problem()).toBeNull();
});

test.each([
  ['there is nothing', faults.status(204)],
  ['the district knows no updates yet', faults.status(404)],
])('when %s nothing is downloaded and nothing is wrong', async (_, fault) => {
  answer(fault);
  expect(await lane.step()).toEqual(pause);
  expect(asked()).toHaveLength(1);
  expect(lane.problem()).toBeNull();
  expect(nones).toBe(1);
});

test('the version that runs is not downloaded', async () => {
  judged = ok('have');
  answer(offer('1.0.0'));
  expect(await lane.step()).toEqual(pause);
  expect(asked()).toHaveLength(1);
  expect(nones).toBe(0);
});

test.each(['update.signature', 'update.older', 'update.minimum', 'update.tried'] as const)(
  'a version refused with %s is not downloaded',
  async (code) => {
    judged = fail(problem(code));
    answer(offer('1.1.0'));
    expect(await lane.step()).toEqual(pause);
    expect(asked()).toHaveLength(1);
    expect(lane.problem()?.code).toBe(code);
  },
);

test('a manifest that is none is said', async () => {
  answer(faults.json(200, { version: 'newest' }));
  expect(await lane.step()).toEqual(pause);
  expect(lane.problem()?.code).toBe('update.manifest');
});

test('a release refused for what it is is downloaded again only when the offer changes', async () => {
  outcome = fail(problem('update.unsafe'));
  answer(offer('1.1.0'), file, offer('1.1.0'), offer('1.1.0', 'B'), file);
  await lane.step();
  await lane.step();
  expect(taken).toHaveLength(1);
  expect(lane.problem()?.code).toBe('update.unsafe');
  await lane.step();
  expect(taken).toHaveLength(2);
});

test.each(['storage.full', 'update.truncated'] as const)(
  'after %s it is tried again',
  async (code) => {
    outcome = fail(problem(code));
    answer(offer('1.1.0'), file, offer('1.1.0'), file);
    expect(await lane.step()).not.toEqual(pause);
    expect(lane.problem()?.code).toBe(code);
    outcome = ok(undefined);
    expect(await lane.step()).toEqual(pause);
    expect(taken).toHaveLength(2);
  },
);

test.each<[string, Fault, string]>([
  ['cut off', (response: ServerResponse) => response.socket?.destroy(), 'district.unreachable'],
  ['failing', faults.json(500, {}), 'district.error'],
  ['too long', (response) => response.end(content.repeat(9)), 'district.not-the-district'],
])('a download that is %s hands over nothing and is tried again', async (_, fault, code) => {
  answer(offer('1.1.0'), fault);
  expect(await lane.step()).not.toEqual(pause);
  expect(lane.problem()?.code).toBe(code);
  expect(taken).toEqual([]);
});

test('a district that does not know the kiosk is asked once an hour', async () => {
  answer(faults.status(401));
  expect(await lane.step()).toEqual(refusedPause);
});

test.each<[string, Fault, string]>([
  ['the same version', offer('1.1.0'), 'offered'],
  ['another one', offer('1.2.0'), 'withdrawn'],
  ['nothing', faults.status(204), 'withdrawn'],
  ['that the kiosk is retired', faults.status(410), 'withdrawn'],
  ['that it is not well', faults.json(500, {}), 'silent'],
  ['not a word', (response) => void response.socket?.destroy(), 'silent'],
  ['somebody else’s page', (response) => void response.end('<html>'), 'silent'],
])('asked again out of turn, a district that says %s', async (_, fault, expected) => {
  answer(fault);
  expect(await lane.askAgain('1.1.0')).toBe(expected);
  expect(asked()).toEqual(['/api/updates/current']);
});
