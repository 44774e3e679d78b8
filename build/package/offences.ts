import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { wantedFuses } from './fuses.ts';
import { looseText, sizeOf, type Packed } from './packed.ts';

/** Unpacked size without Electron itself: archive, native module, licences, the scripts of the lock. */
export const packedBytesMax = 12 * 1024 * 1024;

/** All that may be in the archive. What is not in here is refused, whatever it is. */
const allowed: readonly RegExp[] = [
  /^package\.json$/,
  /^out\/main\/(?:chunks\/)?[\w.-]+\.js$/,
  /^out\/preload\/preload\.cjs$/,
  /^out\/renderer\/[a-z]+\/index\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(?:js|css|woff2|svg|png)$/,
  /^out\/catalogue\.ndjson\.gz$/,
  /^node_modules\/better-sqlite3\/(?:LICENSE|package\.json|lib\/[\w./-]+\.js)$/,
  /^node_modules\/better-sqlite3\/prebuilds\/[\w-]+\.node$/,
];

const fontSubsets = ['latin', 'latin-ext', 'vietnamese'];
const languages = ['en-US', 'vi'];
const licencesFile = 'third-party-licences.md';

/** Every fault of a packed program, each a sentence. */
export async function offencesOf(packed: Packed): Promise<readonly string[]> {
  return [
    ...(await fuseOffences(packed)),
    ...contentOffences(packed),
    ...sourceMapOffences(packed),
    ...nativeOffences(packed),
    ...fontOffences(packed),
    ...languageOffences(packed),
    ...pageOffences(packed),
    ...licenceOffences(packed),
    ...sizeOffences(packed),
  ];
}

async function fuseOffences({ folder, program }: Packed): Promise<string[]> {
  if (program === null) return ['The program is missing: no hai-long beside the resources.'];
  const wire = await getCurrentFuseWire(join(folder, program)).catch(() => null);
  if (wire === null) return [`${program} has no fuses: it is not Electron, or they were stripped.`];
  return [...wantedFuses].flatMap(([name, wanted]) => {
    const state = wire[FuseV1Options[name as keyof typeof FuseV1Options]];
    const is = state === FuseState.ENABLE;
    return is === wanted ? [] : [`Fuse ${name} is ${word(is)}; it must be ${word(wanted)}.`];
  });
}

const word = (on: boolean): string => (on ? 'on' : 'off');

function contentOffences({ archived, text }: Packed): string[] {
  const strange = archived
    .filter((path) => !allowed.some((pattern) => pattern.test(path)))
    .map(strangerOffence);
  // One sentence a package, not one a file.
  const offences = [...new Set(strange)];
  const { main } = JSON.parse(text('package.json')) as { main?: string };
  if (main === undefined || !archived.includes(main)) {
    offences.push(`package.json names ${String(main)} as its start, which is not in the package.`);
  }
  return offences;
}

function strangerOffence(path: string): string {
  if (path.endsWith('.map')) return `${path} is a source map: the sources would ship with it.`;
  const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  return name === undefined || name === 'better-sqlite3'
    ? `${path} is in the package, and nobody asked for it.`
    : `The package ${name} is shipped; only better-sqlite3 is needed at run time.`;
}

function sourceMapOffences({ archived, text }: Packed): string[] {
  return archived
    .filter((path) => /^out\/.*\.(?:c?js|css)$/.test(path))
    .filter((path) => /[#@]\s*sourceMappingURL=/.test(text(path)))
    .map((path) => `${path} points to a source map.`);
}

function nativeOffences({ archived, loose }: Packed): string[] {
  const inside = archived.filter((path) => path.endsWith('.node'));
  const outside = loose.filter((path) => path.endsWith('.node'));
  if (inside.length !== 1) {
    return [`The package has ${inside.length} database libraries; one is loaded, one is needed.`];
  }
  const [only = ''] = inside;
  return outside.includes(`resources/app.asar.unpacked/${only}`)
    ? []
    : [`${only} lies inside the archive, from where no system can load it.`];
}

function fontOffences({ archived }: Packed): string[] {
  const fonts = archived.filter((path) => path.endsWith('.woff2'));
  const subsets = new Set(
    fonts.map((path) => /-(latin|latin-ext|vietnamese)-\d{3}-normal/.exec(path)?.[1] ?? path),
  );
  const missing = fontSubsets.filter((subset) => !subsets.has(subset));
  const strange = [...subsets].filter((subset) => !fontSubsets.includes(subset));
  return [
    ...missing.map((subset) => `The fonts lack the subset ${subset}.`),
    ...strange.map((path) => `${path} is a font of a subset that no text here needs.`),
  ];
}

function languageOffences({ loose }: Packed): string[] {
  const found = loose.flatMap((path) => /^locales\/(.+)\.pak$/.exec(path)?.[1] ?? []);
  const wrong = found.filter((language) => !languages.includes(language));
  const missing = languages.filter((language) => !found.includes(language));
  return [
    ...(wrong.length === 0 ? [] : [`Electron’s texts in ${wrong.join(', ')} are shipped unread.`]),
    ...missing.map((language) => `Electron’s texts in ${language} are missing.`),
  ];
}

function pageOffences({ archived, text }: Packed): string[] {
  const scripts = archived.filter((path) => /^out\/main\/.*\.js$/.test(path)).map(text);
  const policy = scripts.some((script) => script.includes("default-src 'none'"));
  const loose = scripts.some((script) => /'unsafe-(?:inline|eval)'/.test(script));
  const pages = archived.filter((path) => path.endsWith('.html'));
  return [
    ...(policy ? [] : ['The program sends no content security policy with its pages.']),
    ...(loose ? ['The content security policy allows code written into a page.'] : []),
    ...(pages.length === 0 ? ['There is no page in the package.'] : []),
    ...pages.flatMap((path) => markupOffences(path, text(path))),
  ];
}

/** The policy would refuse it at run time: a page that needs it would stand there half dead. */
function markupOffences(path: string, markup: string): string[] {
  const offences: string[] = [];
  if (/<script(?![^>]*\bsrc=)[^>]*>/.test(markup)) offences.push(`${path} has a script inside it.`);
  if (/<style\b|\sstyle=|\son[a-z]+=/i.test(markup)) {
    offences.push(`${path} has a style or a handler inside it.`);
  }
  if (/\b(?:src|href)=["']?(?:https?:)?\/\//.test(markup)) {
    offences.push(`${path} loads something from another server.`);
  }
  return offences;
}

function licenceOffences(packed: Packed): string[] {
  const wanted = [licencesFile, 'LICENSE.electron.txt', 'LICENSES.chromium.html'];
  const missing = wanted
    .filter((path) => !packed.loose.includes(path))
    .map((path) => `${path} is missing: others’ works may not be shipped without their licences.`);
  if (!packed.loose.includes(licencesFile)) return missing;
  const text = looseText(packed, licencesFile);
  const unnamed = ['better-sqlite3', 'SQLite', '@fontsource/be-vietnam-pro', 'svelte', 'zod']
    .filter((name) => !text.includes(`## ${name} - `))
    .map((name) => `${licencesFile} says nothing of ${name}.`);
  return [...missing, ...unnamed];
}

function sizeOffences(packed: Packed): string[] {
  const ours = packed.loose.filter(
    (path) => path.startsWith('resources/') || path === licencesFile,
  );
  const bytes = ours.reduce((sum, path) => sum + sizeOf(packed, path), 0);
  if (bytes <= packedBytesMax) return [];
  return [
    `The package has ${inMegabytes(bytes)} without Electron; ${inMegabytes(packedBytesMax)} is the most.`,
  ];
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
