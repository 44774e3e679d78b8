import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sampleIdentity, sampleSettings } from '../../electron/core/testing/fixtures.ts';
import { healthEveryMs } from '../../shared/limits.ts';
import type { CitizenView } from '../../shared/contract/citizen.ts';
import type { TechnicianClient } from '../../shared/contract/technician.ts';
import {
  localSettingsSchema,
  settingFacts,
  type SettingKey,
} from '../../shared/model/technician-settings.ts';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { value } from '../../electron/core/testing/acts.ts';
import {
  cheapPinHash,
  pin,
  refusedWith,
  technicianRig,
  type TechnicianRig,
} from './technician-rig.ts';

let technicianPin: string;
beforeAll(async () => {
  technicianPin = await cheapPinHash();
});

let rig: TechnicianRig;
let page: TechnicianClient;
beforeEach(async () => {
  rig = await technicianRig({ settings: { technicianPin } });
  await open();
});
afterEach(() => rig.close());

async function open(): Promise<void> {
  await rig.citizen.technician.unlock({ pin });
  page = rig.page();
}
const row = async (key: SettingKey) => {
  const { rows } = await page.settings();
  const found = rows.find((one) => one.key === key);
  if (!found) throw new Error(`No row for ${key}`);
  return { value: found.value, from: found.from, here: found.here };
};
const fileOf = (name: string): string => join(rig.folder, name);
const provision = (settings: object): void =>
  writeFileSync(fileOf('kiosk.provisioned.json'), JSON.stringify(settings));

describe('a fact of the machine', () => {
  test('is taken from the page, then the provision file, then the default', async () => {
    expect(await row('diagonalInches')).toEqual({ value: 24, from: 'default', here: true });
    provision({ diagonalInches: 32 });
    await rig.restart();
    await open();
    expect(await row('diagonalInches')).toMatchObject({ value: 32, from: 'provision' });
    await page.set({ key: 'diagonalInches', value: 21.5 });
    expect(await row('diagonalInches')).toMatchObject({ value: 21.5, from: 'page' });
    await rig.restart();
    await open();
    expect(await row('diagonalInches')).toMatchObject({ value: 21.5, from: 'page' });
    await page.set({ key: 'diagonalInches', value: null });
    expect(await row('diagonalInches')).toMatchObject({ value: 32, from: 'provision' });
  });

  test('reaches the citizen’s page at once', async () => {
    const views = await rig.citizen.view();
    const next = async () => (await views.next()).value as CitizenView;
    expect((await next()).diagonalInches).toBeUndefined();
    await page.set({ key: 'diagonalInches', value: 27 });
    expect((await next()).diagonalInches).toBe(27);
    await views.return?.();
  });

  test.each<[SettingKey, unknown]>([
    ['diagonalInches', 3],
    ['diagonalInches', 'rộng'],
    ['kioskPort', 65_536],
    ['kioskPort', 1.5],
    ['lan', { host: 'kiosk 1', port: 1 }],
    ['scanner', { prefix: '' }],
    ['districtUrl', 'ftp://huyen.example.org'],
  ])('%s out of range is refused and named, and the old one stays', async (key, wrong) => {
    const before = await row(key);
    await expect(page.set({ key, value: wrong })).rejects.toMatchObject({
      data: { code: 'setting.range', parameters: { key } },
    });
    expect(await row(key)).toEqual(before);
  });
});

describe('behaviour', () => {
  test('is the district’s where it has said something, and nobody else’s', async () => {
    const { thanksMs } = sampleSettings;
    expect(await row('thanksMs')).toEqual({ value: thanksMs, from: 'district', here: false });
    expect(await refusedWith(page.set({ key: 'thanksMs', value: 9_000 }))).toBe('setting.district');
  });

  test('may be set here where the district says nothing', async () => {
    const week = Array.from({ length: 7 }, () => [{ from: '07:30', to: '17:00' }]);
    const isOpen = sampleSettings.workingTime !== undefined;
    expect((await row('openingHours')).here).toBe(!isOpen);
    await rig.close();
    const { workingTime: _given, ...rest } = sampleSettings;
    rig = await technicianRig({ settings: { ...rest, workingTime: undefined, technicianPin } });
    await open();
    const wrong = [[{ from: '7:00', to: '11:00' }]];
    expect(await refusedWith(page.set({ key: 'openingHours', value: wrong }))).toBe(
      'setting.range',
    );
    await page.set({ key: 'openingHours', value: week });
    expect(await row('openingHours')).toMatchObject({ from: 'page', value: week });
    expect(rig.machine().shellState().openWeek).toEqual(week);
  });
});

