import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { debianRoot } from '../../build/setup/debian-root.ts';
import { find } from '../../build/setup/needs.ts';
import { findOnPath } from '../../build/setup/programs.ts';
import { repository, runQuietly } from '../../build/setup/run-tool.ts';
import { skipWithout } from '../support/skip.ts';

/**
 * Our Debian package in a clean Debian 12: installed, locked, verified, loosened in every way and mended, upgraded,
 * removed, purged (clean-root.sh), then booted (boot-proof.sh).
 */
const mirror = 'http://deb.debian.org/debian';
const mirrorTimeoutMs = 10_000;
const lifeTimeoutMs = 8 * 60_000;
const bootTimeoutMs = 3 * 60_000;

/** Its mounts are its own: whatever ends it, none of them stays behind on the computer. */
const own = ['--mount', '--fork', '--kill-child'];

/** What the package depends on. Chromium, cage and Xwayland are 300 MB that nothing here starts: a stand-in provides them. */
const dependencies =
  'ca-certificates,curl,dbus,iproute2,libpam-systemd,nftables,polkitd,systemd,udev';
const standIn = 'hai-long-test-screen';

const folder = mkdtempSync(join(tmpdir(), 'hai-long-root-'));
const root = join(folder, 'root');
const beside = (name: string): string => join(import.meta.dirname, name);
let missing: string | undefined;

beforeAll(async () => {
  missing = find(debianRoot).missing ?? builtMissing() ?? (await mirrorMissing());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach((context) => skipWithout(context, missing));

test(
  'the Debian package locks a clean Debian, notices every loosening, and gives it back',
  async () => {
    await buildPackage('1.0.0', 'one.deb');
    await buildPackage('9.9.9', 'two.deb');
    buildStandIn();
    const life = spawnSync('unshare', [...own, 'mmdebstrap', ...mmdebstrapArguments()], {
      cwd: folder,
      encoding: 'utf8',
      timeout: lifeTimeoutMs,
    });
    const said = `${life.stdout}\n${life.stderr}`.split('\n').slice(-120).join('\n');
    expect(said).not.toMatch(/^NOT /m);
    expect({ status: life.status, done: /^done$/m.test(said), said }).toMatchObject({
      status: 0,
      done: true,
    });
  },
  lifeTimeoutMs,
);

test(
  'the locked Debian boots: the machine answers, is started again, and everything is locked',
  (context) => {
    if (findOnPath('systemd-nspawn') === undefined) context.skip('no systemd-nspawn found');
    if (!existsSync(join(root, 'boot-proof.sh'))) context.skip('no root was made to boot');
    const boot = spawnSync('unshare', [...own, 'systemd-nspawn', ...nspawnArguments], {
      encoding: 'utf8',
      timeout: bootTimeoutMs,
    });
    const proof = join(root, 'proof.txt');
    if (!existsSync(proof)) context.skip(`nothing boots on this machine: ${boot.stderr.trim()}`);
    expect(readFileSync(proof, 'utf8').trim().split('\n')).toEqual([
      'the machine answers',
      'the machine answers after kill 1',
      'the machine answers after kill 2',
      'the machine answers after kill 3',
      'restarts 3',
      'the machine writes to a stick',
      'and still does after a restart',
      'and only to a stick',
      'the screen cannot read it',
      'a stick that is gone is gone',
      'a stick whose files can be run is noticed',
      'everything is locked',
      'the firewall stands',
      'the page can read it',
      'a machine that is stopped opens no sign-in',
      'the session stands',
      'the page says what leaving leads to',
      'a sign-in stands on the screen',
      'and the kiosk does not',
      'neither the watch nor an upgrade takes it away',
      'verify says so',
      'whoever starts the session ends it',
      'and everything is locked again',
      'tokens in the journal 0',
      'end',
    ]);
  },
  bootTimeoutMs + 10_000,
);

const nspawnArguments = [
  '--quiet',
  '--boot',
  '--private-network',
  '--register=no',
  '--keep-unit',
  `--directory=${root}`,
];

function mmdebstrapArguments(): string[] {
  const files = ['one.deb', 'two.deb', 'stand-in.deb'].map((name) => join(folder, name));
  return [
    '--variant=minbase',
    '--format=directory',
    '--dpkgopt=force-unsafe-io',
    `--include=${dependencies}`,
    `--customize-hook=copy-in ${files.join(' ')} ${beside('clean-root.sh')} /tmp`,
    '--customize-hook=chroot "$1" dpkg --install /tmp/stand-in.deb',
    '--customize-hook=chroot "$1" sh /tmp/clean-root.sh',
    // And once more for the boot.
    '--customize-hook=chroot "$1" dpkg --install /tmp/two.deb',
    '--customize-hook=chroot "$1" hai-long-os install',
    `--customize-hook=copy-in ${beside('boot-proof.sh')} /`,
    `--customize-hook=copy-in ${beside('boot-proof.service')} /etc/systemd/system`,
    '--customize-hook=chroot "$1" systemctl enable boot-proof.service',
    'bookworm',
    root,
    mirror,
  ];
}

async function buildPackage(version: string, name: string): Promise<void> {
  const { code, output } = await runQuietly({
    script: 'build/os/linux/build-deb.ts',
    arguments: ['--version', version, '--out', folder, '--uncompressed'],
  });
  expect({ code, output }).toMatchObject({ code: 0 });
  const built = join(folder, output.trim().split('/').at(-1) ?? '');
  spawnSync('mv', [built, join(folder, name)]);
}

function buildStandIn(): void {
  const staged = join(folder, 'stand-in');
  mkdirSync(join(staged, 'DEBIAN'), { recursive: true });
  writeFileSync(
    join(staged, 'DEBIAN/control'),
    `Package: ${standIn}\nVersion: 1\nArchitecture: all\nMaintainer: Test <test@example.org>\n` +
      'Provides: chromium, cage, xwayland\nDescription: stands in for the screen\n',
  );
  mkdirSync(join(staged, 'usr/bin'), { recursive: true });
  for (const program of ['cage', 'chromium']) {
    writeFileSync(join(staged, 'usr/bin', program), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  }
  spawnSync('dpkg-deb', ['--root-owner-group', '--build', staged, join(folder, 'stand-in.deb')]);
}

function builtMissing(): string | undefined {
  const built = existsSync(join(repository, 'out/renderer/citizen/index.html'));
  return built ? undefined : 'the pages are not built: npm run build';
}

async function mirrorMissing(): Promise<string | undefined> {
  try {
    const answer = await fetch(`${mirror}/dists/bookworm/InRelease`, {
      method: 'HEAD',
      signal: AbortSignal.timeout(mirrorTimeoutMs),
    });
    return answer.ok ? undefined : `Debian’s mirror answers ${answer.status}`;
  } catch {
    return 'Debian’s mirror cannot be reached';
  }
}
