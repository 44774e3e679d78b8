import { posix } from 'node:path';
import { importsOf, type FoundImport } from './imports.ts';
import { nodeBuiltIns, packages, rooms, testHelpers, testPackages } from './rooms.ts';

/** What the two package.json files declare, by name. */
export interface DeclaredPackages {
  root: ReadonlySet<string>;
  /** The district server's run-time dependencies. */
  district: ReadonlySet<string>;
  /** Its development dependencies (types). */
  districtDevelopment: ReadonlySet<string>;
}

/** Files whose imports are checked. */
export const sourceFile = /\.(ts|cts|mts|js|cjs|mjs|svelte)$/;
/** Tests, and the doubles and samples they share in a room's `testing` folder. */
export const testFile = /(\.test\.ts|\.e2e\.ts|\.bench\.ts)$|^tests\/|\/testing\//;

/** Bundled when the project is built, or run by the test runner: never loaded by the server. */
const bundledOrTest = (path: string): boolean =>
  path.startsWith('district/web/') || testFile.test(path);

/** Every offence of one file against the room table, each a sentence. */
export function importOffences(path: string, source: string, declared: DeclaredPackages): string[] {
  const room = roomOf(path);
  if (room === undefined) return [`${path} is in no room of tests/tidy/rooms.ts.`];
  return importsOf(path, source).flatMap((found) => {
    const offence = offenceOf(path, room, found, declared);
    return offence === undefined ? [] : [`${path}:${found.line}: ${offence}`];
  });
}

/** The room a path is in: the longest name in the table that fits. */
export function roomOf(path: string): string | undefined {
  return Object.keys(rooms)
    .filter((room) => isWithin(path, room) || isTestOf(path, room))
    .sort((one, other) => other.length - one.length)[0];
}

/** A room of one file, `bridge.ts`, has its unit tests beside it: `bridge.test.ts`, `bridge-port.test.ts`. */
function isTestOf(path: string, room: string): boolean {
  const stem = room.replace(/\.c?ts$/, '');
  return stem !== room && /\.test\.ts$/.test(path) && /^[.-]/.test(path.replace(stem, ''));
}

function isWithin(path: string, folderOrFile: string): boolean {
  return path === folderOrFile || path.startsWith(`${folderOrFile}/`);
}

function offenceOf(
  path: string,
  room: string,
  found: FoundImport,
  declared: DeclaredPackages,
): string | undefined {
  const { specifier } = found;
  if (specifier === undefined) {
    // The starter's whole work is to find out at run time which version it becomes.
    const free = ['build', 'tests', 'electron/launch.ts'].includes(room);
    return free ? undefined : 'imports something computed at run time; name the module.';
  }
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''));
    return roomOffence(path, room, target);
  }
  return packageOffence(path, room, packageOf(specifier), declared);
}

function roomOffence(path: string, room: string, target: string): string | undefined {
  const targetRoom = roomOf(target);
  if (targetRoom === undefined) return `imports ${target}, which is in no room of the table.`;
  if (testFile.test(target) && !testFile.test(path) && targetRoom !== 'tests') {
    return `the product may not import ${target}, which is for tests.`;
  }
  if (targetRoom === room) return undefined;
  const allowed = [...(rooms[room] ?? []), ...(testFile.test(path) ? testHelpers : [])];
  if (allowed.some((name) => isWithin(target, name))) return undefined;
  return `${room} may not import ${targetRoom} (${target}).`;
}

/** `@scope/name/deep/path` -> `@scope/name`; any `node:` module -> the one name for them all. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith(nodeBuiltIns)) return nodeBuiltIns;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

function packageOffence(
  path: string,
  room: string,
  name: string,
  declared: DeclaredPackages,
): string | undefined {
  if (!mayUse(path, room, name)) {
    return name in packages
      ? `${room} may not use the package ${name}; only ${packages[name]?.join(', ')} may.`
      : `uses the package ${name}, which is not in the table of tests/tidy/rooms.ts.`;
  }
  return name === nodeBuiltIns ? undefined : undeclared(path, room, name, declared);
}

function mayUse(path: string, room: string, name: string): boolean {
  if (room === 'tests') return true;
  if (testFile.test(path) && testPackages.includes(name)) return true;
  return (packages[name] ?? []).some((allowed) => isWithin(room, allowed));
}

/** Names the package.json that lacks the package, if one does. */
function undeclared(
  path: string,
  room: string,
  name: string,
  declared: DeclaredPackages,
): string | undefined {
  const { root, district, districtDevelopment } = declared;
  const missingFrom = (file: string): string => `uses ${name}, which is missing from ${file}.`;
  if (room === 'tests') {
    const known = root.has(name) || district.has(name) || districtDevelopment.has(name);
    return known ? undefined : missingFrom('package.json');
  }
  if (path.startsWith('district/')) {
    if (bundledOrTest(path) && (root.has(name) || districtDevelopment.has(name))) return undefined;
    return district.has(name) ? undefined : missingFrom('district/package.json (dependencies)');
  }
  if (!root.has(name)) return missingFrom('package.json');
  const servesBoth =
    path.startsWith('shared/') && !bundledOrTest(path) && room !== 'shared/locales';
  if (servesBoth && !district.has(name)) return missingFrom('district/package.json (dependencies)');
  return undefined;
}
