import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { syncFolder } from './folder.ts';

/** Readable and writable by the kiosk's account only. */
export const secretMode = 0o600;
export const plainMode = 0o644;

/** Replaces a file whole; when this returns, the new content survives a power cut. Throws what the disk says. */
export function writeWhole(path: string, text: string, mode: number): void {
  writeFileAtomic.sync(path, text, { mode, fsync: true });
  syncFolder(dirname(path));
}

/** The file's text, null if there is no such file. Throws what the disk says. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
