import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

/** The pictures of docs/OPERATING.md: small, sharp enough to recognise a screen by, of sample data only. */
const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

export const upright = { width: 1_080, height: 1_920 } as const;
export const desktop = { width: 1_280, height: 800 } as const;

/** How wide a picture is, in pixels: enough to read its headings. */
const widthOf = { upright: 480, desktop: 960 };
const quality = 82;
/** What is just coming or going has done so. */
const restMs = 700;

/** Takes what the window shows as `docs/pictures/name.webp`. */
export async function photograph(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(restMs);
  const { width, height } = page.viewportSize() ?? upright;
  const shown = height > width ? widthOf.upright : widthOf.desktop;
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    ...{ format: 'webp', quality },
    clip: { x: 0, y: 0, width, height, scale: shown / width },
  });
  await session.detach();
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${name}.webp`, Buffer.from(data, 'base64'));
}
