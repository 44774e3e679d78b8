import { describe, expect, test } from 'vitest';
import { contentOf, projectFiles } from './tidy/files.ts';
import {
  importOffences,
  sourceFile,
  testFile,
  type DeclaredPackages,
} from './tidy/import-rules.ts';
import { textsFile, unusedKeys } from './tidy/key-rules.ts';
import { lockOffences, type Lock } from './tidy/lock-rules.ts';
import { packages, rooms } from './tidy/rooms.ts';
import { skipOffences } from './tidy/skip-rules.ts';
import { fileLinesMax, textOffences } from './tidy/text-rules.ts';

interface PackageFile {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const json = (path: string): unknown => JSON.parse(contentOf(path).toString('utf8'));

function declaredPackages(): DeclaredPackages {
  const root = json('package.json') as PackageFile;
  const district = json('district/package.json') as PackageFile;
  return {
    root: new Set(Object.keys({ ...root.dependencies, ...root.devDependencies })),
    district: new Set(Object.keys(district.dependencies ?? {})),
    districtDevelopment: new Set(Object.keys(district.devDependencies ?? {})),
  };
}

const files = projectFiles();
const textOf = (path: string): string => contentOf(path).toString('utf8');

describe('the repository', () => {
  test('keeps every import inside the room table', () => {
    const declared = declaredPackages();
    const sources = files.filter((path) => sourceFile.test(path));
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.flatMap((path) => importOffences(path, textOf(path), declared))).toEqual([]);
  });

  test('keeps every text file short, clean and written alike', () => {
    expect(files.flatMap((path) => textOffences(path, contentOf(path)))).toEqual([]);
  });

  test('hides no test without a reason', () => {
    const tests = files.filter((path) => testFile.test(path) && sourceFile.test(path));
    expect(tests.flatMap((path) => skipOffences(path, textOf(path)))).toEqual([]);
  });

  test('holds no text that nobody asks for', () => {
    const isProduct = (path: string): boolean => sourceFile.test(path) && !testFile.test(path);
    const [texts, sources] = [true, false].map((isText) =>
      files.filter((path) => isProduct(path) && textsFile.test(path) === isText).map(textOf),
    );
    expect(texts?.length).toBeGreaterThan(0);
    expect(unusedKeys(texts ?? [], sources ?? [])).toEqual([]);
  });

  test('shows in the guide every picture that is there, and none that is not', () => {
    const shown = textOf('docs/OPERATING.md').matchAll(/!\[[^\]]+\]\((pictures\/[\w-]+\.webp)\)/g);
    const there = files.filter((path) => path.startsWith('docs/pictures/'));
    expect(there.length).toBeGreaterThan(0);
    expect([...shown].map(([, picture = '']) => `docs/${picture}`).sort()).toEqual(there.sort());
  });

  test('has a lock file that every machine can install', () => {
    expect(lockOffences(json('package-lock.json') as Lock)).toEqual([]);
  });
});

describe('the room table', () => {
  test('names only rooms it knows', () => {
    const known = Object.keys(rooms);
    const named = [...Object.values(rooms).flat(), ...Object.values(packages).flat()];
    const unknown = named.filter(
      (name) => !known.some((room) => room.startsWith(name) || name.startsWith(`${room}/`)),
    );
    expect(unknown).toEqual([]);
  });

  test('lets the kiosk and the district meet only in shared', () => {
    const crossings = Object.entries(rooms).flatMap(([room, allowed]) =>
      allowed
        .filter((target) => sideOf(room) && sideOf(target) && sideOf(room) !== sideOf(target))
        .map((target) => `${room} -> ${target}`),
    );
    expect(crossings).toEqual([]);
  });
});

/** The kiosk's or the district's side of the house; `undefined` for what serves both. */
function sideOf(room: string): string | undefined {
  const top = room.split('/')[0] ?? '';
  if (top === 'electron' || top === 'renderer') return 'kiosk';
  return top === 'district' ? 'district' : undefined;
}

