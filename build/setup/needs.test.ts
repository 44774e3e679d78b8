import { afterEach, describe, expect, test, vi } from 'vitest';
import { asEnvironment, ensure, find, type Found, type Need } from './needs.ts';

/** A machine on which a program is there from the start, after an install, or never. */
function needOn(machine: { there: boolean; refused?: string }): Need & { installs: number } {
  const state = { there: machine.there };
  const need = {
    label: 'Abacus',
    pathVariable: 'HAILONG_ABACUS',
    reasonVariable: 'HAILONG_NO_ABACUS',
    installs: 0,
    search: (): Found => (state.there ? { path: '/bin/abacus' } : { missing: 'no abacus found' }),
    install: (): string | undefined => {
      need.installs += 1;
      if (machine.refused === undefined) state.there = true;
      return machine.refused;
    },
  };
  return need;
}

afterEach(() => vi.unstubAllEnvs());

describe('what the tests need', () => {
  test('is taken as it is when it is there', () => {
    const need = needOn({ there: true });
    expect(ensure(need)).toEqual({ path: '/bin/abacus' });
    expect(need.installs).toBe(0);
  });

  test('is installed when it is missing', () => {
    expect(ensure(needOn({ there: false }))).toEqual({ path: '/bin/abacus' });
  });

  test('is missed with both reasons when it may not be installed', () => {
    const need = needOn({ there: false, refused: 'this machine has no apt-get' });
    expect(ensure(need)).toEqual({ missing: 'no abacus found, and this machine has no apt-get' });
  });

  test('is never installed by a mere look', () => {
    const need = needOn({ there: false });
    expect(find(need)).toEqual({ missing: 'no abacus found' });
    expect(need.installs).toBe(0);
  });

  test('is what the environment says', () => {
    vi.stubEnv('HAILONG_ABACUS', '/opt/abacus');
    expect(ensure(needOn({ there: true }))).toEqual({ path: '/opt/abacus' });
  });

  test('is not even installed when the environment decides to do without', () => {
    vi.stubEnv('HAILONG_NO_ABACUS', 'not today');
    const need = needOn({ there: false });
    expect(ensure(need)).toEqual({ missing: 'not today' });
    expect(need.installs).toBe(0);
  });

  test('is told to the tests in two variables, of which one is empty', () => {
    const need = needOn({ there: true });
    expect(asEnvironment(need, { path: '/bin/abacus' })).toEqual({
      HAILONG_ABACUS: '/bin/abacus',
      HAILONG_NO_ABACUS: '',
    });
    expect(asEnvironment(need, { missing: 'no abacus found' })).toEqual({
      HAILONG_ABACUS: '',
      HAILONG_NO_ABACUS: 'no abacus found',
    });
  });
});
