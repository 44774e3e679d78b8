import { describe, expect, test } from 'vitest';
import { lockAfterMs, pinPauseMaxMs, shiftGraceMs } from '../../../shared/limits.ts';
import type { KioskSettings } from '../../../shared/model/documents.ts';
import { officerIdSchema } from '../../../shared/model/ids.ts';
import { newSeat, refusal, value } from '../testing/acts.ts';
import {
  colleague,
  kioskOnBench,
  officer,
  pin,
  pins,
  sampleUnit,
  type Bench,
} from '../testing/fixtures.ts';
import { sentDocument } from '../testing/memory-documents.ts';
import type { Seat } from './sessions.ts';

const nobody = officerIdSchema.parse('khong-co-ai');
const third = officerIdSchema.parse('can-bo-mau-3');

const signIn = (bench: Bench, seat: Seat, who = officer, given: string = pins[who] ?? '') =>
  bench.core.desk.signIn(seat, who, given);
const entries = (bench: Bench) =>
  bench.journal.entries
    .filter(({ kind }) => kind.startsWith('officer.'))
    .map(({ kind, body }) =>
      `${kind.slice(8)} ${[body['officer'], body['cause']].join(' ')}`.trim(),
    );
const uses = (bench: Bench, seat: Seat) => refusal(bench.core.desk.use(seat));

describe('signing in', () => {
  test('takes the counter, is an entry, and is over with signing out', async () => {
    const bench = kioskOnBench();
    const seat = newSeat();
    expect(uses(bench, seat)).toBe('sign-in.needed');
    const station = value(await signIn(bench, seat));
    expect(station).toMatchObject({ signedIn: { officer: { id: officer }, since: '08:00' } });
    expect(station.takenBy?.id).toBe(officer);
    expect(uses(bench, seat)).toBe('ok');
    const stolen = seat.session();
    value(bench.core.desk.signOut(seat));
    const again = newSeat();
    again.take(stolen ?? '');
    expect(uses(bench, again)).toBe('sign-in.needed');
    expect(bench.core.desk.station(seat)).toMatchObject({ signedIn: null, takenBy: null });
    expect(entries(bench)).toEqual([`signed-in ${officer}`, `signed-out ${officer} officer`]);
  });

  test('never shows the hash of a PIN, and says who has none', () => {
    const station = kioskOnBench().core.desk.station(newSeat());
    expect(JSON.stringify(station)).not.toContain('argon2');
    expect(station.officers.map(({ canSignIn }) => canSignIn)).toEqual([true, true, false]);
  });

  test.each([
    ['a wrong PIN', officer, '000000', officer],
    ['no PIN', officer, '', officer],
    ['another’s PIN', officer, pins[colleague] ?? '', officer],
    ['an officer without a PIN', third, '000000', third],
    ['nobody of this unit', nobody, '314159', null],
  ])('with %s is refused with the same words and is an entry', async (_, who, given, told) => {
    const bench = kioskOnBench();
    const outcome = await signIn(bench, newSeat(), who, given);
    const other = await signIn(kioskOnBench(), newSeat(), officer, '999999');
    expect(outcome).toEqual(other);
    expect(bench.journal.ofKind('officer.sign-in-failed')[0]?.body).toEqual({ officer: told });
  });

  test('that the disk does not take is none', async () => {
    const bench = kioskOnBench();
    const seat = newSeat();
    bench.journal.refuse('storage.full');
    expect(refusal(await signIn(bench, seat))).toBe('storage.full');
    expect(uses(bench, seat)).toBe('sign-in.needed');
    bench.journal.refuse(null);
    value(await signIn(bench, seat));
  });
});

describe('wrong PINs', () => {
  const fail = async (bench: Bench, seat: Seat, times: number, who = officer) => {
    for (let time = 0; time < times; time += 1) await signIn(bench, seat, who, '000000');
  };
  const waits = async (bench: Bench, seat: Seat, who = officer): Promise<number> => {
    const outcome = await signIn(bench, seat, who);
    return outcome.ok ? 0 : Number(outcome.problem.parameters['seconds'] ?? -1);
  };

  test('make pauses that grow up to a longest one, in which the right PIN waits too', async () => {
    const bench = kioskOnBench();
    const seat = newSeat();
    await fail(bench, seat, 3);
    const pauses: number[] = [];
    for (let time = 0; time < 10; time += 1) {
      const seconds = await waits(bench, seat);
      pauses.push(seconds);
      bench.clock.advance(seconds * 1_000);
      await fail(bench, seat, 1);
    }
    expect(pauses.slice(0, 4)).toEqual([5, 10, 20, 40]);
    expect(pauses.at(-1)).toBe(pinPauseMaxMs / 1_000);
    bench.clock.advance(pinPauseMaxMs);
    value(await signIn(bench, seat));
    await fail(bench, seat, 2);
    value(await signIn(bench, seat));
  });

  test('of one officer count from every seat, those of one seat for every officer', async () => {
    const bench = kioskOnBench();
    for (const key of ['một', 'hai', 'ba']) await fail(bench, newSeat(key), 1);
    expect(await waits(bench, newSeat('bốn'))).toBe(5);
    expect(await waits(bench, newSeat('bốn'), colleague)).toBe(0);
    const seat = newSeat('năm');
    for (const who of [nobody, third, nobody]) await fail(bench, seat, 1, who);
    expect(await waits(bench, seat, colleague)).toBe(5);
  });

  test('at once count one by one', async () => {
    const bench = kioskOnBench();
    const guesses = Array.from({ length: 20 }, (_, place) => String(100_000 + place));
    const outcomes = await Promise.all(
      guesses.map((guess) => signIn(bench, newSeat(guess), officer, guess)),
    );
    const looked = outcomes.filter((outcome) => refusal(outcome) === 'sign-in.refused');
    expect(looked).toHaveLength(3);
  });

  test('are remembered over a restart, and forgotten when the time has passed', async () => {
    const bench = kioskOnBench();
    await fail(bench, newSeat(), 3);
    bench.clock.advance(3_000);
    bench.restart();
    expect(await waits(bench, newSeat('another'))).toBe(2);
    bench.clock.reboot('boot-2');
    bench.restart();
    expect(await waits(bench, newSeat('another'))).toBe(2);
    bench.clock.advance(2_000);
    value(await signIn(bench, newSeat()));
    bench.restart();
    expect(await waits(bench, newSeat())).toBe(0);
  });

  test('wait out a clock that somebody set back', async () => {
    const bench = kioskOnBench();
    await fail(bench, newSeat(), 3);
    bench.clock.jumpWall(-86_400_000);
    bench.clock.reboot('boot-2');
    bench.restart();
    expect(await waits(bench, newSeat())).toBe(5);
  });
});