const sampleDeclared: DeclaredPackages = {
  root: new Set(['better-sqlite3', 'electron', 'fastify', 'svelte', 'vitest', 'zod', 'uuid']),
  district: new Set(['fastify', 'pg', 'zod']),
  districtDevelopment: new Set(['@types/pg']),
};
const offencesIn = (path: string, source: string): string[] =>
  importOffences(path, source, sampleDeclared);

describe('the import rule', () => {
  test.each([
    ['static', `import { journal } from '../../district/domain/journal.ts';`],
    ['type-only', `import type { Journal } from '../../district/domain/journal.ts';`],
    ['dynamic', `const it = await import('../../district/domain/journal.ts');`],
    ['re-export', `export * from '../../district/domain/journal.ts';`],
    ['import type', `let it: import('../../district/domain/journal.ts').Journal;`],
    ['require', `const it = require('../../district/domain/journal.ts');`],
  ])('sees a %s import across the border', (_, source) => {
    expect(offencesIn('electron/core/survey.ts', source)).toEqual([
      'electron/core/survey.ts:1: electron/core may not import district/domain (district/domain/journal.ts).',
    ]);
  });

  test('sees imports in a Svelte script and in its template', () => {
    const page = `<script lang="ts">
  import Database from 'better-sqlite3';
  const label: string = 'x';
</script>
{#await import('../../electron/core/survey.ts') then survey}{label}{survey}{/await}
`;
    expect(offencesIn('renderer/citizen/Rating.svelte', page)).toEqual([
      'renderer/citizen/Rating.svelte:2: renderer/citizen may not use the package better-sqlite3; only electron/store may.',
      'renderer/citizen/Rating.svelte:5: renderer/citizen may not import electron/core (electron/core/survey.ts).',
    ]);
  });

  test('does not take comments and texts for imports', () => {
    const source = `// import 'electron';\nexport const text = "import 'electron'";\n`;
    expect(offencesIn('electron/core/survey.ts', source)).toEqual([]);
  });

  test.each([
    ['electron/store/open.ts', `import Database from 'better-sqlite3';`],
    ['electron/store/open.ts', `import type { Journal } from '../core/journal.ts';`],
    ['electron/store/open.test.ts', `import { test } from 'vitest';`],
    ['electron/store/open.test.ts', `import { folder } from '../../tests/support/folder.ts';`],
    ['electron/store/open.test.ts', `import { clock } from '../core/testing/clock.ts';`],
    ['renderer/bridge-port.test.ts', `import { connect } from './bridge.ts';`],
    ['renderer/citizen/view.ts', `import image from './face.svg?raw';`],
  ])('lets %s write %s', (path, source) => {
    expect(offencesIn(path, source)).toEqual([]);
  });

  test.each([
    ['core may not know its store', 'electron/core/a.ts', `import '../store/open.ts';`],
    ['shared is pure', 'shared/rules/a.ts', `import 'node:fs';`],
    ['model stands below rules', 'shared/model/a.ts', `import '../rules/rate.ts';`],
    ['a unit test stays in its room', 'electron/sync/a.test.ts', `import '../store/open.ts';`],
    ['the product needs no test double', 'electron/core/a.ts', `import './testing/clock.ts';`],
    ['product code needs no test package', 'electron/core/a.ts', `import 'vitest';`],
    ['a package must be in the table', 'electron/core/a.ts', `import 'left-pad';`],
    ['a target must be in a room', 'electron/core/a.ts', `import '../elsewhere/a.ts';`],
    ['a test must be in a room', 'renderer/other-bridge.test.ts', ``],
    ['a file must be in a room', 'electron/elsewhere.ts', ``],
    ['an import must name its module', 'electron/core/a.ts', `await import(name);`],
    ['the district declares its own', 'district/domain/a.ts', `import 'uuid';`],
    ['shared is declared on both sides', 'shared/model/a.ts', `import 'uuid';`],
    ['a package must be declared', 'electron/sync/a.ts', `import 'cockatiel';`],
  ])('%s', (_, path, source) => {
    expect(offencesIn(path, source)).toHaveLength(1);
  });
});

