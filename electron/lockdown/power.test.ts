import { describe, expect, test } from 'vitest';
import type { OpenWeek } from '../../shared/contract/shell.ts';
import { displayState, isTouch, mayRestart, mayUpdate, touchAwakeMs } from './power.ts';

const office: OpenWeek = [
  ...Array.from({ length: 5 }, () => [
    { from: '07:30', to: '11:30' },
    { from: '13:30', to: '17:00' },
  ]),
  [{ from: '08:00', to: '11:00' }],
  [],
];
const hourMs = 60 * 60_000;
const longIdle = { busy: false, idleMs: 8 * hourMs };
/** By Vietnam's clock. */
const at = (local: string): number => Date.parse(`${local}+07:00`);

describe('displayState', () => {
  test.each([
    ['2026-11-23T07:14:59', 'asleep', 'a Monday, sixteen minutes before the doors open'],
    ['2026-11-23T07:15:00', 'awake', 'a Monday, a quarter before'],
    ['2026-11-23T11:44:00', 'awake', 'still somebody there after the morning'],
    ['2026-11-23T12:30:00', 'asleep', 'noon'],
    ['2026-11-23T13:15:00', 'awake', 'before the afternoon'],
    ['2026-11-23T17:15:00', 'asleep', 'the evening'],
    ['2026-11-28T10:00:00', 'awake', 'Saturday morning'],
    ['2026-11-28T14:00:00', 'asleep', 'Saturday afternoon'],
    ['2026-11-29T10:00:00', 'asleep', 'Sunday'],
    ['2026-11-23T00:00:00', 'asleep', 'midnight'],
  ])('%s: %s (%s)', (local, state) => {
    expect(displayState({ wallMs: at(local), openWeek: office, ...longIdle })).toBe(state);
  });

  const night = { wallMs: at('2026-11-23T02:00:00'), openWeek: office, ...longIdle };

  test('is woken by a touch and stays awake for a while', () => {
    expect(displayState({ ...night, idleMs: 0 })).toBe('awake');
    expect(displayState({ ...night, idleMs: touchAwakeMs - 1 })).toBe('awake');
    expect(displayState({ ...night, idleMs: touchAwakeMs })).toBe('asleep');
  });

  test('never sleeps in front of somebody who is asked', () => {
    expect(displayState({ ...night, busy: true })).toBe('awake');
  });

  test('never sleeps without opening hours, or by a clock that was lost', () => {
    expect(displayState({ ...night, openWeek: null })).toBe('awake');
    expect(displayState({ ...night, wallMs: 0 })).toBe('awake');
    expect(displayState({ ...night, wallMs: -hourMs })).toBe('awake');
  });
});

describe('mayRestart', () => {
  const night = { wallMs: at('2026-11-23T02:00:00'), openWeek: office, ...longIdle };
  const due = { ...night, upMs: 21 * hourMs };

  test('restarts a kiosk that has run a day, when it is closed', () => {
    expect(mayRestart(due)).toBe(true);
    expect(mayRestart({ ...due, upMs: 19 * hourMs })).toBe(false);
    expect(mayRestart({ ...due, wallMs: at('2026-11-23T09:00:00') })).toBe(false);
  });

  test('never while somebody is there', () => {
    for (const upMs of [21 * hourMs, 400 * hourMs]) {
      expect(mayRestart({ ...due, upMs, busy: true })).toBe(false);
      expect(mayRestart({ ...due, upMs, idleMs: 14 * 60_000 })).toBe(false);
    }
  });

  test('takes the night for quiet where no hours are known', () => {
    const unknown = { ...due, openWeek: null };
    expect(mayRestart(unknown)).toBe(true);
    expect(mayRestart({ ...unknown, wallMs: at('2026-11-23T05:00:00') })).toBe(false);
    expect(mayRestart({ ...unknown, wallMs: at('2026-11-23T10:00:00') })).toBe(false);
  });

  test('does not wait for ever for a night that never comes', () => {
    const always: OpenWeek = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]);
    expect(mayRestart({ ...due, openWeek: always, upMs: 71 * hourMs })).toBe(false);
    expect(mayRestart({ ...due, openWeek: always, upMs: 72 * hourMs })).toBe(true);
    expect(mayRestart({ ...due, wallMs: 0, upMs: 72 * hourMs })).toBe(true);
    expect(mayRestart({ ...due, wallMs: 0 })).toBe(false);
  });
});

describe('mayUpdate', () => {
  const night = { wallMs: at('2026-11-23T02:00:00'), openWeek: office, ...longIdle };
  const fresh = { ...night, waitingMs: 0 };
  const morning = { ...fresh, wallMs: at('2026-11-23T09:00:00') };

  test('takes the first minute outside the hours, however short the kiosk has run', () => {
    expect(mayUpdate(fresh)).toBe(true);
    expect(mayUpdate(morning)).toBe(false);
  });

  test('never while somebody is there', () => {
    expect(mayUpdate({ ...fresh, busy: true })).toBe(false);
    expect(mayUpdate({ ...fresh, idleMs: 14 * 60_000 })).toBe(false);
  });

  test('takes an hour without anybody where the kiosk is off at night', () => {
    const waited = { ...morning, waitingMs: 3 * hourMs };
    expect(mayUpdate({ ...waited, idleMs: hourMs })).toBe(true);
    expect(mayUpdate({ ...waited, idleMs: hourMs - 1 })).toBe(false);
    expect(mayUpdate({ ...waited, waitingMs: 2 * hourMs, idleMs: hourMs })).toBe(false);
  });

  test('does not take a lost clock for the night', () => {
    expect(mayUpdate({ ...fresh, wallMs: 0 })).toBe(false);
  });
});

test('a mouse that is only shaken is nobody', () => {
  for (const type of ['touchStart', 'keyDown', 'mouseDown']) expect(isTouch(type)).toBe(true);
  for (const type of ['mouseMove', 'mouseEnter', 'pointerMove', 'undefined']) {
    expect(isTouch(type)).toBe(false);
  }
});
