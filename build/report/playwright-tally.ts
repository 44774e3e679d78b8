import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter';
import { firstLine, type Tally } from './tally.ts';

/** Counts what Playwright ran, from the report of its JSON reporter. */
export function tallyOfPlaywright(report: JSONReport): Tally {
  const tally: Tally = { passed: 0, failed: [], skipped: [] };
  for (const suite of report.suites) countSuite(tally, suite, []);
  for (const error of report.errors) {
    tally.failed.push({ name: 'outside any test', reason: firstLine(error.message ?? 'failed') });
  }
  return tally;
}

function countSuite(tally: Tally, suite: JSONReportSuite, above: readonly string[]): void {
  const path = [...above, suite.title].filter((title) => title !== '');
  for (const spec of suite.specs) countSpec(tally, spec, path);
  for (const inner of suite.suites ?? []) countSuite(tally, inner, path);
}

function countSpec(tally: Tally, spec: JSONReportSpec, path: readonly string[]): void {
  const name = [...path, spec.title].join(' > ');
  for (const test of spec.tests) {
    if (test.status === 'expected') tally.passed += 1;
    else if (test.status === 'skipped') {
      const note = test.annotations.find(({ type }) => type === 'skip')?.description;
      tally.skipped.push({ name, reason: note ?? 'no reason given' });
    } else {
      // A test that passes only sometimes ("flaky") has failed.
      const error = test.results.at(-1)?.error?.message ?? test.status;
      tally.failed.push({ name, reason: firstLine(error) });
    }
  }
}
