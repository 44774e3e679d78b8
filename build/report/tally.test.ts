import type { JSONReport } from '@playwright/test/reporter';
import { describe, expect, test } from 'vitest';
import { tallyOfPlaywright } from './playwright-tally.ts';
import { emptyTally, firstLine, succeeded, sumOf, summaryLines, type Tally } from './tally.ts';

const good: Tally = { passed: 3, failed: [], skipped: [] };
const bad: Tally = {
  passed: 1,
  failed: [{ name: 'a.test.ts > counts', reason: 'expected 1 to be 2' }],
  skipped: [{ name: 'b.test.ts > draws', reason: 'no Chromium found' }],
};

describe('the summary', () => {
  test('sums all runners and ends with the three numbers alone on a line', () => {
    expect(summaryLines(sumOf([good, bad]))).toEqual([
      'Failed:',
      '  a.test.ts > counts: expected 1 to be 2',
      '',
      'Skipped:',
      '  b.test.ts > draws: no Chromium found',
      '',
      '4 passed, 1 failed, 1 skipped',
    ]);
  });

  test('says when nothing ran', () => {
    expect(summaryLines(emptyTally)).toEqual(['No test ran.', '0 passed, 0 failed, 0 skipped']);
  });
});

test.each([
  ['all passed', good, true],
  ['one failed', bad, false],
  ['nothing ran', emptyTally, false],
])('a run in which %s counts as a success: %#', (_, tally, expected) => {
  expect(succeeded(tally)).toBe(expected);
});

test('the first line of a message bears no terminal colours', () => {
  expect(firstLine('\u001b[31mred\u001b[39m\nmore')).toBe('red');
});

/** The fields of Playwright's report that are read, for one test. */
function reportOf(status: string, extra: object = {}): JSONReport {
  const result = { status, annotations: [], results: [{}], ...extra };
  const inner = { title: 'rating', specs: [{ title: 'one tap', tests: [result] }] };
  return {
    suites: [{ title: 'rating.e2e.ts', specs: [], suites: [inner] }],
    errors: [],
  } as unknown as JSONReport;
}

describe("Playwright's report", () => {
  test('gives passed tests', () => {
    expect(tallyOfPlaywright(reportOf('expected'))).toEqual({ ...emptyTally, passed: 1 });
  });

  test.each(['unexpected', 'flaky'])('gives %s tests as failed', (status) => {
    const results = [{ error: { message: 'no face\nmore' } }];
    expect(tallyOfPlaywright(reportOf(status, { results })).failed).toEqual([
      { name: 'rating.e2e.ts > rating > one tap', reason: 'no face' },
    ]);
  });

  test('gives skipped tests with their reason', () => {
    const annotations = [{ type: 'skip', description: 'no Chromium found' }];
    expect(tallyOfPlaywright(reportOf('skipped', { annotations })).skipped).toEqual([
      { name: 'rating.e2e.ts > rating > one tap', reason: 'no Chromium found' },
    ]);
  });

  test('gives errors outside any test as failures', () => {
    const report = { ...reportOf('expected'), errors: [{ message: 'no tests found' }] };
    expect(tallyOfPlaywright(report).failed).toHaveLength(1);
  });
});
