import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  _electron as electron,
  expect,
  test,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import { electronBinary, electronMissing } from '../support/electron.ts';
import { journalOf, writeEnrolledFolder } from '../support/enrolled-folder.ts';

/** The product as it ships: real Electron, its sandbox, its preload, its ports. Runs wherever there is a binary. */
const repository = fileURLToPath(new URL('../..', import.meta.url));

let folder = '';
let app: ElectronApplication;
let isOpen = false;

test.beforeEach(async () => {
  const missing = electronMissing();
  test.skip(missing !== undefined, missing ?? '');
  folder = mkdtempSync(join(tmpdir(), 'hai-long-electron-'));
  writeEnrolledFolder(join(folder, 'kiosk'));
  app = await electron.launch({
    executablePath: electronBinary() ?? '',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium has no sandbox for root
      repository,
      `--user-data-dir=${join(folder, 'profile')}`,
      '--windowed',
      `--data=${join(folder, 'kiosk')}`,
    ],
  });
  isOpen = true;
});

test.afterEach(async () => {
  if (isOpen) await app.close();
  isOpen = false;
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

async function windowOf(page: 'citizen' | 'officer'): Promise<Page> {
  const fits = (window: Page): boolean => window.url().startsWith(`app://${page}/`);
  return app.windows().find(fits) ?? (await app.waitForEvent('window', fits));
}

async function launch(officer: Page, number: string): Promise<void> {
  await officer.getByRole('button', { name: 'Cán bộ mẫu Một' }).click();
  await officer.keyboard.type(number);
  await officer.keyboard.press('Enter');
  await officer.keyboard.type('chung thuc');
  await officer.keyboard.press('Enter');
  await expect(officer.getByRole('button', { name: 'Mời đánh giá' })).toBeFocused();
  await officer.keyboard.press('Enter');
}

test('a launch in one window is rated in the other and stands in the journal', async () => {
  const citizen = await windowOf('citizen');
  const officer = await windowOf('officer');
  await launch(officer, '0975');
  await expect(async () => {
    await citizen.locator('[data-level]').first().click({ timeout: 1_000 });
    await expect(officer.getByText('Đã đánh giá', { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await app.close();
  isOpen = false;
  const kinds = journalOf(join(folder, 'kiosk')).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'survey.answered')).toHaveLength(1);
});

test('a page has neither Node nor Electron nor a way out', async () => {
  const citizen = await windowOf('citizen');
  const within = await citizen.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
  );
  expect(within).toEqual([]);
  expect(await citizen.evaluate(() => window.open('https://example.org/'))).toBeNull();
  await citizen.evaluate(() => location.assign('https://example.org/'));
  await expect.poll(() => citizen.url()).toContain('app://citizen/');
});

test('the windows go on after the machine has died', async () => {
  const officer = await windowOf('officer');
  await officer.getByRole('button', { name: 'Cán bộ mẫu Một' }).waitFor();
  const killed = await app.evaluate(({ app: main }) => {
    const machine = main.getAppMetrics().find(({ name }) => name === 'Hài Lòng machine');
    return machine ? process.kill(machine.pid, 'SIGKILL') : false;
  });
  expect(killed).toBe(true);
  await launch(officer, '0976');
  await expect(officer.getByText('Đang chờ', { exact: true })).toBeVisible();
});
