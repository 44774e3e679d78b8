import { describe, expect, test } from 'vitest';
import {
  appFileOf,
  homeOf,
  mayFetch,
  mayNavigate,
  pages,
} from '../../electron/lockdown/addresses.ts';
import { attackAddresses } from './attack-addresses.ts';

/** Vectors 15 to 19: every attack string, at every place that decides about an address. */

test('no attack string stands twice', () => {
  expect(new Set(attackAddresses).size).toBe(attackAddresses.length);
});

describe.each(attackAddresses)('%j', (address) => {
  test.each(pages)('is nowhere the %s page goes', (page) => {
    expect(mayNavigate(page, address)).toBe(false);
  });

  test('is no file of ours, unless a parser makes our own address of it', () => {
    const file = appFileOf(address);
    if (file === null) {
      expect(mayFetch(address)).toBe(false);
      return;
    }
    expect(file.path).toMatch(
      /^(?:citizen|officer|technician|assets)\/(?:[A-Za-z0-9_-]+\/)*[A-Za-z0-9_.-]+$/,
    );
  });
});

describe('mayFetch', () => {
  test('lets a page have its files and its empty icon', () => {
    for (const page of pages) expect(mayFetch(homeOf(page))).toBe(true);
    expect(mayFetch('app://citizen/assets/citizen-Bx_1.js')).toBe(true);
    expect(mayFetch('data:,')).toBe(true);
  });

  test.each(['data:,x', 'data:text/html,x', 'data:image/svg+xml,<svg/>', 'DATA:,'])(
    'but not %s',
    (address) => {
      expect(mayFetch(address)).toBe(false);
    },
  );
});
