import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeskSurvey } from '../../shared/contract/desk.ts';
import { Desk, heartbeatMs } from './desk.svelte.ts';
import { FakeDesk } from './testing/fake-desk.ts';
import { announced, samplePin } from './testing/samples.ts';

let fake: FakeDesk;
let desk: Desk;
let stop: () => void;
const never = new AbortController().signal;

beforeEach(async () => {
  vi.useFakeTimers();
  fake = new FakeDesk();
  fake.dossiers = [announced('0975'), announced('0976')];
  desk = new Desk(fake);
  stop = desk.follow();
  await vi.waitFor(() => expect(desk.connection).toBe('open'));
  fake.seat();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

async function launch(at = 0): Promise<DeskSurvey> {
  await desk.launch({ dossier: fake.dossiers[at]!.dossier }, never);
  return desk.surveys[0]!;
}

test('an ended survey stays ended when an older word arrives late', async () => {
  const waiting = await launch();
  fake.happen(waiting.survey, 'rated');
  fake.say(waiting);
  expect(desk.surveys.map(({ status }) => status)).toEqual(['rated']);
});

test('the last digits stay when a restarted machine has forgotten them', async () => {
  const waiting = await launch();
  fake.say({ ...waiting, dossierTail: null, status: 'rated' });
  expect(desk.surveys[0]).toMatchObject({ dossierTail: '0975', status: 'rated' });
});

test('the first part of the codes follows the day', async () => {
  fake.station = { ...fake.station, dossierPrefix: 'H00.00.01-261123-' };
  await vi.advanceTimersByTimeAsync(heartbeatMs);
  expect(desk.station?.dossierPrefix).toBe('H00.00.01-261123-');
});

test('nothing is asked any more after the page has stopped following', async () => {
  stop();
  fake.station = { ...fake.station, ready: false };
  await vi.advanceTimersByTimeAsync(10 * heartbeatMs);
  expect(desk.station?.ready).toBe(true);
});

test('a pulled cable is noticed although the stream says nothing, and so is its return', async () => {
  const waiting = await launch();
  fake.isAway = true;
  await vi.advanceTimersByTimeAsync(heartbeatMs);
  expect(desk.connection).toBe('gone');
  fake.happen(waiting.survey, 'rated');
  fake.isAway = false;
  await vi.advanceTimersByTimeAsync(heartbeatMs);
  expect(desk.connection).toBe('open');
  expect(desk.surveys[0]?.status).toBe('rated');
});

test('an officer’s list is gone for the next officer, and stays for the same', async () => {
  await launch();
  fake.change({ signedIn: null, takenBy: null });
  fake.seat(1);
  expect(desk.surveys).toHaveLength(1);
  fake.change({ signedIn: null, takenBy: null });
  fake.seat(0);
  expect(desk.surveys).toEqual([]);
});

test('a sign-in answers with the sentence of its refusal, or opens the desk', async () => {
  fake.change({ signedIn: null, takenBy: null });
  const { id } = fake.station.officers[0]!;
  const refused = await desk.signIn(id, '000000');
  expect(refused).toMatchObject({ problem: { problem: { code: 'sign-in.refused' } } });
  expect((await desk.signIn(id, samplePin)).ok).toBe(true);
  expect(desk.station?.signedIn?.officer.id).toBe(id);
});
