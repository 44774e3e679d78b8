import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import type { ServedKiosk } from '../support/served-kiosk.ts';
import {
  announce,
  codeOf,
  dayFromNow,
  deskPins,
  dossier,
  handMs,
  pinField,
  present,
  procedure,
  rate,
  scan,
  startDesk,
  typePin,
} from './officer-page.ts';

/**
 * Every state of the desk in both languages: axe finds nothing, nothing leaves the window, whatever has the focus shows
 * it. With HAILONG_PICTURES=folder each state is photographed for people to look at.
 */

let served: ServedKiosk;

test.beforeEach(async () => {
  served = await startDesk();
});

test.afterEach(async () => {
  await served.remove();
});

const pictures = process.env['HAILONG_PICTURES'];
const languages = [
  ['en', 'English'],
  ['vi', 'Tiếng Việt'],
] as const;

/** What leaves the window sideways, or its own box. */
function faults(): string[] {
  const found: string[] = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  for (const it of document.querySelectorAll<HTMLElement>('button, p, h1, h2, h3, label, kbd')) {
    if (!it.checkVisibility() || it.classList.contains('visually-hidden')) continue;
    const { left, right } = it.getBoundingClientRect();
    const name = it.textContent.trim().slice(0, 40);
    if (left < -1 || right > innerWidth + 1) found.push(`"${name}" leaves the window`);
    if (it.scrollWidth > it.clientWidth + 1 && it.clientWidth > 0) {
      found.push(`"${name}" is wider than its box`);
    }
  }
  return found;
}

async function look(page: Page, name: string): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 };
  for (const [language, button] of languages) {
    const focused = await page.evaluateHandle(() => document.activeElement as HTMLElement | null);
    await page.getByRole('button', { name: button }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await focused.evaluate((it) => it?.focus());
    const { violations } = await new AxeBuilder({ page }).analyze();
    const broken = violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]);
    expect(broken, `${name} ${language}`).toEqual([]);
    expect(await page.evaluate(faults), `${name} ${language}`).toEqual([]);
    if (pictures === undefined) continue;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({
      path: join(pictures, `${name}-${width}-${language}.png`),
      fullPage: true,
    });
  }
}

async function lookAtSignIn(page: Page): Promise<void> {
  await page.goto(served.desk);
  await expect(page.getByRole('button', { name: 'Cán bộ mẫu Hai' })).toBeVisible();
  await look(page, 'officers');
  await page.getByRole('button', { name: 'Cán bộ mẫu Hai' }).click();
  await expect(pinField(page)).toBeFocused();
  await look(page, 'pin');
  for (let tries = 0; tries < 4; tries += 1) {
    await typePin(page, '000000');
    await expect(page.locator('#pin-refusal p')).toBeVisible();
    if (tries === 0) await look(page, 'pin-refused');
  }
  await expect(page.getByRole('timer')).toBeVisible();
  await look(page, 'pin-wait');
  await expect(page.getByRole('timer')).toBeHidden();
  await typePin(page, deskPins.two);
  await expect(dossier(page)).toBeFocused();
  await look(page, 'desk');
}

async function lookAtQuestions(page: Page): Promise<void> {
  await dossier(page).fill('abc');
  await page.keyboard.press('Enter');
  await expect(page.locator('#dossier-refusal p')).toBeVisible();
  await look(page, 'code-refused');
  await dossier(page).fill('975');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 3 })).toBeVisible();
  await look(page, 'which');
  await page.keyboard.press('Escape');
  await dossier(page).fill('0301');
  await page.keyboard.press('Enter');
  await expect(procedure(page)).toBeFocused();
  await page.keyboard.type('dang ky', { delay: handMs });
  await expect(page.getByRole('option', { selected: true })).toBeVisible();
  await look(page, 'procedure');
  await page.keyboard.press('Enter');
  await expect(present(page)).toContainText('… 0301');
  await look(page, 'waiting');
}

async function lookAtSlip(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2');
  await scan(page, codeOf('0400'));
  await expect(page.locator('#apology-title')).toBeVisible();
  await look(page, 'slip');
  await page.keyboard.press('Alt+1');
  await page.locator('.slip button[type=submit]').click();
  await expect(page.locator('#slip-refusal p')).toBeVisible();
  await look(page, 'slip-refused');
  await page.locator('.slip [aria-describedby=cannot-hint]').click();
  await expect(present(page)).toContainText('… 0400');
  await look(page, 'slip-not-recorded');
}

async function lookAtEnds(page: Page): Promise<void> {
  await rate(served, 4);
  await page.keyboard.press('Alt+t');
  await expect(page.locator('.sure')).toBeVisible();
  await look(page, 'withdraw');
  await page.keyboard.press('Enter');
  await expect(page.locator('.sure')).toBeHidden();
  await look(page, 'ended');
  await page.keyboard.press('Alt+k');
  await expect(pinField(page)).toBeFocused();
  await look(page, 'locked');
  await served.kill();
  await expect(page.locator('.notice')).toBeVisible();
  await look(page, 'gone');
}

for (const [width, height] of [
  [400, 800],
  [1_024, 768],
  [1_280, 800],
] as const) {
  test(`every state is accessible and fits ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await announce(served, [
      { number: '0975' },
      { number: '10975', dueOn: dayFromNow(-6) },
      { number: '0400', dueOn: dayFromNow(-12) },
    ]);
    await lookAtSignIn(page);
    await lookAtQuestions(page);
    await lookAtSlip(page);
    await lookAtEnds(page);
  });
}

test('whatever takes the focus by key shows it', async ({ page }) => {
  await page.goto(served.desk);
  await page.getByRole('button', { name: 'Cán bộ mẫu Hai' }).click();
  await typePin(page, deskPins.two);
  await expect(dossier(page)).toBeFocused();
  const seen = new Set<string>();
  for (let tabs = 0; tabs < 14; tabs += 1) {
    await page.keyboard.press('Tab');
    const { name, outline } = await page.evaluate(() => {
      const it = document.activeElement === document.body ? null : document.activeElement;
      const box = it?.closest('.box') ?? it;
      const { outlineStyle, outlineWidth } = getComputedStyle(box ?? document.body);
      const said = it?.getAttribute('id') ?? it?.textContent.trim() ?? '';
      return { name: said, outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth) };
    });
    seen.add(name);
    if (name !== '') expect(outline, name).toBeGreaterThanOrEqual(2);
  }
  expect(seen.size).toBeGreaterThan(7);
});