describe('the text rule', () => {
  const offences = (text: string | Buffer): string[] => textOffences('a.ts', Buffer.from(text));

  test.each([
    ['a banned word', `// ${'TO'}${'DO'}: later\n`],
    ['a check switched off', `// @ts-${'ignore'}\n`],
    ['a decomposed letter', 'Ha\u0300i lo\u0300ng\n'],
    ['a carriage return', 'a\r\n'],
    ['no final newline', 'a'],
    ['a byte order mark', '\uFEFFa\n'],
    ['broken UTF-8', Buffer.from([0xc3, 0x28, 0x0a])],
    ['one line too many', 'a\n'.repeat(fileLinesMax + 1)],
  ])('refuses %s', (_, text) => {
    expect(offences(text)).toHaveLength(1);
  });

  test.each([
    ['the longest file', 'a\n'.repeat(fileLinesMax)],
    ['a word that contains a banned one', 'TODOS and mastodon\n'],
    ['Vietnamese', 'Hài lòng\n'],
    ['a picture', Buffer.from([0x89, 0x50, 0x00, 0x0d])],
    ['an empty file', ''],
  ])('accepts %s', (_, text) => {
    expect(offences(text)).toEqual([]);
  });
});

describe('the skip rule', () => {
  test.each([
    `test.${'skip'}('name', () => {});`,
    `describe.${'only'}('name', () => {});`,
    `it.${'todo'}('name');`,
    `test.${'skipIf'}(process.env.CI)('name', () => {});`,
    `ctx.${'skip'}();`,
    `ctx.${'skip'}('');`,
    `ctx.${'skip'}(a === b);`,
  ])('refuses %s', (source) => {
    expect(skipOffences('a.test.ts', source)).toHaveLength(1);
  });

  test.each([
    `ctx.${'skip'}('no browser here');`,
    `ctx.${'skip'}(reason);`,
    `test.${'skip'}(missing !== undefined, missing);`,
    `test.${'skip'}(true, 'because ' + why);`,
  ])('accepts %s', (source) => {
    expect(skipOffences('a.test.ts', source)).toEqual([]);
  });
});

describe('the lock rule', () => {
  const lockOf = (packagesOfLock: Lock['packages']): Lock => ({ packages: packagesOfLock });

  test('refuses an optional package without an entry', () => {
    const lock = lockOf({ 'node_modules/a': { optionalDependencies: { 'a-win32': '1.0.0' } } });
    expect(lockOffences(lock)).toHaveLength(1);
  });

  test('refuses the address of a registry', () => {
    const lock = lockOf({ 'node_modules/a': { resolved: 'https://registry.example/a.tgz' } });
    expect(lockOffences(lock)).toHaveLength(1);
  });

  test.each([
    'node_modules/a-win32',
    'node_modules/a/node_modules/a-win32',
    'district/node_modules/a-win32',
  ])('finds an optional package at %s', (place) => {
    const owner = place.startsWith('district') ? 'district' : 'node_modules/a';
    const lock = lockOf({ [owner]: { optionalDependencies: { 'a-win32': '1.0.0' } }, [place]: {} });
    expect(lockOffences(lock)).toEqual([]);
  });
});

describe('the search for texts that nobody asks for', () => {
  const texts = ["  'care.restartSure': 'Restart?',\n  'care.old': 'Old',\n"];
  const cases = [
    ['a key in full', "t('care.old'); t('care.restartSure')", []],
    ['a key with a hole', "t('care.old'); t(`care.${way}Sure`)", []],
    ['a key with a hole inside another template', "`${t('care.old')} ${t(`care.${way}Sure`)}`", []],
    ['only one of two', 't(`care.${way}Sure`)', ['care.old']],
    ['a template that is nothing but a hole', 't(`${way}`)', ['care.restartSure', 'care.old']],
  ] as const;
  test.each(cases)('%s', (_name, source, unused) => {
    expect(unusedKeys(texts, [source])).toEqual(unused);
  });
});
