import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { findChromium } from '../../build/setup/chromium.ts';
import { repository } from '../../build/setup/run-tool.ts';
import { skipWithout } from '../support/skip.ts';

/** Our managed policies in a real Chromium, in a namespace where they are the machine's (policy-child.ts). */
const childTimeoutMs = 100_000;
const policyFile = join(
  repository,
  'build/os/linux/lock/etc/chromium/policies/managed/hai-long.json',
);
const policies = JSON.parse(readFileSync(policyFile, 'utf8')) as Record<string, unknown>;

/** Debian's browser alone reads its policies there, and only root may put something over that folder. */
const managedBrowser = '/usr/bin/chromium';
const setUp =
  'mount -t proc proc /proc && ip link set lo up && mount -t tmpfs tmpfs /etc/chromium && exec "$@"';

type Report = {
  readonly unknown: { readonly seen: number; readonly refused: readonly unknown[] };
  readonly home: string;
  readonly elsewhere: Readonly<Record<string, string>>;
  readonly rights: Readonly<Record<string, string>>;
  readonly debugging: string;
};

let report: Report | null = null;
let missing: string | undefined;

beforeAll(() => {
  missing = namespaceMissing();
  if (missing === undefined) report = runChild();
}, childTimeoutMs);
beforeEach((context) => skipWithout(context, missing));

test('Chromium knows every policy and takes it as it is written', () => {
  // Four are left out while it is asked: two for the test to drive it, two for its own page of policies to open.
  expect(report?.unknown).toEqual({ seen: Object.keys(policies).length - 4, refused: [] });
});

test('Chromium opens the kiosk’s door and nothing else', () => {
  expect(report?.home).toBe('opened');
  const opened = Object.entries(report?.elsewhere ?? {}).filter(([, what]) => what === 'opened');
  expect(opened).toEqual([]);
  expect(Object.keys(report?.elsewhere ?? {}).length).toBeGreaterThan(8);
});

test('Chromium gives a page no right, and asks nobody', () => {
  expect(report?.rights).toEqual({
    camera: 'NotAllowedError',
    microphone: 'NotAllowedError',
    screen: 'NotAllowedError',
    notices: 'denied',
    place: 'denied',
  });
});

test('Chromium opens no debugging port, whatever its command line says', () => {
  expect(report?.debugging).toBe('closed');
});

function runChild(): Report {
  const child = [process.execPath, join(import.meta.dirname, 'policy-child.ts')];
  const { status, stdout, stderr } = inNamespace([...child, managedBrowser, policyFile]);
  if (status !== 0) throw new Error(stderr || 'The browser did not come to an end.');
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Report;
}

function inNamespace(command: readonly string[]) {
  const own = ['--kill-child', '--mount', '--net', '--pid', '--fork'];
  return spawnSync('unshare', [...own, 'sh', '-c', setUp, 'sh', ...command], {
    encoding: 'utf8',
    timeout: childTimeoutMs - 5_000,
    killSignal: 'SIGKILL',
  });
}

function namespaceMissing(): string | undefined {
  if (process.platform !== 'linux') return 'managed policies are tested on Linux';
  const found = findChromium();
  if (found.path !== managedBrowser) return found.missing ?? 'the browser is not Debian’s chromium';
  const tried = inNamespace(['true']);
  return tried.status === 0 ? undefined : 'a namespace of its own needs root and unshare';
}
