import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Desk } from '../desk.svelte.ts';
import { FakeDesk } from '../testing/fake-desk.ts';
import { watchIdle, type IdleWatch } from './idle.ts';
import { Seat } from './seat.svelte.ts';

let fake: FakeDesk;
let desk: Desk;
let stop: () => void;

beforeEach(async () => {
  sessionStorage.clear();
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

function seatOf(index = 1): Seat {
  const seat = new Seat(desk);
  fake.seat(index);
  seat.sitDown(seat.officer!);
  return seat;
}

describe('the seat', () => {
  test('keeps the work of a locked desk for its officer', async () => {
    const seat = seatOf();
    const { launcher } = seat;
    launcher.text = '0975';
    await seat.lock();
    expect(seat.officer).toBeNull();
    expect(fake.signedOut).toBe(1);
    expect(seat.away).toMatchObject({ kind: 'locked-by-hand' });
    fake.seat();
    seat.unlock();
    seat.sitDown(seat.officer!);
    expect(seat.launcher).toBe(launcher);
    expect(seat.launcher.text).toBe('0975');
  });

  test('does not repeat what was refused because nobody was signed in', () => {
    const seat = seatOf();
    const refused = { kind: 'text', key: 'code.missing' } as const;
    seat.launcher.refused = refused;
    seat.sitDown(seat.officer!);
    expect(seat.launcher.refused).toBe(refused);
    seat.standUp();
    seat.sitDown(seat.officer!);
    expect(seat.launcher.refused).toBeNull();
  });

  test('has nothing left of it for somebody else', () => {
    const seat = seatOf();
    seat.launcher.text = '0975';
    fake.seat(0);
    seat.sitDown(seat.officer!);
    expect(seat.launcher.text).toBe('');
  });

  test('says who took the counter over, and when the session simply ended', () => {
    const seat = seatOf();
    fake.change({ signedIn: null, takenBy: null });
    expect(seat.away).toEqual({ kind: 'ended' });
    const { id, name } = fake.station.officers[0]!;
    fake.change({ takenBy: { id, name } });
    expect(seat.away).toEqual({ kind: 'handed-over', to: { id, name } });
  });

  test('stays locked over a reload although the machine was away', async () => {
    const seat = seatOf();
    fake.leave();
    await seat.lock();
    const reloaded = new Seat(desk);
    await fake.comeBack();
    expect(reloaded.officer).toBeNull();
    await reloaded.repeatLock();
    expect(fake.station.signedIn).toBeNull();
  });

  test('belongs to nobody after the end of a shift', async () => {
    const seat = seatOf();
    await seat.leave();
    expect(seat.owner).toBeNull();
    expect(seat.away).toBeNull();
    fake.seat(0);
    expect(seat.officer?.id).toBe(fake.station.officers[0]!.id);
  });
});

describe('idling', () => {
  const lockAfterMs = 60_000;
  let watch: IdleWatch;
  let idle: number;
  let told: number;
  let isWatched: boolean;

  beforeEach(() => {
    idle = told = 0;
    isWatched = true;
    watch = watchIdle(document, {
      lockAfterMs: () => (isWatched ? lockAfterMs : null),
      onIdle: () => {
        idle += 1;
        isWatched = false;
      },
      onUse: () => (told += 1),
    });
  });

  afterEach(() => watch.stop());

  test('locks after the time without a key or a pointer, once', () => {
    vi.advanceTimersByTime(lockAfterMs - 2_000);
    expect(idle).toBe(0);
    document.dispatchEvent(new Event('pointermove'));
    vi.advanceTimersByTime(lockAfterMs - 2_000);
    expect(idle).toBe(0);
    vi.advanceTimersByTime(5_000);
    expect(idle).toBe(1);
  });

  test('tells the machine of use now and then, not of every move', () => {
    for (let second = 0; second < 30; second += 1) {
      document.dispatchEvent(new Event('pointermove'));
      vi.advanceTimersByTime(1_000);
    }
    expect(told).toBe(3);
  });

  test('locks a PC that wakes up from sleep before its first key counts', () => {
    vi.setSystemTime(Date.now() + 10 * lockAfterMs);
    document.dispatchEvent(new Event('keydown'));
    expect(idle).toBe(1);
  });

  test('knows a lock of the machine that came a moment earlier', () => {
    expect(watch.isNearlyIdle(lockAfterMs)).toBe(false);
    vi.advanceTimersByTime(lockAfterMs - 15_000);
    expect(watch.isNearlyIdle(lockAfterMs)).toBe(true);
  });
});
