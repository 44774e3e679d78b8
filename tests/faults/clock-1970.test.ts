import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { makeEnrolmentCode } from '../../district/domain/enrolment.ts';
import { makeKey } from '../../district/domain/fleet/keys.ts';
import { correctedTime } from '../../district/domain/survey-facts.ts';
import { loadSamples } from '../../district/domain/samples.ts';
import { value } from '../../electron/core/testing/acts.ts';
import { HandClock } from '../../electron/core/testing/hand-clock.ts';
import { createMachine, type Machine } from '../../electron/machine.ts';
import type { CitizenView } from '../../shared/contract/citizen.ts';
import { healthEveryMs, idleUploadMs } from '../../shared/limits.ts';
import { entryIdSchema, type CounterId } from '../../shared/model/ids.ts';
import { refusedWith, windowsOf } from '../contract/technician-rig.ts';
import { journalOf } from '../support/enrolled-folder.ts';

/** A computer whose clock's battery is dead: it wakes up in 1970, with a real district in the present. */

const lookEveryMs = 20;
const hourMs = 60 * 60_000;

let folder: string;
let district: DistrictServer;
let machine: Machine | null = null;
let windows: ReturnType<typeof windowsOf>;
let clock: HandClock;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hai-long-1970-'));
  district = value(await buildDistrict({ postgres: null, data: null }));
  await loadSamples(district.store, district.now, 'samples');
  clock = new HandClock();
  clock.jumpWall(-clock.wall());
});
afterEach(async () => {
  await end();
  await district.close();
  rmSync(folder, { recursive: true });
});

async function start(): Promise<Machine> {
  const log = (): void => undefined;
  const parts = { folder: join(folder, 'data'), version: '1.2.3', clock, log };
  machine = value(await createMachine({ ...parts, stickFolders: [folder] }));
  windows = windowsOf(machine);
  return machine;
}
async function end(): Promise<void> {
  windows?.close();
  await machine?.close();
  machine = null;
}
/** Lets the kiosk's time go on until it is so: what it asks is answered by a real server. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await wait(lookEveryMs);
    clock.advance(lookEveryMs);
  }
}
async function rate(): Promise<void> {
  const { survey } = await windows.citizen.startWalkIn();
  const views = await windows.citizen.view();
  const { value: view } = (await views.next()) as { value: CitizenView };
  await views.return?.();
  const level = view.survey?.form.levels[0]?.value ?? 1;
  await windows.citizen.rate({ survey, level, tap: entryIdSchema.parse(uuidv7()) });
}
/** A technician's key file on the stick that is in, made and ended by the district's time. */
async function putKey(madeAt: number, until: number): Promise<void> {
  const hand = { store: district.store, now: () => madeAt, by: 'van-phong' };
  const asked = { technician: 'Nguyễn Văn Kỹ', units: null, kiosks: null, until };
  const { name, file } = value(await makeKey(hand, asked));
  writeFileSync(join(folder, name), file);
}
const byKey = (): Promise<string> => refusedWith(windows.citizen.technician.unlockByKey());

test('it starts, enrols, takes a rating and sends it with the district’s time; health says so until the clock is set', async () => {
  const { status, enrol } = await start();
  expect(new Date(clock.wall()).getUTCFullYear()).toBe(1970);
  await windows.citizen.technician.unlock({ pin: null });
  const page = windows.technician();
  const faults = async (): Promise<string[]> => {
    clock.advance(healthEveryMs);
    await wait(lookEveryMs);
    return (await page.state()).faults.map(({ code }) => code);
  };
  const url = await district.http.listen({ host: '127.0.0.1', port: 0 });
  const counter = 'quay-1' as CounterId;
  const code = await makeEnrolmentCode(district.store, district.now, { counter, name: 'Quầy 1' });
  value(await enrol({ districtUrl: url, code: code ?? '' }));
  await until(() => status().online && status().queueDepth === 0);
  await rate();
  await until(() => status().queueDepth === 0);

  await putKey(Date.now() - 2 * hourMs, Date.now() - hourMs);
  expect(await byKey()).toBe('technician.refused'); // though it ends decades after what this computer calls today

  expect(await faults()).toContain('clock-wrong');
  clock.jumpWall(Date.now() - clock.wall()); // somebody sets it
  clock.advance(idleUploadMs);
  await until(async () => !(await faults()).includes('clock-wrong'));
  await putKey(Date.now(), Date.now() + hourMs);
  expect(await byKey()).toBe('ok');
  await end();

  const entries = journalOf(join(folder, 'data')) as unknown as Timed[];
  const answered = entries.find(({ kind }) => kind === 'survey.answered');
  expect(new Date(answered?.wall ?? NaN).getUTCFullYear()).toBe(1970);
  // What the district counts by: the kiosk's time and how far it was off.
  const counted = correctedTime(answered ?? { wall: 0, offset: null });
  expect(Math.abs(counted - Date.now())).toBeLessThan(hourMs);
  const jump = entries.find(({ kind }) => kind === 'clock.jumped');
  expect(Number(jump?.body['byMs'])).toBeGreaterThan(50 * 365 * 24 * hourMs);
});

type Timed = { kind: string; wall: number; offset: number | null; body: Record<string, unknown> };
