import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSONReport } from '@playwright/test/reporter';
import { tallyOfPlaywright } from './report/playwright-tally.ts';
import { emptyTally, type Tally } from './report/tally.ts';
import { tallyFileVariable } from './report/vitest-tally.ts';
import { runLoudly, type ToolCommand } from './setup/run-tool.ts';

type Environment = Readonly<Record<string, string>>;

/** Runs Vitest over the test files whose path contains one of the filters; all without a filter. */
export function runVitest(filters: readonly string[], environment: Environment): Promise<Tally> {
  return withReportFile(async (reportFile) => {
    const code = await run({
      script: 'node_modules/vitest/vitest.mjs',
      arguments: [
        'run',
        '--reporter=default',
        '--reporter=build/report/vitest-tally.ts',
        '--passWithNoTests',
        ...filters,
      ],
      environment: { ...environment, [tallyFileVariable]: reportFile },
    });
    return tallyOrFailure('Vitest', code, () => readJson(reportFile) as Tally);
  });
}

/** Runs the flows in a browser whose path contains one of the filters; all without a filter. */
export function runPlaywright(
  filters: readonly string[],
  environment: Environment,
): Promise<Tally> {
  return withReportFile(async (reportFile) => {
    const code = await run({
      script: 'node_modules/@playwright/test/cli.js',
      arguments: ['test', '--reporter=list,json', '--pass-with-no-tests', ...filters],
      environment: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
    });
    const read = (): Tally => tallyOfPlaywright(readJson(reportFile) as JSONReport);
    return tallyOrFailure('Playwright', code, read);
  });
}

async function run(command: ToolCommand): Promise<number> {
  return (await runLoudly(command)).code;
}

async function withReportFile(use: (reportFile: string) => Promise<Tally>): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'hai-long-report-'));
  try {
    return await use(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** A runner that ends badly has failed, even when no test of its report has. */
function tallyOrFailure(name: string, code: number, read: () => Tally | undefined): Tally {
  const ended = { name, reason: `ended with code ${code}` };
  let tally: Tally | undefined;
  try {
    tally = read();
  } catch {
    tally = undefined;
  }
  if (tally === undefined)
    return { ...emptyTally, failed: [{ ...ended, reason: 'left no report' }] };
  return code !== 0 && tally.failed.length === 0 ? { ...tally, failed: [ended] } : tally;
}
