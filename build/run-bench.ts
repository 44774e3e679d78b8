import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundles } from './bundles.ts';
import { repository, runLoudly } from './setup/run-tool.ts';
import { prepareTestMachine } from './setup/test-machine.ts';

const folder = 'tests/bench';

/**
 * `npm run bench`: every measurement as a process of its own, one after another, so that none
 * disturbs the next. Words choose measurements by name.
 */
async function main(filters: readonly string[]): Promise<boolean> {
  const machine = prepareTestMachine();
  const complaint = await buildBundles();
  if (complaint !== undefined) {
    console.error(complaint);
    return false;
  }
  const files = measurements(filters);
  if (files.length === 0) console.error('No measurement has such a name.');
  let allEnded = files.length > 0;
  for (const file of files) {
    console.log(`\n${file}`);
    const { code } = await runLoudly({
      script: join(folder, file),
      arguments: [],
      environment: machine,
    });
    if (code !== 0) console.error(`${file} ended with code ${code}.`);
    allEnded &&= code === 0;
  }
  return allEnded;
}

function measurements(filters: readonly string[]): string[] {
  const path = join(repository, folder);
  const files = existsSync(path) ? readdirSync(path) : [];
  return files
    .filter((file) => file.endsWith('.bench.ts'))
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort();
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
