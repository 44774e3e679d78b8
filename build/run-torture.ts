import { succeeded, summaryLines } from './report/tally.ts';
import { prepareTestMachine } from './setup/test-machine.ts';
import { runVitest } from './test-runners.ts';

/** The suites that have a larger size. */
const tortured = ['tests/faults', 'tests/model'];

/**
 * `npm run torture`: the same fault and model tests as `npm test`, with their large numbers and
 * without a time limit. Words choose test files by path.
 */
const filters = process.argv.slice(2);
const tally = await runVitest(filters.length === 0 ? tortured : filters, {
  ...prepareTestMachine(),
  HAILONG_TORTURE: '1',
});
for (const line of ['', ...summaryLines(tally)]) console.log(line);
process.exitCode = succeeded(tally) ? 0 : 1;
