import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exitCodes } from './exit-codes.ts';
import { notesPerHourMax, spendNote } from './note-budget.ts';
import { decideRecovery, goneReasons, reasonOf, type Trouble } from './recovery.ts';
import { restartsMax } from './restart-policy.ts';

/** Vectors 20, 21 and 29. */
const pageTroubles: readonly Trouble[] = [
  ...goneReasons
    .filter((reason) => reason !== 'integrity-failure')
    .map((reason): Trouble => ({ what: 'page-gone', reason })),
  { what: 'page-hung' },
  { what: 'page-blank' },
  { what: 'page-not-loaded', code: -6 },
  { what: 'machine-gone' },
];
const helperTroubles: readonly Trouble[] = goneReasons
  .filter((reason) => reason !== 'clean-exit' && reason !== 'integrity-failure')
  .flatMap((reason): Trouble[] => [
    { what: 'graphics-gone', reason },
    { what: 'helper-gone', reason },
  ]);

const tired = Array.from({ length: restartsMax }, () => 0);

describe('decideRecovery', () => {
  test.each(pageTroubles)('begins again after $what $reason, then leaves', (trouble) => {
    expect(decideRecovery(trouble, [], 0).kind).toBe('again');
    expect(decideRecovery(trouble, tired, 1)).toEqual({
      kind: 'leave',
      exitCode: exitCodes.diedTooOften,
    });
  });

  test.each(helperTroubles)('leaves $what $reason to Chromium three times', (trouble) => {
    expect(decideRecovery(trouble, [0, 0], 1)).toEqual({ kind: 'none' });
    expect(decideRecovery(trouble, [0, 0, 0], 1)).toEqual({
      kind: 'leave',
      exitCode: exitCodes.diedTooOften,
    });
  });

  test.each(['page-gone', 'graphics-gone', 'helper-gone'] as const)(
    'does not try damaged files again (%s)',
    (what) => {
      expect(decideRecovery({ what, reason: 'integrity-failure' }, [], 0)).toEqual({
        kind: 'leave',
        exitCode: exitCodes.damaged,
      });
    },
  );

  test('makes nothing of a helper that was done, or of a load that gave way to another', () => {
    expect(decideRecovery({ what: 'helper-gone', reason: 'clean-exit' }, tired, 0).kind).toBe(
      'none',
    );
    expect(decideRecovery({ what: 'page-not-loaded', code: -3 }, tired, 0).kind).toBe('none');
  });

  test('does not try a load again at once', () => {
    const again = decideRecovery({ what: 'page-not-loaded', code: -6 }, [], 0);
    expect(again).toEqual({ kind: 'again', afterMs: 1_000 });
  });

  test('is bounded, whatever dies and whenever', () => {
    const trouble = fc.constantFrom(...pageTroubles, ...helperTroubles);
    const deaths = fc.array(fc.tuple(trouble, fc.integer({ min: 0, max: 19_000 })), {
      minLength: 15,
      maxLength: 15,
    });
    fc.assert(
      fc.property(deaths, (all) => {
        let nowMs = 0;
        const earlier: number[] = [];
        const kinds = all.map(([each, gapMs]) => {
          nowMs += gapMs;
          const { kind } = decideRecovery(each, earlier, nowMs);
          earlier.push(nowMs);
          return kind;
        });
        expect(kinds).toContain('leave');
      }),
    );
  });

  test('says each in a word that the journal has room for', () => {
    for (const trouble of [...pageTroubles, ...helperTroubles]) {
      expect(reasonOf(trouble)).toMatch(/^[a-z0-9 -]{1,64}$/);
    }
    expect(reasonOf({ what: 'page-not-loaded', code: -6 })).toBe('not-loaded -6');
  });
});

test('the journal is not filled by a loop: sixty notes an hour and no more', () => {
  let written: readonly number[] = [];
  let count = 0;
  for (let atMs = 0; atMs < 60 * 60_000; atMs += 1_000) {
    const spent = spendNote(written, atMs);
    if (spent) [written, count] = [spent, count + 1];
  }
  expect(count).toBe(notesPerHourMax);
  expect(spendNote(written, 60 * 60_000)).not.toBeNull();
});
