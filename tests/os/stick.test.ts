import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { repository } from '../../build/setup/run-tool.ts';

/** bin/stick over a computer whose disks and mounts are played: this kernel may know neither FAT nor a stick. */
const script = join(repository, 'build/os/linux/bin/stick');
let folder = '';

beforeEach((context) => {
  if (process.platform === 'win32') context.skip('a script of sh');
  folder = mkdtempSync(join(tmpdir(), 'hai-long-stick-'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'sticks'));
  play('mount', 'echo "mount $*" >> "$HEARD"');
  play('umount', 'echo "umount $*" >> "$HEARD"');
  play('id', 'echo 990');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function play(program: string, text: string): void {
  writeFileSync(join(folder, 'bin', program), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
}

/** Which disk `sdb1` is part of, what hangs on that disk, and what is on it. */
function disk({ mounts = '', type = 'vfat' }: { mounts?: string; type?: string }): void {
  play('lsblk', `case "$*" in *PKNAME*) echo sdb ;; *sdb) printf '%b' '${mounts}' ;; esac`);
  play('blkid', type === '' ? 'exit 2' : `echo ${type}`);
}

function stick(...words: string[]): { status: number | null; said: string; heard: string } {
  const heard = join(folder, 'heard');
  const { status, stdout } = spawnSync('sh', [script, ...words], {
    encoding: 'utf8',
    env: {
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      HAI_LONG_STICKS: join(folder, 'sticks'),
      HEARD: heard,
    },
  });
  return { status, said: stdout, heard: existsSync(heard) ? readFileSync(heard, 'utf8') : '' };
}

test.each([
  ['vfat', ',utf8,flush'],
  ['exfat', ''],
])('a stick with %s is mounted for the kiosk alone, and nothing on it runs', (type, more) => {
  disk({ type });
  const options = `nosuid,nodev,noexec,noatime,uid=990,gid=990,fmask=0177,dmask=0077${more}`;
  const place = join(folder, 'sticks/sdb1');
  const heard = `mount --types ${type} --options ${options} /dev/sdb1 ${place}\n`;
  expect(stick('in', 'sdb1')).toEqual({ status: 0, said: '', heard });
  expect(existsSync(place)).toBe(true);
});

test.each(['ext4', 'ntfs', ''])('one with “%s” is not mounted, and that is said', (type) => {
  disk({ type });
  const { status, said, heard } = stick('in', 'sdb1');
  expect({ status, heard }).toEqual({ status: 0, heard: '' });
  expect(said).toContain('Not mounted');
});

test('a part of the disk that the computer runs from is not mounted', () => {
  disk({ mounts: '/\\n/boot/efi\\n' });
  expect(stick('in', 'sdb1')).toMatchObject({ status: 0, heard: '' });
});

test('a second part of a stick that is in already is', () => {
  disk({ mounts: `\\n${join(folder, 'sticks/sdb2')}\\n` });
  expect(stick('in', 'sdb1').heard).toContain('/dev/sdb1');
});

test('taken out, its place is gone', () => {
  const place = join(folder, 'sticks/sdb1');
  mkdirSync(place);
  expect(stick('out', 'sdb1')).toEqual({ status: 0, said: '', heard: `umount --lazy ${place}\n` });
  expect(existsSync(place)).toBe(false);
});

test.each([[], ['in'], ['in', '../etc'], ['in', 'sdb1;x'], ['about', 'sdb1']])(
  'is not asked for %s %s',
  (...words) => {
    disk({});
    expect(stick(...words)).toMatchObject({ status: 64, heard: '' });
  },
);
