import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumLaunchOptions } from '../support/chromium.ts';

/** Chromium as the measurements use it: a touch screen of a usual kiosk. */

const viewport = { width: 1280, height: 800 };

/** A browser with a profile of its own, empty: nothing is cached and nothing compiled. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch(chromiumLaunchOptions());
}

export async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport, hasTouch: true });
  return context.newPage();
}
