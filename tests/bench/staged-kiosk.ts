import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { stage } from '../../build/os/linux/stage.ts';

/** The kiosk of the Chromium shell as its Debian package lays it out, on this machine's Node. */
export type StagedKiosk = {
  /** What the package installs below `/`. */
  readonly root: string;
  /** The program's own folder in it. */
  readonly program: string;
};

/** @param root - the folder to lay it out in */
export async function stageKiosk(root: string): Promise<StagedKiosk> {
  const processor = process.arch === 'arm64' ? 'arm64' : 'amd64';
  await stage(root, { flavour: 'chromium', processor, withoutNode: true });
  const program = join(root, 'usr/lib/hai-long');
  mkdirSync(join(program, 'runtime'));
  symlinkSync(process.execPath, join(program, 'runtime/node'));
  return { root, program };
}
