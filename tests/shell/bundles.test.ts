import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, resolve } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { importsOf } from '../tidy/imports.ts';
import { builtFile, buildMissing } from './built-files.ts';

/** The packages that a built file and the chunks it brings along still load at run time. */
function packagesOf(file: string): string[] {
  const [packages, seen] = [new Set<string>(), new Set<string>()];
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { specifier = '' } of importsOf(path, readFileSync(path, 'utf8'))) {
      if (specifier.startsWith('.')) visit(resolve(dirname(path), specifier));
      else if (!isBuiltin(specifier)) packages.add(specifier);
    }
  };
  visit(builtFile(`main/${file}`));
  return [...packages].sort();
}

beforeEach((context) => {
  const missing = buildMissing();
  if (missing) context.skip(missing);
});

test('the built main process loads electron and nothing else', () => {
  expect(packagesOf('main.js')).toEqual(['electron']);
});

test.each(['worker.js', 'catalogue-builder.js'])(
  'the built %s loads the database module and nothing else',
  (file) => {
    expect(packagesOf(file)).toEqual(['better-sqlite3']);
  },
);

test('the built thread that checks PINs carries all it needs', () => {
  expect(packagesOf('pin-thread.js')).toEqual([]);
});
