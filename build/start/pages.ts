import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { root } from './child.ts';

/** A bundle of pages: built again when any of its sources is newer than what was built. */
type Bundle = {
  readonly what: string;
  readonly sources: readonly string[];
  /** A file that exists once the bundle is built. */
  readonly result: string;
  build(): Promise<void>;
};

const bundles: readonly Bundle[] = [
  {
    what: 'the citizen’s and the officer’s pages',
    sources: ['renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json'],
    result: 'out/renderer/citizen/index.html',
    build: async () => {
      const { build: buildElectron } = await import('electron-vite');
      await buildElectron({ root, logLevel: 'warn' });
    },
  },
  {
    what: 'the office’s pages',
    sources: ['district/web', 'shared', 'package-lock.json'],
    result: 'out/district/index.html',
    build: async () => {
      await build({
        configFile: path.join(root, 'district/web/vite.config.ts'),
        root: path.join(root, 'district/web'),
        logLevel: 'warn',
      });
    },
  },
];

/** Builds the pages that are missing or older than their sources. */
export async function ensurePages(say: (line: string) => void): Promise<void> {
  for (const bundle of bundles) {
    if (isFresh(bundle)) continue;
    say(`Building ${bundle.what} …`);
    await bundle.build();
  }
}

function isFresh(bundle: Bundle): boolean {
  const result = path.join(root, bundle.result);
  if (!existsSync(result)) return false;
  const builtMs = statSync(result).mtimeMs;
  return bundle.sources.every((source) => newestMs(path.join(root, source)) <= builtMs);
}

function newestMs(file: string): number {
  const status = statSync(file);
  if (!status.isDirectory()) return status.mtimeMs;
  const within = readdirSync(file).map((name) => newestMs(path.join(file, name)));
  return Math.max(status.mtimeMs, ...within);
}
