import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildBundles } from '../bundles.ts';
import { root } from './child.ts';

const sources = [
  ...[
    'renderer',
    'shared',
    'electron',
    'district/web',
    'build/page-config.ts',
    'electron.vite.config.ts',
    'officer.vite.config.ts',
    'technician.vite.config.ts',
  ],
  ...['samples', 'district/domain/catalogue'],
];
const results = [
  ...[
    'out/renderer/citizen/index.html',
    'out/renderer/officer/index.html',
    'out/renderer/technician/index.html',
    'out/district/index.html',
  ],
  ...['out/main/catalogue-builder.js', 'out/catalogue.ndjson.gz'],
];

/**
 * Builds the pages when one is missing or older than its sources.
 *
 * @throws Error with the builder's own words when the build fails.
 */
export async function ensurePages(say: (line: string) => void): Promise<void> {
  if (areFresh()) return;
  say('Building the pages …');
  const complaint = await buildBundles();
  if (complaint !== undefined) throw new Error(complaint);
}

function areFresh(): boolean {
  const built = results.map((result) => path.join(root, result));
  if (!built.every(existsSync)) return false;
  const oldestMs = Math.min(...built.map((result) => statSync(result).mtimeMs));
  return sources.every((source) => newestMs(path.join(root, source)) <= oldestMs);
}

function newestMs(file: string): number {
  const status = statSync(file);
  if (!status.isDirectory()) return status.mtimeMs;
  const within = readdirSync(file)
    .filter((name) => name !== 'node_modules')
    .map((name) => newestMs(path.join(file, name)));
  return Math.max(status.mtimeMs, ...within);
}
