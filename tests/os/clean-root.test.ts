import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { debianRoot } from '../../build/setup/debian-root.ts';
import { find } from '../../build/setup/needs.ts';
import { repository, runQuietly } from '../../build/setup/run-tool.ts';
import { skipWithout } from '../support/skip.ts';

/**
 * Our Debian package in a clean Debian 12: installed, locked, verified, loosened in every way and mended, upgraded,
 * removed, purged. The steps are in clean-root.sh.
 */
const mirror = 'http://deb.debian.org/debian';
const mirrorTimeoutMs = 10_000;
const lifeTimeoutMs = 8 * 60_000;

/** Its mounts are its own: whatever ends it, none of them stays behind on the computer. */
const own = ['--mount', '--fork', '--kill-child'];

/** What the package depends on. Chromium and cage are 300 MB that nothing here starts: a stand-in provides them. */
const dependencies =
  'ca-certificates,curl,dbus,iproute2,libpam-systemd,nftables,polkitd,systemd,udev';
const standIn = 'hai-long-test-screen';

const folder = mkdtempSync(join(tmpdir(), 'hai-long-root-'));
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

function mmdebstrapArguments(): string[] {
  const files = ['one.deb', 'two.deb', 'stand-in.deb'].map((name) => join(folder, name));
  return [
    '--variant=minbase',
    '--format=null',
    '--dpkgopt=force-unsafe-io',
    `--include=${dependencies}`,
    `--customize-hook=copy-in ${files.join(' ')} ${join(import.meta.dirname, 'clean-root.sh')} /tmp`,
    '--customize-hook=chroot "$1" dpkg --install /tmp/stand-in.deb',
    '--customize-hook=chroot "$1" sh /tmp/clean-root.sh',
    'bookworm',
    '-',
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
      'Provides: chromium, cage\nDescription: stands in for the screen\n',
  );
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
