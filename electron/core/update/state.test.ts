import { describe, expect, test } from 'vitest';
import { entryIdSchema } from '../../../shared/model/ids.ts';
import {
  backedUp,
  bootStep,
  counted,
  endedWell,
  forgotten,
  gaveUp,
  noUpdates,
  proved,
  putOff,
  refused,
  rolledBack,
  switched,
  toldAll,
  took,
  updateStateSchema,
  type UpdateState,
} from './state.ts';

let ids = 0;
const newId = () =>
  entryIdSchema.parse(`0190a5a0-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`);
const facts = { installed: '1.0.0', wasOnline: true, newId };
const release = (version: string) => ({ version, bytes: 10 });
const ready = { ...took(noUpdates, release('1.1.0'), newId), outbox: [] };
const trial = backedUp(switched(ready, facts));
const step = (state: UpdateState, isCounted = false) => bootStep(state, '1.0.0', isCounted);

test('nothing was ever updated: the installed program starts', () => {
  expect(step(noUpdates)).toEqual({ kind: 'start', version: null });
});

test('a download is told with the state, so that no power cut comes between', () => {
  const { outbox } = took(noUpdates, release('1.1.0'), newId);
  expect(outbox).toMatchObject([{ kind: 'update.downloaded', body: { bytes: 10 } }]);
});

test('a version that lies ready is not started before its quiet minute', () => {
  expect(step(ready)).toEqual({ kind: 'start', version: null });
});

test('a new version is backed up for, counted, and then started', () => {
  const state = switched(ready, facts);
  expect(step(state).kind).toBe('back-up');
  expect(step(backedUp(state)).kind).toBe('count');
  expect(step(counted(backedUp(state)), true)).toEqual({ kind: 'start', version: '1.1.0' });
});

test('after three starts without proof there is only the way back, and no second try', () => {
  const thrice = counted(counted(counted(trial)));
  expect(step(thrice)).toEqual({ kind: 'give-up', problem: 'update.not-well' });
  const given = gaveUp(thrice, 'update.not-well');
  expect(step(given).kind).toBe('roll-back');
  const back = rolledBack(given, newId);
  expect(step(back)).toEqual({ kind: 'start', version: null });
  expect(back.refused).toEqual([{ version: '1.1.0', problem: 'update.not-well' }]);
  expect(back.outbox.map(({ kind }) => kind)).toEqual(['update.installed', 'update.rolled-back']);
});

test('a kiosk switched off in the evening has not failed', () => {
  const evenings = [1, 2, 3, 4, 5].reduce((state) => endedWell(counted(state)), trial);
  expect(step(evenings).kind).toBe('count');
});

test('a version that proved itself is started without being counted', () => {
  const state = proved(counted(trial), newId);
  expect(step(state)).toEqual({ kind: 'start', version: '1.1.0' });
  expect(state).toMatchObject({ previous: null, trial: null });
});

test('the way back leads to the version before, not to the first one', () => {
  const second = proved(counted(trial), newId);
  const third = backedUp(
    switched(took(second, release('1.2.0'), newId), { ...facts, installed: '1.1.0' }),
  );
  const back = rolledBack(gaveUp(third, 'update.not-well'), newId);
  expect(step(back)).toEqual({ kind: 'start', version: '1.1.0' });
  expect(back.outbox.at(-1)).toMatchObject({ body: { version: '1.2.0', to: '1.1.0' } });
});

test('without room for a way back the version waits', () => {
  const state = putOff(switched(ready, facts));
  expect(state).toMatchObject({ current: null, trial: null, ready: '1.1.0' });
});

test('the computer’s package wins once it is as new', () => {
  const state = proved(counted(trial), newId);
  expect(bootStep(state, '1.1.0', false)).toEqual({ kind: 'forget' });
  expect(bootStep(forgotten(state), '1.1.0', false)).toEqual({ kind: 'start', version: null });
});

test('a refused version is named once and is not ready any more', () => {
  const state = refused(refused(ready, '1.1.0', 'update.damaged'), '1.1.0', 'update.signature');
  expect(state.refused).toEqual([{ version: '1.1.0', problem: 'update.signature' }]);
  expect(state.ready).toBeNull();
});

test('what the journal has is told no more', () => {
  const state = proved(counted(trial), newId);
  const [first, second] = state.outbox;
  expect(toldAll(state, [first?.id ?? '']).outbox).toEqual([second]);
});

/**
 * The power goes after any write. What was written is read again, and the start goes on from there: each path must end
 * in a start, of a version that is whole, with a bounded number of steps.
 */
describe('a power cut at each step', () => {
  type Change = (state: UpdateState) => UpdateState;
  const steps: readonly (readonly [string, Change])[] = [
    ['took', (state) => took(state, release('1.1.0'), newId)],
    ['switched', (state) => switched(state, facts)],
    ['backed up', backedUp],
    ['counted', counted],
    ['counted again', counted],
    ['counted a third time', counted],
    ['gave up', (state) => gaveUp(state, 'update.not-well')],
    ['rolled back', (state) => rolledBack(state, newId)],
  ];

  test.each(steps.map(([name], index) => [name, index] as const))('after it %s', (_, index) => {
    const written = steps.slice(0, index + 1).reduce((state, [, go]) => go(state), noUpdates);
    let state = updateStateSchema.parse(JSON.parse(JSON.stringify(written)));
    let isCounted = false;
    for (let left = 10; ; left -= 1) {
      expect(left).toBeGreaterThan(0);
      const next = step(state, isCounted);
      if (next.kind === 'start') {
        expect([null, '1.1.0']).toContain(next.version);
        break;
      }
      if (next.kind === 'back-up') state = backedUp(state);
      if (next.kind === 'count') {
        state = counted(state);
        isCounted = true;
      }
      if (next.kind === 'give-up') state = gaveUp(state, next.problem);
      if (next.kind === 'roll-back') state = rolledBack(state, newId);
    }
    const installs = state.outbox.filter(({ kind }) => kind === 'update.installed').length;
    expect(installs).toBe(index === 0 ? 0 : 1);
  });
});
