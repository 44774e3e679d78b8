import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../core/log.ts';
import { openLogFile, readLogFiles } from './log-file.ts';
import { TestFolder } from './testing/test-store.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

test('keeps what was logged, and dots instead of secrets', async () => {
  const file = openLogFile(folder.path);
  const log = createLog(file);
  log('kiosk.enrolled', { counter: 'quay-1', code: 'ABCD-EFGH', pin: '314159' });
  await file.close();
  const text = readLogFiles(folder.path).get('kiosk.log')?.toString() ?? '';
  expect(JSON.parse(text)).toMatchObject({ event: 'kiosk.enrolled', counter: 'quay-1', pin: '…' });
  expect(text).not.toMatch(/ABCD-EFGH|314159/);
});

test('turns its pages, and keeps a bounded number of them', async () => {
  const file = openLogFile(folder.path);
  const line = `${'x'.repeat(1024 * 1024)}\n`;
  for (let count = 0; count < 40; count += 1) {
    file.write(line);
    await wait(5);
  }
  await file.close();
  const bytes = [...readLogFiles(folder.path).values()].map((content) => content.byteLength);
  expect(bytes.length).toBeGreaterThan(1);
  expect(bytes.length).toBeLessThanOrEqual(5);
  expect(Math.max(...bytes)).toBeLessThanOrEqual(8 * 1024 * 1024);
});

test('costs nothing where it cannot be written, and makes no data folder', async () => {
  const missing = openLogFile(folder.file('missing'));
  missing.write('a\n');
  await missing.close();
  expect(existsSync(folder.file('missing'))).toBe(false);
  writeFileSync(folder.file('log'), 'no folder');
  const refused = openLogFile(folder.path);
  refused.write('a\n');
  await wait(50);
  refused.write('b\n');
  await refused.close();
  expect(readdirSync(folder.path)).toEqual(['log']);
  rmSync(folder.file('log'));
});
