import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noReleaseKeys } from '../../../shared/model/release.ts';
import { readReleaseKeys, trustedKeys } from './release-keys.ts';

const key = 'A'.repeat(43);
const publishing = { publishingKey: { id: 'k', publicKey: 'B'.repeat(43) } };
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hai-long-keys-'));
  path = join(folder, 'release-keys.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('without a list nobody’s releases are taken, not even the district’s', () => {
  expect(readReleaseKeys(path)).toEqual({ ok: true, value: noReleaseKeys });
  expect(trustedKeys(noReleaseKeys, publishing)).toEqual([]);
});

test('the district’s publishing key counts where the list says so, once the kiosk is enrolled', () => {
  writeFileSync(path, JSON.stringify({ releaseKeys: [key], publishingKey: true }));
  const read = readReleaseKeys(path);
  if (!read.ok) throw new Error(read.problem.en);
  expect(trustedKeys(read.value, publishing)).toEqual([key, 'B'.repeat(43)]);
  expect(trustedKeys(read.value, null)).toEqual([key]);
  expect(trustedKeys({ ...read.value, publishingKey: false }, publishing)).toEqual([key]);
});

test.each([
  ['no JSON', '{'],
  ['a key that is none', JSON.stringify({ releaseKeys: ['short'], publishingKey: false })],
  ['a word it does not know', JSON.stringify({ releaseKeys: [], publishingKey: false, all: true })],
])('a list with %s is refused with its path', (_, text) => {
  writeFileSync(path, text);
  const read = readReleaseKeys(path);
  expect(read.ok ? null : read.problem).toMatchObject({
    code: 'update.keys',
    en: expect.stringContaining(path),
  });
});
