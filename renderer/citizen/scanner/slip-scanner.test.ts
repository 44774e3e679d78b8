import { ORPCError } from '@orpc/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeMachine, restingView } from '../testing/fake-machine.ts';
import { outcomeShownMs, sameSlipMs, SlipScanner } from './slip-scanner.svelte.ts';

let machine: FakeMachine;
let scanner: SlipScanner;

beforeEach(() => {
  vi.useFakeTimers();
  machine = new FakeMachine(restingView);
  scanner = new SlipScanner(machine.bridge());
});
afterEach(() => {
  vi.useRealTimers();
});

const slip = 'H29.3-260708-0975';

function refuse(code: string): void {
  machine.answer = async () => {
    throw new ORPCError('REFUSED', { data: { code, vi: '-', en: '-', parameters: {} } });
  };
}

test('a slip is handed on as it was read, and the rating announced', async () => {
  await scanner.scan(slip);
  expect(machine.asked('scanned')).toEqual([{ text: slip }]);
  expect(scanner.outcome).toBe('launched');
});

test.each([
  ['scan.closed', 'closed'],
  ['scan.not-handed-over', 'notHandedOver'],
  ['scan.unreadable', 'unreadable'],
  ['scan.busy', 'busy'],
  ['survey.busy', 'busy'],
  ['survey.already-rated', 'rated'],
  ['dossier.date', 'unreadable'],
  ['storage.full', 'failed'],
] as const)('a refusal %s has a sentence of its own', async (code, outcome) => {
  refuse(code);
  await scanner.scan(slip);
  expect(scanner.outcome).toBe(outcome);
});

test('a machine that does not answer is said, too', async () => {
  machine.answer = () => Promise.reject(new Error('The port is closed.'));
  await scanner.scan(slip);
  expect(scanner.outcome).toBe('failed');
});

test('what was no whole code asks nobody', async () => {
  await scanner.scan(null);
  expect(machine.asked('scanned')).toEqual([]);
  expect(scanner.outcome).toBe('unreadable');
});

test('a slip held under the scanner is handed on once, later again', async () => {
  await scanner.scan(slip);
  await scanner.scan(slip);
  expect(machine.asked('scanned')).toHaveLength(1);
  vi.advanceTimersByTime(sameSlipMs);
  await scanner.scan(slip);
  expect(machine.asked('scanned')).toHaveLength(2);
});

test('the sentence goes by itself, each with its own time', async () => {
  await scanner.scan(null);
  vi.advanceTimersByTime(outcomeShownMs - 1);
  await scanner.scan(slip);
  vi.advanceTimersByTime(outcomeShownMs - 1);
  expect(scanner.outcome).toBe('launched');
  vi.advanceTimersByTime(1);
  expect(scanner.outcome).toBeNull();
});
