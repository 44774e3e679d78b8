import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';

/** A real file system of its own, so small that it fills up. */
export type SmallDisk = {
  readonly path: string;
  /** Leaves no room at all; returns how to make it again. */
  fill(): () => void;
  remount(option: string): void;
  unmount(): void;
};

const blockBytes = 4_096;

/** Below `home`; skips the test where none can be mounted. */
export function smallDisk(context: TestContext, home: string, bytes: number): SmallDisk {
  const path = join(home, 'disk');
  mkdirSync(path);
  const mount = (...options: string[]): void =>
    void execFileSync('mount', [...options, path], { stdio: 'pipe' });
  try {
    mount('-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs');
  } catch (error) {
    context.skip(`no small disk can be mounted here: ${String(error)}`);
  }
  return {
    path,
    fill() {
      const ballast = join(path, 'ballast');
      writeUntilFull(ballast);
      return () => rmSync(ballast);
    },
    remount: (option) => mount('-o', `remount,${option}`),
    unmount: () => void execFileSync('umount', ['--lazy', path]),
  };
}

function writeUntilFull(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(blockBytes));
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}
