import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { buildDistrict, type DistrictOptions, type DistrictServer } from '../../district/app.ts';
import { newOfficeLink } from '../../district/domain/office.ts';
import { loadSamples } from '../../district/domain/samples.ts';
import { expect } from '../support/browser-test.ts';

/** The office's pages in a real browser on a real district server, and what each of them is held to. */

/** 22/11/2026, 10:00 in Vietnam, for the server and for the page alike. */
export const nowMs = Date.UTC(2026, 10, 22, 3);
export const user = 'van-phong';
/** A desk and a telephone. */
export const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;

/** A district server in memory with the samples in it, listening on this machine. */
export async function startDistrict(
  options: Pick<DistrictOptions, 'now' | 'releaseKeys'> = {},
): Promise<{ readonly district: DistrictServer; readonly address: string }> {
  const built = await buildDistrict({ postgres: null, data: null, now: () => nowMs, ...options });
  if (!built.ok) throw new Error(built.problem.en);
  const district = built.value;
  await loadSamples(district.store, district.now, 'samples');
  const address = await district.http.listen({ host: '127.0.0.1', port: 0 });
  return { district, address };
}

/** Opens the pages by a fresh one-time link. */
export async function signInByLink(
  page: Page,
  { district, address }: { readonly district: DistrictServer; readonly address: string },
): Promise<void> {
  await page.clock.setFixedTime(nowMs);
  await page.goto(`${address}/#link=${await newOfficeLink(district.store, district.now, user)}`);
  await expect(page.getByRole('navigation')).toBeVisible();
}

/** Another page of the office, by its name in the navigation. */
export async function turnTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
}

/** What stands under a heading. */
export function section(page: Page, heading: string) {
  return page.locator('section', {
    has: page.getByRole('heading', { name: heading, exact: true }),
  });
}

/** Nothing runs off the page sideways, and axe finds nothing. `what` names the picture in a failure. */
export async function expectInOrder(page: Page, what = page.url()): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  expect(found, what).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, what).toBe(0);
}
