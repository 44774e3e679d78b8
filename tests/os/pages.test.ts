import { expect, test } from 'vitest';
import { contentOf, projectFiles } from '../tidy/files.ts';

/** Pages that stand in a kiosk. The office's own pages may ask for files: they are opened on an office PC. */
const kioskPages = projectFiles().filter(
  (path) => /^renderer\/.*\.(svelte|ts|html)$/.test(path) && !/\.test\.ts$/.test(path),
);

/** Ways to a dialog of the system that no shell can close once it is open (ways out 14, 15 and 16). */
const doors = [
  [
    'a file chooser',
    /type=["'{]?\s*["']?file\b|showOpenFilePicker|showSaveFilePicker|showDirectoryPicker/,
  ],
  ['a print dialog', /\bwindow\.print\s*\(|\bprint\(\)/],
  ['a download', /<a\b[^>]*\bdownload\b|\.download\s*=/],
  ['a dialog of the browser', /\b(?:window\.)?(?:alert|confirm|prompt)\s*\(/],
] as const;

test.each(doors)('no page of the kiosk opens %s', (_, pattern) => {
  expect(kioskPages.length).toBeGreaterThan(20);
  expect(kioskPages.filter((path) => pattern.test(contentOf(path).toString('utf8')))).toEqual([]);
});
