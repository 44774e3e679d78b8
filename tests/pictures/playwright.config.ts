import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from '../support/chromium.ts';

/** `npm run pictures`: the same browser as the flows, but what comes out are the guide's pictures. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.pictures.ts',
  timeout: 600_000,
  expect: { timeout: 30_000 },
  workers: 1,
  forbidOnly: true,
  reporter: 'list',
  outputDir: '../../test-results/pictures',
  use: {
    actionTimeout: 30_000,
    launchOptions: chromiumLaunchOptions(),
    hasTouch: true,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  },
});
