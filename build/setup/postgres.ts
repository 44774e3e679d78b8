import { readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installDebianPackages, removeAsInstaller, writeAsInstaller } from './apt.ts';
import type { Found, Need } from './needs.ts';
import { findOnPath, firstProgram } from './programs.ts';

/** Debian's folder, one folder per version in it. */
const debianRoot = '/usr/lib/postgresql';
/** Debian reads this while it installs the server: no database of its own, nothing started. */
const noClusterFile = '/etc/postgresql-common/createcluster.d/hai-long-tests.conf';
const noClusterLine = 'create_main_cluster = false';

/** A PostgreSQL server's programs; the path is the folder they stand in. */
export const postgres: Need = {
  label: 'PostgreSQL',
  pathVariable: 'HAILONG_POSTGRES_BIN',
  reasonVariable: 'HAILONG_NO_POSTGRES',
  search: searchPostgres,
  install: installServerOnly,
};

function searchPostgres(): Found {
  const onPath = findOnPath('initdb');
  const folders = [
    // The command on the path may be a link; the other programs stand beside its target.
    ...(onPath === undefined ? [] : [dirname(realpathSync(onPath))]),
    ...newestFirst(versionsIn(debianRoot)).map((version) => join(debianRoot, version, 'bin')),
  ];
  const path = folders.find((folder) => hasServer(folder));
  return path === undefined ? { missing: 'no PostgreSQL server found' } : { path };
}

function hasServer(folder: string): boolean {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return ['initdb', 'postgres'].every((name) => firstProgram([join(folder, name + suffix)]));
}

function versionsIn(root: string): string[] {
  try {
    return readdirSync(root);
  } catch {
    return [];
  }
}

/** `['9.6', '15', '16']` -> `['16', '15', '9.6']`. */
export function newestFirst(versions: readonly string[]): string[] {
  return versions
    .filter((version) => /^\d+(\.\d+)?$/.test(version))
    .sort((one, other) => Number(other) - Number(one));
}

function installServerOnly(): string | undefined {
  const written = writeAsInstaller(noClusterFile, noClusterLine);
  const refused = installDebianPackages(['postgresql']);
  if (written) removeAsInstaller(noClusterFile);
  return refused;
}
