import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runToEnd } from './run-to-end.mjs';

const options = { cwd: process.cwd(), env: process.env };
/** So that a child nobody stops does not stay for ever. */
const childLivesMs = 20_000;
const moduleUrl = new URL('./run-to-end.mjs', import.meta.url).href;

describe('a program run in the foreground', () => {
  test('gives its exit code', async () => {
    expect(await runToEnd(process.execPath, ['-e', 'process.exit(7)'], options)).toBe(7);
  });

  test('gives 128 + the number of the signal that ended it', async () => {
    const endsItself = 'process.kill(process.pid, "SIGKILL")';
    expect(await runToEnd(process.execPath, ['-e', endsItself], options)).toBe(128 + 9);
  });

  test('gives 127 when it cannot be started', async () => {
    expect(await runToEnd(fileURLToPath(import.meta.url), [], options)).toBe(127);
  });

  test('gets the signals its parent gets', async () => {
    const child = `process.on('SIGTERM', () => process.exit(9)); console.log('up'); setTimeout(() => {}, ${childLivesMs});`;
    const parent = `import { runToEnd } from ${JSON.stringify(moduleUrl)};
      process.exitCode = await runToEnd(process.execPath, ['-e', ${JSON.stringify(child)}], {});`;
    const started = spawn(process.execPath, ['--input-type=module', '-e', parent], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(started.stdout, 'data');
    started.kill('SIGTERM');
    const [code] = await once(started, 'exit');
    expect(code).toBe(9);
  });
});