describe('a file of settings that is wrong', () => {
  test('keeps the last good one, and the page says which key and why', async () => {
    await page.set({ key: 'diagonalInches', value: 27 });
    writeFileSync(fileOf('kiosk.json'), '{"diagonalInches": 300}');
    await rig.restart();
    await open();
    const { refused } = await page.settings();
    expect(refused[0]).toMatchObject({ code: 'settings.malformed' });
    expect(refused[0]?.vi).toContain('diagonalInches');
    expect(await row('diagonalInches')).toMatchObject({ value: 24 });
    const { faults } = await page.state();
    expect(faults.map(({ code }) => code)).toContain('settings-refused');
  });

  test('gives way to the next good one', async () => {
    writeFileSync(fileOf('kiosk.json'), '{');
    await rig.restart();
    await open();
    await page.set({ key: 'diagonalInches', value: 27 });
    expect((await page.settings()).refused).toEqual([]);
    const kept = localSettingsSchema.parse(JSON.parse(readFileSync(fileOf('kiosk.json'), 'utf8')));
    expect(kept).toEqual({ diagonalInches: 27 });
  });
});

describe('another address of the district', () => {
  let stranger: DistrictServer;
  let strange: string;
  beforeAll(async () => {
    stranger = value(await buildDistrict({ postgres: null, data: null }));
    strange = await stranger.http.listen({ host: '127.0.0.1', port: 0 });
    return () => stranger.close();
  });

  test('is tried first; one that does not answer, or does not know the kiosk, is not gone to', async () => {
    const before = await row('districtUrl');
    for (const wrong of ['http://127.0.0.1:9', strange]) {
      const set = page.set({ key: 'districtUrl', value: wrong });
      expect(await refusedWith(set)).toBe('setting.rolled-back');
      expect(await row('districtUrl')).toEqual(before);
    }
    const entries = await rig.journal();
    const rolled = entries.filter(({ kind }) => kind === 'setting.rolled-back');
    expect(rolled.map(({ body }) => body['key'])).toEqual(['districtUrl', 'districtUrl']);
  });

  test('that the district sent and that does not know the kiosk is told on the page and in the health', async () => {
    await rig.close();
    rig = await technicianRig({ settings: { technicianPin, districtUrl: strange } });
    await open();
    const refused = async () => (await page.settings()).refused;
    while ((await refused()).length === 0) await wait(10);
    expect((await refused())[0]).toMatchObject({
      code: 'setting.rolled-back',
      parameters: { url: strange, reason: 'district.unknown-kiosk' },
    });
    rig.clock.advance(healthEveryMs);
    const codes = async () => (await page.state()).faults.map(({ code }) => code);
    while (!(await codes()).includes('address-refused')) await wait(10);
    expect(await row('districtUrl')).toMatchObject({ value: sampleIdentity.districtUrl });
  });

  test('the way to it is told layer by layer', async () => {
    const outcomes = async (districtUrl: string) => {
      const { steps } = await page.diagnose({ districtUrl });
      return Object.fromEntries(
        steps.filter(({ ok }) => ok !== null).map(({ step, ok }) => [step, ok]),
      );
    };
    expect(await outcomes('http://127.0.0.1:9')).toEqual({ name: true, connection: false });
    expect(await outcomes('https://127.0.0.1:9')).toEqual({ name: true, connection: false });
    expect(await outcomes('no address')).toEqual({ name: false });
    expect(await outcomes(strange)).toMatchObject({ portal: true, district: true });
  });

  test('what need not be tried says why, and what was not tried says nothing', async () => {
    const silent = async (districtUrl: string, language: 'vi' | 'en') => {
      const { steps } = await page.diagnose({ districtUrl });
      const untried = steps.filter(({ ok }) => ok === null);
      return Object.fromEntries(untried.map((step) => [step.step, step[language]]));
    };
    const later = { portal: '', district: '', clock: '' };
    const here = 'Not needed: the server is on this computer.';
    expect(await silent('https://127.0.0.1:9', 'en')).toEqual({
      ...{ cable: here, address: here, tls: '' },
      ...later,
    });
    const { tls, cable } = await silent('http://localhost:9', 'vi');
    expect(cable).toBe('Không cần thử: máy chủ ở ngay trên máy này.');
    expect(tls).toMatch(/^Không cần thử: .*http:/);
    expect(Object.values(await silent('no address', 'vi')).join('')).toBe('');
  });
});

test('every setting has words in both languages and a default in its own range', () => {
  for (const [key, { words, range, default: given }] of Object.entries(settingFacts)) {
    expect(words.vi, key).toMatch(/\S/);
    expect(words.en, key).not.toBe(words.vi);
    if (range.kind !== 'number' || given === null) continue;
    expect(given, key).toBeGreaterThanOrEqual(range.min);
    expect(given, key).toBeLessThanOrEqual(range.max);
  }
});
