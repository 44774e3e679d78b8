/** The part of package-lock.json (version 3) that is checked. */
export interface Lock {
  packages: Record<string, LockEntry>;
}

interface LockEntry {
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

/** Every offence of the lock file, each a sentence. */
export function lockOffences(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) => [
    ...addressOffences(path, entry),
    ...missingOptional(lock, path, entry),
  ]);
}

/** An address binds the lock to one registry; a workspace's own folder is no address. */
function addressOffences(path: string, entry: LockEntry): string[] {
  return entry.resolved?.includes(':')
    ? [
        `package-lock.json: ${path} is bound to ${entry.resolved}; install with the project's .npmrc.`,
      ]
    : [];
}

/**
 * npm drops an optional package that is not in the registry without a word, and then `npm ci`
 * refuses the lock on every other machine.
 */
function missingOptional(lock: Lock, path: string, entry: LockEntry): string[] {
  return Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !isLocked(lock, path, name))
    .map((name) => `package-lock.json: ${name}, optional for "${path}", has no entry.`);
}

/** Looks where Node would: in the package's own folder, then in every folder above it. */
function isLocked(lock: Lock, path: string, name: string): boolean {
  const folders = path.split('/');
  const above = folders.map((_, depth) => folders.slice(0, folders.length - depth).join('/'));
  return [...above, ''].some((folder) => {
    const prefix = folder === '' ? '' : `${folder}/`;
    return `${prefix}node_modules/${name}` in lock.packages;
  });
}
