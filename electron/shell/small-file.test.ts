import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readIfThere, replaceFile, secretMode } from './small-file.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hai-long-small-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('replaces a file whole, in a folder that is made, and leaves nothing beside it', () => {
  const path = join(folder, 'new/one.json');
  expect(readIfThere(path)).toBeNull();
  replaceFile(path, 'first');
  replaceFile(path, 'second');
  expect(readIfThere(path)?.toString()).toBe('second');
  expect(readdirSync(join(folder, 'new'))).toEqual(['one.json']);
});

test('keeps a secret from other accounts', (context) => {
  if (process.platform === 'win32') context.skip('Windows has no such modes');
  const path = join(folder, 'secret');
  replaceFile(path, Buffer.from([0, 255]), secretMode);
  expect(statSync(path).mode & 0o777).toBe(secretMode);
  expect([...readFileSync(path)]).toEqual([0, 255]);
});

test('tells of a file that is there and cannot be read', () => {
  expect(() => readIfThere(folder)).toThrow('EISDIR');
});
