import { buildBundles } from './bundles.ts';
import { runChecks } from './checks.ts';
import { emptyTally, succeeded, summaryLines, sumOf, type Tally } from './report/tally.ts';
import { prepareTestMachine, type TestEnvironment } from './setup/test-machine.ts';
import { runPlaywright, runVitest } from './test-runners.ts';

/** Tests in a browser stand here; everything else is Vitest's. */
const browserTests = 'tests/e2e';

/**
 * `npm test`: checks, builds and runs everything. `npm test -- WORD...` runs only the test files
 * whose path contains a word, without the checks.
 */
async function main(filters: readonly string[]): Promise<Tally> {
  const machine = prepareTestMachine();
  const checked = filters.length === 0 ? await runChecks() : emptyTally;
  const built = await build();
  const tested = sumOf(await runTests(filters, machine));
  return sumOf([checked, built, succeeded(tested) ? tested : failedAtLeastOnce(tested)]);
}

async function build(): Promise<Tally> {
  const complaint = await buildBundles();
  console.log(`${complaint === undefined ? 'ok    ' : 'FAILED'} build`);
  if (complaint === undefined) return { ...emptyTally, passed: 1 };
  console.log(complaint);
  return { ...emptyTally, failed: [{ name: 'build', reason: 'see above' }] };
}

async function runTests(filters: readonly string[], machine: TestEnvironment): Promise<Tally[]> {
  const forBrowser = filters.filter((filter) => filter.startsWith(browserTests));
  const forVitest = filters.filter((filter) => !filter.startsWith(browserTests));
  const all = filters.length === 0;
  const tallies: Tally[] = [];
  if (all || forVitest.length > 0) tallies.push(await runVitest(forVitest, machine));
  if (all || forBrowser.length > 0) tallies.push(await runPlaywright(forBrowser, machine));
  return tallies;
}

/** The checks and the build alone do not make a successful run of tests. */
function failedAtLeastOnce(tally: Tally): Tally {
  if (tally.failed.length > 0) return tally;
  return { ...tally, failed: [{ name: 'tests', reason: 'none ran' }] };
}

const tally = await main(process.argv.slice(2));
for (const line of ['', ...summaryLines(tally)]) console.log(line);
process.exitCode = succeeded(tally) ? 0 : 1;
