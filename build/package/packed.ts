import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';

/** A packed program as it lies on the disk: the unpacked folder that electron-builder makes. */
export type Packed = {
  readonly folder: string;
  /** Electron's own binary under our name; null when there is none. */
  readonly program: string | null;
  /** Paths inside the archive, with `/`. */
  readonly archived: readonly string[];
  /** Paths of the folder outside the archive, with `/`. */
  readonly loose: readonly string[];
  /** A file of the archive as text. */
  readonly text: (path: string) => string;
};

const archive = 'resources/app.asar';

/** Opens a packed folder. Null when there is no archive in it, so that nothing was packed there. */
export function openPacked(folder: string): Packed | null {
  const path = join(folder, archive);
  if (!existsSync(path)) return null;
  const loose = filesOf(folder);
  return {
    folder,
    program: ['hai-long', 'hai-long.exe'].find((name) => loose.includes(name)) ?? null,
    archived: archivedFiles(path),
    loose,
    text: (file) => extractFile(path, file.split('/').join(sep)).toString('utf8'),
  };
}

export function sizeOf({ folder }: Packed, path: string): number {
  return statSync(join(folder, path)).size;
}

export function looseText({ folder }: Packed, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

/** The archive's list names folders too: what something else lies in is one. */
function archivedFiles(path: string): readonly string[] {
  const all = listPackage(path, { isPack: false }).map((name) =>
    name.split(/[\\/]/).filter(Boolean).join('/'),
  );
  const folders = new Set(all.map((name) => name.split('/').slice(0, -1).join('/')));
  return all.filter((name) => !folders.has(name));
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
