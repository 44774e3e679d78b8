import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ensurePackages, stampOf } from './packages.mjs';

let repository: string;
/** What npm was asked, and how it will end from the next call on. */
let asked: string[][];
let ends: { code: number; output: string }[];
const done = { code: 0, output: 'added 2 packages' };
const broken = { code: 1, output: 'npm error ENOTFOUND' };

const npm = (folder: string, npmArguments: string[]): Promise<{ code: number; output: string }> => {
  asked.push(npmArguments);
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  return Promise.resolve(ends.shift() ?? done);
};

beforeEach(() => {
  asked = [];
  ends = [];
  repository = mkdtempSync(join(tmpdir(), 'hai long '));
  writeFileSync(join(repository, 'package-lock.json'), '{ "packages": {} }');
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(repository, { recursive: true });
});

describe('the locked packages', () => {
  test('are installed once', async () => {
    expect(await ensurePackages(repository, npm)).toBe(true);
    expect(await ensurePackages(repository, npm)).toBe(true);
    expect(asked).toEqual([['ci', '--prefer-offline']]);
  });

  test('are installed again when the lock changes', async () => {
    await ensurePackages(repository, npm);
    writeFileSync(join(repository, 'package-lock.json'), '{ "packages": { "": {} } }');
    await ensurePackages(repository, npm);
    expect(asked).toHaveLength(2);
  });

  test('are installed again when an install was interrupted', async () => {
    await ensurePackages(repository, npm);
    writeFileSync(join(repository, 'package-lock.json'), '{ "packages": { "": {} } }');
    const interrupted = (): Promise<never> => Promise.reject(new Error('killed'));
    await expect(ensurePackages(repository, interrupted)).rejects.toThrow('killed');
    writeFileSync(join(repository, 'package-lock.json'), '{ "packages": {} }');
    await ensurePackages(repository, npm);
    expect(asked).toHaveLength(2);
  });

  test('are asked for from the registry when the cache does not do', async () => {
    ends = [broken, done];
    expect(await ensurePackages(repository, npm)).toBe(true);
    expect(asked).toEqual([['ci', '--prefer-offline'], ['ci']]);
    expect(console.error).not.toHaveBeenCalled();
  });

  test('say all that npm says when they cannot be installed', async () => {
    ends = [broken, broken];
    expect(await ensurePackages(repository, npm)).toBe(false);
    expect(console.error).toHaveBeenCalledWith(broken.output);
  });

  test('are other ones on another kind of machine', () => {
    const linux = stampOf(repository, { platform: 'linux', arch: 'x64' });
    expect(stampOf(repository, { platform: 'win32', arch: 'x64' })).not.toBe(linux);
    expect(stampOf(repository, { platform: 'linux', arch: 'arm64' })).not.toBe(linux);
  });
});
