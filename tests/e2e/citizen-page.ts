import type { Locator, Page } from '@playwright/test';
import { tapShieldMs } from '../../shared/limits.ts';
import { signedInDesk } from '../support/clients.ts';
import { expect } from '../support/browser-test.ts';
import type { ServedKiosk } from '../support/served-kiosk.ts';

/** The citizen's window in a real browser, used as a citizen uses it: by touch. */

const procedure = '2.000815';

type Launch = Parameters<Awaited<ReturnType<typeof signedInDesk>>['launch']>[0];

/** Hands over a dossier at the desk and invites its owner; gives the survey's id. */
export async function handOver(
  served: ServedKiosk,
  tail: string,
  change: Partial<Launch> = {},
): Promise<string> {
  const desk = await signedInDesk(served.desk);
  const { dossierPrefix } = await desk.station();
  const dossier = `${dossierPrefix ?? ''}${tail}`;
  return (await desk.launch({ dossier, procedure, ...change })).survey;
}

export async function statusAtDesk(served: ServedKiosk, survey: string): Promise<string> {
  return (await (await signedInDesk(served.desk)).status({ survey })).status;
}

export const screen = (page: Page, name: string): Locator =>
  page.locator(`[data-screen="${name}"]`);

export const level = (page: Page, value: number): Locator =>
  page.locator(`[data-level="${value}"]`);

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name });

/** Waits for a screen and for its shield to have passed. */
export async function arriveAt(page: Page, name: string): Promise<void> {
  await expect(screen(page, name)).toBeVisible();
  await page.waitForTimeout(tapShieldMs + 50);
}

/** Goes from the attract screen to the levels without a dossier. */
export async function walkIn(page: Page): Promise<void> {
  await arriveAt(page, 'attract');
  await button(page, 'Đánh giá ngay').tap();
  await arriveAt(page, 'rating');
}

/** Every request to one of the bridge's procedures, from now on. */
export function callsTo(page: Page, name: string): string[] {
  const calls: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith(`/rpc/${name}`)) calls.push(request.postData() ?? '');
  });
  return calls;
}
