import type { Locator, Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { apiKey, colleague, officer, pins } from '../../electron/core/testing/fixtures.ts';
import { sentDocument } from '../../electron/core/testing/memory-documents.ts';
import { openStore, systemClock } from '../../electron/store/store.ts';
import type { SurveyView } from '../../shared/contract/citizen.ts';
import type { PreLoaded } from '../../shared/contract/desk-api.ts';
import type { KioskSettings } from '../../shared/model/documents.ts';
import { daySchema, procedureCodeSchema } from '../../shared/model/ids.ts';
import { expect } from '../support/browser-test.ts';
import { citizenClient } from '../support/clients.ts';
import { writeEnrolledFolder } from '../support/enrolled-folder.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';

/** The officer's page in a real browser on a real machine: what hands, a scanner and the one-stop software do. */

export const deskPins = { one: pins[officer] ?? '', two: pins[colleague] ?? '' };
const names = { one: 'Cán bộ mẫu Một', two: 'Cán bộ mẫu Hai' };
const dayMs = 24 * 60 * 60_000;
/** Between two keys of a hand; without a pause Playwright types like a scanner. */
export const handMs = 80;

/** The day in Vietnam so many days from now. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + 7 * 60 * 60_000 + days * dayMs).toISOString().slice(0, 10);
}

/** `dd/mm/yyyy`, as the page writes it. */
export function written(day: string): string {
  return day.split('-').reverse().join('/');
}

/** Round the clock: no shift ends in the middle of a test. */
const day = [{ from: '00:00', to: '23:59' }];

/** A kiosk that knows its week and the days of this year, so that it can tell what is late. */
export async function startDesk(changes: Partial<KioskSettings> = {}): Promise<ServedKiosk> {
  const served = new ServedKiosk();
  const workingTime = { days: [day, day, day, day, day, day, day], lateReceptionAt: null };
  writeEnrolledFolder(served.folder, { workingTime, ...changes });
  const opened = openStore({
    folder: served.folder,
    clock: systemClock(),
    log: () => undefined,
    offset: () => null,
  });
  if (!opened.ok) throw new Error(opened.problem.en);
  const years = [dayFromNow(-20), dayFromNow(20)].map((day) => Number(day.slice(0, 4)));
  const calendar = [...new Set(years)].map((year) => ({
    ...{ year, source: null, complete: true, holidays: [], workingDays: [] },
  }));
  opened.value.documents.install(sentDocument('calendar', 1, { years: calendar }));
  opened.value.close();
  await served.run();
  return served;
}

/** Today's dossier of the sample unit with this number. */
export function codeOf(number: string): string {
  return `H00.00.01-${dayFromNow(0).slice(2).replaceAll('-', '')}-${number}`;
}

/** The one-stop software announces dossiers that are ready to be handed over. */
export async function announce(
  served: ServedKiosk,
  dossiers: readonly (Partial<PreLoaded> & { readonly number: string })[],
): Promise<void> {
  const body = dossiers.map(({ number, ...rest }) => ({
    dossier: codeOf(number),
    procedure: procedureCodeSchema.parse('2.000815'),
    dueOn: daySchema.parse(dayFromNow(5)),
    ...rest,
  }));
  const response = await fetch(new URL('/api/v1/dossiers', served.desk), {
    method: 'PUT',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ dossiers: body }),
  });
  expect(response.status, await response.text()).toBe(200);
}

export const dossier = (page: Page): Locator => page.getByLabel(/^(Mã hồ sơ|Dossier code)$/);
export const procedure = (page: Page): Locator => page.getByRole('combobox');
export const pinField = (page: Page): Locator => page.getByLabel(/^(Mã PIN|PIN)$/);
export const present = (page: Page): Locator =>
  page.getByRole('region', { name: /Lời mời hiện tại|Present invitation/ }).getByRole('status');

/** Opens the desk and starts a shift, by keys alone. */
export async function signIn(page: Page, served: ServedKiosk, who: 'one' | 'two' = 'two') {
  await page.goto(served.desk);
  await page.getByRole('button', { name: names[who] }).click();
  await typePin(page, deskPins[who]);
  await expect(dossier(page)).toBeFocused();
}

export async function typePin(page: Page, pin: string): Promise<void> {
  await expect(pinField(page)).toBeFocused();
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
}

/** Only keys: the number, a few letters of the procedure, Enter. */
export async function launchUnknown(page: Page, number: string): Promise<void> {
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
  await expect(procedure(page)).toBeFocused();
  await page.keyboard.type('chung thuc', { delay: handMs });
  await page.keyboard.press('Enter');
}

/** Keys as a wedge scanner sends them, 8 ms apart by the browser's own time stamps. */
export async function scan(page: Page, text: string, end: 'Enter' | 'Tab' = 'Enter') {
  const session = await page.context().newCDPSession(page);
  const start = Date.now() / 1_000;
  const codes = { Enter: 13, Tab: 9 } as const;
  const keys = [...text].map((key) => ({ key, text: key }));
  const presses = [
    ...keys,
    {
      key: end,
      code: end,
      windowsVirtualKeyCode: codes[end],
      ...(end === 'Enter' ? { text: '\r' } : {}),
    },
  ];
  await Promise.all(
    presses.flatMap((press, index) => {
      const timestamp = start + index * 0.008;
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...press, timestamp }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...press, timestamp }),
      ];
    }),
  );
  await session.detach();
}

/** Counts what hands do on a page from now on: keys (not the modifiers held with them) and presses of a pointer. */
export async function countActions(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = window as unknown as { actions: number; counting?: boolean };
    counted.actions = 0;
    if (counted.counting) return;
    counted.counting = true;
    const modifiers = ['Shift', 'Control', 'Alt', 'Meta'];
    window.addEventListener('pointerdown', () => (counted.actions += 1), true);
    window.addEventListener(
      'keydown',
      ({ key }) => (counted.actions += modifiers.includes(key) ? 0 : 1),
      true,
    );
  });
  return () => page.evaluate(() => (window as unknown as { actions: number }).actions);
}

/** Gives the survey on the citizen's screen a level, through the citizen's own door. */
export async function rate(served: ServedKiosk, level: number): Promise<void> {
  const citizen = citizenClient(served.kiosk);
  const { survey, phase } = await surveyOnScreen(served);
  // A kiosk that was touched a moment ago announces the invitation first.
  if (phase === 'waiting') await citizen.accept({ survey });
  if (phase === 'apology') await citizen.proceed({ survey });
  await citizen.rate({ survey, level, tap: uuidv7() });
}

export async function surveyOnScreen(served: ServedKiosk): Promise<SurveyView> {
  for await (const view of await citizenClient(served.kiosk).view()) {
    if (view.survey) return view.survey;
  }
  throw new Error('The citizen’s view ended.');
}
