import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '../support/browser-test.ts';
import { button } from './citizen-page.ts';

/** What every citizen's screen is held to: axe in every display and language, sizes for a hand and an eye. */

const targetMinMm = 14;
const gapMinMm = 4;
const textMinMm = 3.5;

const languages = [
  ['Tiếng Việt', 'vi'],
  ['English', 'en'],
] as const;
const displays = ['default', 'dark', 'light', 'lowGlare'] as const;

/** The screen now shown: everything in both languages, and in every display what a display changes. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const [name, language] of languages) {
    await button(page, name).tap();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const [at, display] of displays.entries()) {
      await page.locator('nav [role=group]').nth(2).getByRole('button').nth(at).tap();
      await expect(page.locator('html')).toHaveAttribute('data-display', display);
      const axe = new AxeBuilder({ page });
      if (display !== 'default') axe.withRules(['color-contrast', 'color-contrast-enhanced']);
      const { violations } = await axe.analyze();
      const found = violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]);
      expect(found, `${language} ${display}`).toEqual([]);
    }
  }
  await button(page, languages[0][0]).tap();
}

/** Targets large enough for a hand and far enough apart, type large enough for an eye. `mm` in CSS pixels. */
export async function expectSizes(page: Page, mm: number, targets = 'button'): Promise<void> {
  // Of what scrolls, only the part that can be seen has neighbours.
  const all = await page.locator(targets).evaluateAll((found) =>
    found.map((it) => {
      const { x, y, bottom, width, height } = it.getBoundingClientRect();
      const room = it.closest('.scrolling')?.getBoundingClientRect();
      const top = Math.max(y, room?.top ?? y);
      const seen = { y: top, height: Math.min(bottom, room?.bottom ?? bottom) - top };
      return { x, width, ...seen, least: Math.min(width, height), name: it.textContent.trim() };
    }),
  );
  const boxes = all.filter(({ height }) => height > 0);
  for (const box of boxes) {
    expect(box.least / mm, box.name).toBeGreaterThanOrEqual(targetMinMm - 0.1);
  }
  for (const [at, one] of boxes.entries()) {
    for (const other of boxes.slice(at + 1)) {
      const besides = Math.max(other.x - one.x - one.width, one.x - other.x - other.width);
      const below = Math.max(other.y - one.y - one.height, one.y - other.y - other.height);
      const gap = Math.max(besides, below) / mm;
      expect(gap, `${one.name} / ${other.name}`).toBeGreaterThanOrEqual(gapMinMm - 0.1);
    }
  }
  expect(await smallestTypeMm(page, mm)).toBeGreaterThanOrEqual(textMinMm);
}

/** From the baseline to the top of a "d", measured in the face that is really used. */
export async function smallestTypeMm(page: Page, mm: number, selector = 'body *'): Promise<number> {
  const pixels = await page.evaluate((all) => {
    const pen = document.createElement('canvas').getContext('2d');
    const texts = [...document.querySelectorAll(all)].filter((it) =>
      [...it.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()),
    );
    const heights = texts.map((it) => {
      const { fontSize, fontWeight } = getComputedStyle(it);
      if (pen === null) return 0;
      pen.font = `${fontWeight} ${fontSize} 'Be Vietnam Pro'`;
      return pen.measureText('d').actualBoundingBoxAscent;
    });
    return Math.min(...heights);
  }, selector);
  return pixels / mm;
}
