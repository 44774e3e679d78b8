import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { wayIn, type Corner } from '../../renderer/citizen/way-in/corner-pattern.ts';
import { tapShieldMs } from '../../shared/limits.ts';
import { expect } from '../support/browser-test.ts';

/** The technician's page in a real browser, used as a technician uses it: by touch, without a keyboard. */

/** Touches the corners of the hidden pattern. */
export async function touchCorners(page: Page, corners: readonly Corner[] = wayIn): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  for (const corner of corners) {
    const x = corner.endsWith('left') ? 6 : width - 6;
    const y = corner.startsWith('top') ? 6 : height - 6;
    await page.touchscreen.tap(x, y);
  }
}

/** Waits until a fresh screen takes touches. */
export async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(tapShieldMs + 50);
}

/** Touches buttons one after another, each on a screen that has come to rest. */
export async function press(page: Page, ...names: (string | RegExp)[]): Promise<void> {
  for (const name of names) {
    const button = page.getByRole('button', { name, exact: true });
    await expect(button).toBeVisible();
    await settle(page);
    await button.tap();
  }
}

/** Digits of the pad; it takes them as fast as they come. */
export async function typeDigits(page: Page, digits: string): Promise<void> {
  await settle(page);
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).tap();
}

/** The PIN at the door, once the pad is there. */
export async function enterPin(page: Page, pin: string): Promise<void> {
  await expect(page.getByRole('dialog')).toBeVisible();
  await typeDigits(page, pin);
  await page.getByRole('button', { name: 'Mở', exact: true }).tap();
}

export const heading = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('heading', { name });

/** Writes into a field by the keys on the screen, after whatever stands there was erased. */
export async function writeByTouch(page: Page, label: string, text: string): Promise<void> {
  await typeByTouch(page, label, text);
  await page.locator('.keyboard').getByRole('button', { name: 'Xong', exact: true }).tap();
  await expect(page.locator('.keyboard')).toBeHidden();
}

/** The same, with the keyboard still there. */
export async function typeByTouch(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await settle(page);
  await field.tap();
  const keyboard = page.locator('.keyboard');
  await expect(keyboard).toBeVisible();
  await settle(page);
  await field.evaluate((input: HTMLInputElement) => input.select());
  const key = (name: string): Locator => keyboard.getByRole('button', { name, exact: true });
  for (const sign of text.toLowerCase()) {
    if ((await key(sign).count()) === 0) {
      await key(/[a-z]/.test(sign) ? 'abc, chữ cái' : '123, số và dấu câu').tap();
    }
    await key(sign).tap();
  }
  await expect(field).toHaveValue(text);
}

export async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expect(scrollWidth).toBe(clientWidth);
}

/** That the first start stands at a step. */
export async function expectStep(page: Page, number: number, name: string): Promise<void> {
  await expect(heading(page, `Bước ${number} trên 9: ${name}`)).toBeVisible();
}
