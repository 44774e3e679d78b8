import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { importsOf } from '../tidy/imports.ts';
import { builtFile, buildMissing } from './built-files.ts';

/** The packages a built file still loads at run time. */
function packagesOf(file: string): string[] {
  const path = builtFile(`main/${file}`);
  const specifiers = importsOf(path, readFileSync(path, 'utf8')).map(
    ({ specifier = '' }) => specifier,
  );
  const outside = specifiers.filter((name) => !name.startsWith('.') && !isBuiltin(name));
  return [...new Set(outside)].sort();
}

beforeEach((context) => {
  const missing = buildMissing();
  if (missing) context.skip(missing);
});

test('the built main process loads electron and nothing else', () => {
  expect(packagesOf('main.js')).toEqual(['electron']);
});

test('the built worker loads the database module and nothing else', () => {
  expect(packagesOf('worker.js')).toEqual(['better-sqlite3']);
});

test('what main and worker share loads nothing', () => {
  const chunks = readdirSync(builtFile('main/chunks'));
  expect(chunks.flatMap((chunk) => packagesOf(join('chunks', chunk)))).toEqual([]);
});
