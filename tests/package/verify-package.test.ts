import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  flipFuses,
  FuseState,
  FuseV1Options,
  FuseVersion,
  getCurrentFuseWire,
} from '@electron/fuses';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { offencesOf, packedBytesMax } from '../../build/package/offences.ts';
import { openPacked } from '../../build/package/packed.ts';
import { skipWithout } from '../support/skip.ts';
import { changeArchive, packingMissing, packKiosk, verify, type Workshop } from './packed-kiosk.ts';

let workshop: Workshop | null = null;

beforeAll(async () => {
  if (packingMissing() === undefined) workshop = await packKiosk();
});
afterAll(() => workshop?.close());
beforeEach((context) => skipWithout(context, packingMissing()));

/** A change to the packed folder or, by `archive`, to what is in its archive. */
type Fault = readonly [
  what: string,
  sentence: RegExp,
  how:
    { packed: (folder: string) => unknown } | { archive: (app: string) => void; unpack?: string },
];

const put = (folder: string, path: string, content: string): void => {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
};
const change = (file: string, from: RegExp, to: string): void =>
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
const citizen = (app: string): string => join(app, 'out/renderer/citizen/index.html');
const everyScript = (app: string, from: RegExp, to: string): void => {
  const { archived } = required(openPacked(join(app, '..')));
  for (const path of archived.filter((one) => /^out\/main\/.*\.js$/.test(one))) {
    change(join(app, path), from, to);
  }
};

