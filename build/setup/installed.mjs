/**
 * The part of a lock file that says whether a package is there.
 * @typedef {{
 *   version?: string, integrity?: string, link?: boolean, optional?: boolean,
 *   os?: string | string[], cpu?: string | string[],
 * }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} Lock
 * @typedef {{ platform: string, arch: string }} Machine
 */

/**
 * Whether what npm last installed is what the lock asks for. npm writes `.package-lock.json` into
 * node_modules at the end of every install; an install that was interrupted has none.
 * @param {Lock | undefined} lock package-lock.json
 * @param {Lock | undefined} installed node_modules/.package-lock.json
 * @param {Machine} machine the machine it should run on (`process` has both names)
 */
export function isInstalled(lock, installed, machine) {
  if (lock === undefined || installed === undefined) return false;
  const nothingMissing = Object.entries(lock.packages).every(
    ([path, wanted]) => path === '' || matches(wanted, installed.packages[path]),
  );
  // A folder copied from another kind of machine holds that machine's binaries.
  const nothingForeign = Object.values(installed.packages).every((entry) => fits(entry, machine));
  return nothingMissing && nothingForeign;
}

/**
 * npm leaves out optional packages that do not fit the machine.
 * @param {LockEntry} wanted
 * @param {LockEntry | undefined} found
 */
function matches(wanted, found) {
  if (found === undefined) return wanted.optional === true;
  return found.version === wanted.version && found.integrity === wanted.integrity;
}

/**
 * @param {LockEntry} entry
 * @param {Machine} machine
 */
function fits(entry, machine) {
  return allows(entry.os, machine.platform) && allows(entry.cpu, machine.arch);
}

/**
 * npm's lists of systems: names, or names to exclude (`!win32`); no list allows all.
 * @param {string | string[] | undefined} list
 * @param {string} name
 */
function allows(list, name) {
  if (list === undefined) return true;
  const names = Array.isArray(list) ? list : [list];
  if (names.includes(`!${name}`)) return false;
  const wanted = names.filter((one) => !one.startsWith('!'));
  return wanted.length === 0 || wanted.includes(name) || wanted.includes('any');
}
