import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repository } from '../setup/run-tool.ts';

/** Where the text for the package is written; electron-builder.yml copies it from there. */
export const licencesPath = 'out/licences/third-party-licences.md';

/** Shipped beside the bundles, so in no bundle's list: files in our own folder, named by their package. */
const besideBundles = ['better-sqlite3', '@fontsource/be-vietnam-pro'];

const head = `# Third-party licences

The kiosk is made with the works of others. Their licences:
`;

/** SQLite is inside the database module and asks for nothing; that it is there is said all the same. */
const sqlite = `## SQLite - inside better-sqlite3 (public domain)

The authors of SQLite have dedicated it to the public domain: https://sqlite.org/copyright.html
`;

/**
 * One text of all licences: what the bundlers of main process and pages wrote down about what they bundled (`lists`),
 * each package once, and what is shipped beside the bundles.
 */
export async function gatherLicences(lists: readonly string[]): Promise<string> {
  const sections = new Map<string, string>();
  for (const list of lists) {
    for (const [name, text] of sectionsOf(await readFile(list, 'utf8'))) sections.set(name, text);
  }
  for (const name of besideBundles) {
    const [title, text] = await sectionOfPackage(name);
    sections.set(title, text);
  }
  const sorted = [...sections.entries()].sort(([one], [other]) => (one < other ? -1 : 1));
  return [head, ...sorted.map(([, text]) => text), sqlite].join('\n');
}

/** The lists that the build of the pages left beside them, one a page. */
export async function pageLists(): Promise<readonly string[]> {
  const folder = join(repository, 'out/renderer');
  const names = await readdir(folder);
  return names.filter((name) => /^licences-\w+\.md$/.test(name)).map((name) => join(folder, name));
}

export async function writeLicences(): Promise<void> {
  const target = join(repository, licencesPath);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(
    target,
    await gatherLicences([join(repository, 'out/main/licences.md'), ...(await pageLists())]),
  );
}

/** Vite's list: one heading a package, `## name - version (licence)`, its text below it. */
function sectionsOf(list: string): [name: string, text: string][] {
  return list
    .split(/^(?=## \S+ - \d)/m)
    .slice(1)
    .map((text) => [/^## (\S+ - \S+)/.exec(text)?.[1] ?? '', `${text.trim()}\n`]);
}

async function sectionOfPackage(name: string): Promise<[title: string, text: string]> {
  const folder = join(repository, 'node_modules', name);
  const packageFile = await readFile(join(folder, 'package.json'), 'utf8');
  const { version, license } = JSON.parse(packageFile) as Record<string, unknown>;
  const text = await readFile(join(folder, 'LICENSE'), 'utf8');
  const title = `${name} - ${String(version)}`;
  return [title, `## ${title} (${String(license)})\n\n${text.trim()}\n`];
}