const faults: readonly Fault[] = [
  ...Object.entries(FuseV1Options)
    .filter((entry): entry is [string, FuseV1Options] => typeof entry[1] === 'number')
    .map(([name, option]): Fault => [
      `fuse ${name} the other way round`,
      new RegExp(`^Fuse ${name} is (on|off); it must be (on|off)\\.$`),
      { packed: (folder) => flipOne(folder, option) },
    ]),
  ['no fuses at all', /^hai-long has no fuses/, { packed: (at) => put(at, 'hai-long', 'no wire') }],
  ['no program', /^The program is missing/, { packed: (at) => rmSync(join(at, 'hai-long')) }],
  [
    'a source map',
    /citizen\.js\.map is a source map/,
    { archive: (app) => put(app, 'out/renderer/assets/citizen.js.map', '{}') },
  ],
  [
    'a pointer to a source map',
    /out\/main\/main\.js points to a source map/,
    { archive: (app) => appendFileSync(join(app, 'out/main/main.js'), '//# sourceMappingURL=x\n') },
  ],
  [
    'a development package',
    /^The package vitest is shipped/,
    { archive: (app) => put(app, 'node_modules/vitest/index.js', '') },
  ],
  [
    'a scoped development package',
    /^The package @electron\/asar is shipped/,
    { archive: (app) => put(app, 'node_modules/@electron/asar/index.js', '') },
  ],
  ['somebody’s keys', /^\.env is in the package/, { archive: (app) => put(app, '.env', 'KEY=1') }],
  ['sources', /main\.ts is in the package/, { archive: (app) => put(app, 'electron/main.ts', '') }],
  [
    'a start that is not there',
    /^package\.json names out\/main\/main\.js/,
    { archive: (app) => rmSync(join(app, 'out/main/main.js')) },
  ],
  [
    'a second database library',
    /^The package has 2 database libraries/,
    {
      archive: (app) => put(app, 'node_modules/better-sqlite3/prebuilds/win32-x64.node', 'another'),
    },
  ],
  [
    'a database library inside the archive',
    /lies inside the archive/,
    { archive: () => undefined, unpack: '*.none' },
  ],
  [
    'a font nobody reads',
    /cyrillic-400-normal-x\.woff2 is a font of a subset/,
    {
      archive: (app) =>
        put(app, 'out/renderer/assets/be-vietnam-pro-cyrillic-400-normal-x.woff2', ''),
    },
  ],
  [
    'a language nobody reads',
    /^Electron’s texts in de are shipped unread/,
    { packed: (at) => put(at, 'locales/de.pak', '') },
  ],
  [
    'Vietnamese left out',
    /^Electron’s texts in vi are missing/,
    { packed: (at) => rmSync(join(at, 'locales/vi.pak')) },
  ],
  [
    'a script inside a page',
    /citizen\/index\.html has a script inside it/,
    { archive: (app) => change(citizen(app), /<\/head>/, '<script>alert(1)</script></head>') },
  ],
  [
    'a handler inside a page',
    /citizen\/index\.html has a style or a handler inside it/,
    { archive: (app) => change(citizen(app), /<body/, '<body onload="x()"') },
  ],
  [
    'a page that loads from elsewhere',
    /citizen\/index\.html loads something from another server/,
    {
      archive: (app) =>
        change(citizen(app), /<\/head>/, '<link href="https://example.org/a.css"></head>'),
    },
  ],
  [
    'no content security policy',
    /^The program sends no content security policy/,
    { archive: (app) => everyScript(app, /default-src 'none'/g, "default-src 'self'") },
  ],
  [
    'a loosened content security policy',
    /allows code written into a page/,
    {
      archive: (app) => everyScript(app, /script-src 'self'/g, "script-src 'self' 'unsafe-inline'"),
    },
  ],
  [
    'no licences',
    /^third-party-licences\.md is missing/,
    { packed: (at) => rmSync(join(at, 'third-party-licences.md')) },
  ],
  [
    'Chromium’s licences left out',
    /^LICENSES\.chromium\.html is missing/,
    { packed: (at) => rmSync(join(at, 'LICENSES.chromium.html')) },
  ],
  [
    'a licence left out',
    /says nothing of svelte\.$/,
    { packed: (at) => change(join(at, 'third-party-licences.md'), /## svelte - /, '## other - ') },
  ],
  [
    'too much of everything',
    /^The package has \d+\.\d MB without Electron; 12\.0 MB is the most/,
    { packed: (at) => put(at, 'resources/big', 'x'.repeat(packedBytesMax)) },
  ],
];

describe('verify-package', () => {
  test('finds nothing wrong with the kiosk as it is packed', async () => {
    const packed = workshop?.copy() ?? '';
    const { code, output } = await verify(packed);
    expect({ code, output: output.trim() }).toEqual({
      code: 0,
      output: `${packed} is as it must be.`,
    });
  });

  test.each(faults)('refuses %s', async (_, sentence, how) => {
    const packed = workshop?.copy() ?? '';
    if ('packed' in how) await how.packed(packed);
    else await changeArchive(packed, how.archive, how.unpack);
    const offences = await offencesOf(required(openPacked(packed)));
    expect(offences).toEqual([expect.stringMatching(sentence)]);
    rmSync(packed, { recursive: true });
  });

  test('refuses a folder in which nothing was packed', async () => {
    const packed = workshop?.copy() ?? '';
    rmSync(join(packed, 'resources'), { recursive: true });
    const { code, output } = await verify(packed);
    expect(code).toBe(1);
    expect(output).toMatch(/holds no packed program/);
  });

  test('says several faults at once, each in its line', async () => {
    const packed = workshop?.copy() ?? '';
    rmSync(join(packed, 'locales/vi.pak'));
    cpSync(join(packed, 'locales/en-US.pak'), join(packed, 'locales/fr.pak'));
    const { code, output } = await verify(packed);
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(2);
  });
});

/** Turns one fuse to the other side and leaves the others. */
async function flipOne(folder: string, option: FuseV1Options): Promise<void> {
  const program = join(folder, 'hai-long');
  const wire = await getCurrentFuseWire(program);
  const isOn = wire[option] === FuseState.ENABLE;
  await flipFuses(program, { version: FuseVersion.V1, [option]: !isOn });
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error('Nothing is packed there.');
  return value;
}

test('under Windows the program has the name that the lock starts', () => {
  const lock = new URL('../../build/os/windows/settings.json', import.meta.url);
  const { settings } = JSON.parse(readFileSync(lock, 'utf8')) as {
    settings: { id: string; program?: string }[];
  };
  const started = settings.find(({ id }) => id === 'shell.launcher')?.program;
  const name = started?.split('\\').at(-1) ?? '';
  const folder = required(workshop).copy();
  renameSync(join(folder, 'hai-long'), join(folder, name));
  expect(required(openPacked(folder)).program).toBe(name);
  // electron-builder names it after `executableName`, as on Linux.
  const builder = readFileSync(new URL('../../electron-builder.yml', import.meta.url), 'utf8');
  expect(`${/^executableName: (\S+)$/m.exec(builder)?.[1]}.exe`).toBe(name);
});