describe('a session ends', () => {
  const changed = (bench: Bench): number[] => {
    const told: number[] = [];
    bench.core.onStation(() => told.push(1));
    return told;
  };

  test('when nobody uses the desk, by itself and with an entry', async () => {
    const bench = kioskOnBench();
    const seat = newSeat();
    value(await signIn(bench, seat));
    const told = changed(bench);
    bench.clock.advance(lockAfterMs - 1);
    expect(uses(bench, seat)).toBe('ok');
    bench.clock.advance(lockAfterMs - 1);
    expect(bench.core.desk.station(seat).signedIn).not.toBeNull();
    expect(told).toEqual([]);
    bench.clock.advance(1);
    expect(told).toHaveLength(1);
    expect(entries(bench).at(-1)).toBe(`signed-out ${officer} idle`);
    expect(bench.clock.timers).toBe(0);
  });

  test('when the machine slept through its time, before anything is done with it', async () => {
    const bench = kioskOnBench();
    const seat = newSeat();
    value(await signIn(bench, seat));
    bench.clock.sleep(lockAfterMs);
    expect(uses(bench, seat)).toBe('sign-in.needed');
  });

  test('at the end of the shift, with a grace for its last citizen', async () => {
    const spans = [
      { from: '07:30', to: '11:30' },
      { from: '13:30', to: '17:00' },
    ];
    const settings: Partial<KioskSettings> = {
      workingTime: { days: Array.from({ length: 7 }, () => spans), lateReceptionAt: null },
      desk: { lockAfterMs: 3_600_000, sessionMs: 50_400_000 },
    };
    const bench = kioskOnBench({ settings });
    const seat = newSeat();
    value(await signIn(bench, seat)); // 08:00
    const shiftMs = 3.5 * 3_600_000 + shiftGraceMs;
    for (let past = 0; past < shiftMs - 1_800_000; past += 1_800_000) {
      bench.clock.advance(1_800_000);
      expect(uses(bench, seat)).toBe('ok');
    }
    bench.clock.advance(1_800_000 - 1);
    expect(uses(bench, seat)).toBe('ok');
    bench.clock.advance(1);
    expect(uses(bench, seat)).toBe('sign-in.needed');
    expect(entries(bench).at(-1)).toBe(`signed-out ${officer} shift-end`);
  });

  test('when a colleague takes the counter over; the same officer may have two seats', async () => {
    const bench = kioskOnBench();
    const [first, second, other] = [newSeat('a'), newSeat('b'), newSeat('c')];
    value(await signIn(bench, first));
    value(await signIn(bench, second));
    expect([uses(bench, first), uses(bench, second)]).toEqual(['ok', 'ok']);
    value(await signIn(bench, other, colleague));
    expect([first, second, other].map((seat) => uses(bench, seat))).toEqual([
      'sign-in.needed',
      'sign-in.needed',
      'ok',
    ]);
    expect(bench.core.desk.station(first)).toMatchObject({ takenBy: { id: colleague } });
    expect(entries(bench).slice(-2)).toEqual([
      `signed-out ${officer} handed-over`,
      `signed-in ${colleague}`,
    ]);
  });

  test('when the office takes the officer off the list or sets a new PIN', async () => {
    const bench = kioskOnBench();
    const seat = newSeat();
    value(await signIn(bench, seat));
    const officers = bench.documents.current('officers')?.body.officers ?? [];
    const others = officers.filter(({ id }) => id !== officer);
    bench.core.documents.install(sentDocument('officers', 2, { officers }));
    expect(uses(bench, seat)).toBe('ok');
    bench.core.documents.install(sentDocument('officers', 3, { officers: others }));
    expect(uses(bench, seat)).toBe('sign-in.needed');
    expect(entries(bench).at(-1)).toBe(`signed-out ${officer} removed`);
    expect(sampleUnit.officers).toHaveLength(3);
  });

  test('with the machine, and the journal says so once', async () => {
    const bench = kioskOnBench();
    const seat = newSeat();
    value(await signIn(bench, seat, officer, pin));
    bench.restart();
    expect(uses(bench, seat)).toBe('sign-in.needed');
    bench.restart();
    expect(entries(bench)).toEqual([`signed-in ${officer}`, `signed-out ${officer} restart`]);
  });
});
