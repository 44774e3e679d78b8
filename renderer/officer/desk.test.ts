import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeskSurvey } from '../../shared/contract/desk.ts';
import type { OfficerId } from '../../shared/model/ids.ts';
import { Desk } from './desk.svelte.ts';
import { FakeDesk, samplePrefix, sampleProcedures } from './testing/fake-desk.ts';

let fake: FakeDesk;
let desk: Desk;
let stop: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  fake = new FakeDesk();
  desk = new Desk(fake);
  stop = desk.follow();
  await vi.waitFor(() => expect(desk.connection).toBe('open'));
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

async function launch(): Promise<DeskSurvey> {
  const { code } = sampleProcedures[0]!;
  const officer = 'can-bo-mau-1' as OfficerId;
  const dossier = `${samplePrefix}0975`;
  await desk.launch({ officer, dossier, procedure: code, handOver: 'completed' });
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
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(desk.station?.dossierPrefix).toBe('H00.00.01-261123-');
});

test('nothing is asked any more after the page has stopped following', async () => {
  stop();
  fake.station = { ...fake.station, ready: false };
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(desk.station?.ready).toBe(true);
});
