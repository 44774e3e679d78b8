import { beforeEach, afterEach, describe, expect, test, vi } from 'vitest';
import { Desk } from '../desk.svelte.ts';
import { FakeDesk } from '../testing/fake-desk.ts';
import { announced, lateBy, samplePrefix, sampleProcedures } from '../testing/samples.ts';
import { Launcher } from './launcher.svelte.ts';

let fake: FakeDesk;
let desk: Desk;
let launcher: Launcher;
let stop: () => void;
const [first, second] = sampleProcedures;

beforeEach(async () => {
  vi.useFakeTimers();
  fake = new FakeDesk();
  desk = new Desk(fake);
  stop = desk.follow();
  await vi.waitFor(() => expect(desk.connection).toBe('open'));
  fake.seat();
  launcher = new Launcher(desk);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

const refusal = (): string | null =>
  launcher.refused?.kind === 'problem' ? launcher.refused.problem.code : null;

describe('a dossier that the software announced', () => {
  test('launches at once, with what its record says', async () => {
    fake.dossiers = [announced('0975')];
    await launcher.submit(`${samplePrefix}0975`);
    expect(fake.launched).toEqual([{ dossier: `${samplePrefix}0975`, procedure: first!.code }]);
    expect(launcher.step).toEqual({ kind: 'code' });
    expect(launcher.text).toBe('');
  });

  test('launches by its last digits where they are unique', async () => {
    fake.dossiers = [announced('0975'), announced('1234')];
    await launcher.submit('975');
    expect(fake.launched.map(({ dossier }) => dossier)).toEqual([`${samplePrefix}0975`]);
  });

  test('is pointed at where they are not', async () => {
    fake.dossiers = [announced('0975'), announced('10975')];
    await launcher.submit('0975');
    expect(launcher.step).toEqual({ kind: 'which', dossiers: fake.dossiers });
    await launcher.take(fake.dossiers[1]!);
    expect(fake.launched[0]?.dossier).toBe(`${samplePrefix}10975`);
  });

  test('carries the kind of hand-over that the officer chose, and forgets it afterwards', async () => {
    fake.dossiers = [announced('0975'), announced('0976')];
    launcher.handOver = 'refused';
    await launcher.submit('0975');
    await launcher.submit('0976');
    expect(fake.launched.map(({ handOver }) => handOver)).toEqual(['refused', undefined]);
  });

  test('is refused once it is rated, and the machine is told of the try', async () => {
    fake.dossiers = [announced('0975', { rated: true })];
    await launcher.submit('0975');
    expect(refusal()).toBe('survey.already-rated');
    expect(launcher.text).toBe('0975');
  });
});

describe('a dossier that nobody announced', () => {
  test('is taken for one of today when only its number is typed', async () => {
    await launcher.submit('0975');
    expect(launcher.step.kind).toBe('procedure');
    await launcher.choose(second!);
    expect(fake.launched).toEqual([{ dossier: `${samplePrefix}0975`, procedure: second!.code }]);
  });

  test.each([
    ['', 'code.missing'],
    ['75', 'code.tooShort'],
  ])('asks for more than %j', async (typed, key) => {
    await launcher.submit(typed);
    expect(launcher.refused).toEqual({ kind: 'text', key });
  });

  test.each([
    ['abc', 'dossier.shape'],
    ['H00.00.01-261332-0975', 'dossier.date'],
  ])('says what is wrong with %j', async (typed, code) => {
    await launcher.submit(typed);
    expect(refusal()).toBe(code);
    expect(launcher.text).toBe(typed);
  });

  test('asks for the procedure again if the machine does not know it', async () => {
    await launcher.submit('0975');
    fake.refusal = 'procedure.unknown';
    await launcher.choose(first!);
    expect(launcher.step.kind).toBe('procedure');
    expect(refusal()).toBe('procedure.unknown');
  });
});

describe('a late result', () => {
  const facts = { reason: 'Chờ xác minh', kind: 'returned-on', date: '22/11/2026', slip: 'XL-7' };

  beforeEach(async () => {
    fake.dossiers = [announced('0975', lateBy(3))];
    await launcher.submit('0975');
  });

  test('waits for the facts of the slip', async () => {
    expect(fake.launched).toEqual([]);
    await launcher.apologise();
    if (launcher.step.kind !== 'apology') throw new Error('No slip');
    expect(launcher.step.asked.draft.faults).toEqual(['reason', 'slip']);
    Object.assign(launcher.step.asked.draft, facts);
    await launcher.apologise();
    expect(fake.launched[0]?.apology).toEqual({
      reason: 'Chờ xác minh',
      promise: { kind: 'returned-on', date: '2026-11-22' },
      slip: 'XL-7',
    });
  });

  test('goes out without them and says that no apology is recorded', async () => {
    await launcher.apologise(true);
    expect(fake.launched[0]?.apology).toBe('not-recorded');
    expect(launcher.said).toBe('apology.notRecorded');
  });

  test('keeps what was typed while another dossier is done first', async () => {
    if (launcher.step.kind !== 'apology') throw new Error('No slip');
    launcher.step.asked.draft.reason = 'Chờ xác minh';
    fake.dossiers.push(announced('1234'));
    await launcher.submit('1234');
    expect(fake.launched).toHaveLength(1);
    await launcher.submit('0975');
    if (launcher.step.kind !== 'apology') throw new Error('No slip');
    expect(launcher.step.asked.draft.reason).toBe('Chờ xác minh');
  });

  test('refuses a new date that is over and a hand-over that is still to come', async () => {
    if (launcher.step.kind !== 'apology') throw new Error('No slip');
    const { draft } = launcher.step.asked;
    Object.assign(draft, { ...facts, kind: 'new-date', date: '21/11/2026' });
    await launcher.apologise();
    expect(draft.faults).toEqual(['date-past']);
    Object.assign(draft, { kind: 'returned-on', date: '23/11/2026' });
    await launcher.apologise();
    expect(draft.faults).toEqual(['date-future']);
    Object.assign(draft, { date: '31/11' });
    await launcher.apologise();
    expect(draft.faults).toEqual(['date-shape']);
    expect(fake.launched).toEqual([]);
  });
});

test('a corrected error asks for the slip too, and says what it is about', async () => {
  fake.dossiers = [announced('0975')];
  launcher.correction = true;
  await launcher.submit('0975');
  expect(launcher.step).toMatchObject({ kind: 'apology', asked: { cause: 'correction' } });
  await launcher.apologise(true);
  expect(fake.launched[0]).toMatchObject({ correction: true, apology: 'not-recorded' });
  expect(launcher.correction).toBe(false);
});

test('a machine that knows the facts already asks for nothing', async () => {
  fake.dossiers = [announced('0975', lateBy(3))];
  fake.knowsApologies = true;
  await launcher.submit('0975');
  expect(launcher.step).toEqual({ kind: 'code' });
  expect(fake.launched).toHaveLength(1);
});

describe('a line that breaks', () => {
  test('asks the same launch again: one invitation, not two', async () => {
    fake.dossiers = [announced('0975')];
    fake.losesAnswers = true;
    void launcher.submit('0975');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(launcher.step).toEqual({ kind: 'busy', doing: 'sending' });
    fake.losesAnswers = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(launcher.step).toEqual({ kind: 'code' });
    expect(fake.launched).toHaveLength(1);
    expect(desk.surveys).toHaveLength(1);
  });

  test('sends nothing more once the officer gave it up', async () => {
    fake.dossiers = [announced('0975')];
    fake.isAway = true;
    void launcher.submit('0975');
    await vi.advanceTimersByTimeAsync(1_000);
    launcher.back();
    fake.isAway = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(fake.launched).toEqual([]);
  });

  test('gives up on a call that is never answered, and makes it again', async () => {
    fake.dossiers = [announced('0975')];
    const { find } = fake.client;
    let calls = 0;
    fake.client.find = (input, options) => {
      calls += 1;
      if (calls > 1) return find(input);
      return new Promise((_, reject) =>
        options?.signal?.addEventListener('abort', () => reject(new TypeError('aborted'))),
      );
    };
    void launcher.submit('0975');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(fake.launched).toHaveLength(1);
  });

  test('takes the scan that came while an invitation was on its way', async () => {
    fake.dossiers = [announced('0975'), announced('1234')];
    fake.losesAnswers = true;
    void launcher.submit('0975');
    await vi.advanceTimersByTimeAsync(500);
    void launcher.submit('1234');
    fake.losesAnswers = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(fake.launched.map(({ dossier }) => dossier.slice(-4))).toEqual(['0975', '1234']);
  });
});
