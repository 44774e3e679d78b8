import { ensurePages } from './start/pages.ts';
import { runLoudly } from './setup/run-tool.ts';

/**
 * `npm run pictures`: photographs the running product, on sample data, for docs/OPERATING.md. Words choose picture files
 * by path. Clocks, codes and ports differ from one run to the next; everything else is the same.
 */
await ensurePages((line) => console.log(line));
const { code } = await runLoudly({
  script: 'node_modules/@playwright/test/cli.js',
  arguments: ['test', '--config', 'tests/pictures/playwright.config.ts', ...process.argv.slice(2)],
  environment: { TZ: 'Asia/Ho_Chi_Minh' },
});
process.exitCode = code;
