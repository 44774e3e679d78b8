import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';
import { firstLine, type NamedTest, type Tally } from './tally.ts';

/** Environment variable with the path of the file this reporter writes its {@link Tally} to. */
export const tallyFileVariable = 'HAILONG_TALLY_FILE';

/** Told by Vitest when it could not even run a test: a file that does not load, a loose promise. */
interface PlainError {
  message?: string;
}

/** Counts what Vitest ran. Errors outside a test count as failures: nothing may hide in them. */
export default class VitestTally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly PlainError[]): void {
    const tally: Tally = { passed: 0, failed: [], skipped: [] };
    for (const module of modules) {
      failOnErrors(tally, module, module.relativeModuleId);
      for (const suite of module.children.allSuites()) failOnErrors(tally, suite, suite.fullName);
      for (const test of module.children.allTests()) count(tally, test);
    }
    tally.failed.push(...unhandled.map((error) => failure('outside any test', [error])));
    const path = process.env[tallyFileVariable];
    if (path) writeFileSync(path, JSON.stringify(tally));
  }
}

function count(tally: Tally, test: TestCase): void {
  const name = `${test.module.relativeModuleId} > ${test.fullName}`;
  const result = test.result();
  if (result.state === 'passed') tally.passed += 1;
  else if (result.state === 'failed') tally.failed.push(failure(name, result.errors));
  else if (result.state === 'skipped') {
    tally.skipped.push({ name, reason: result.note ?? 'no reason given' });
  } else tally.failed.push({ name, reason: 'did not come to an end' });
}

function failOnErrors(tally: Tally, part: TestModule | TestSuite, name: string): void {
  const errors = part.errors();
  if (errors.length > 0) tally.failed.push(failure(name, errors));
}

function failure(name: string, errors: readonly PlainError[] | undefined): NamedTest {
  return { name, reason: firstLine(errors?.[0]?.message ?? 'failed') };
}
