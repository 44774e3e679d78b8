import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { makeEnrolmentCode } from '../../district/domain/enrolment.ts';
import { loadSamples } from '../../district/domain/samples.ts';
import { value } from '../../electron/core/testing/acts.ts';
import { createMachine, type Machine } from '../../electron/machine.ts';
import type { CounterId, UnitId } from '../../shared/model/ids.ts';
import { ok } from '../../shared/model/result.ts';
import { journalOf } from '../support/enrolled-folder.ts';
import { FaultProxy } from '../support/fault-proxy.ts';

/** The real district moves to another address, and the real machine with it. */

let folder: string;
let district: DistrictServer;
let oldUrl: string;
let next: FaultProxy;
let machine: Machine | null = null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hai-long-moved-'));
  district = value(await buildDistrict({ postgres: null, data: null }));
  await loadSamples(district.store, district.now, 'samples');
  oldUrl = await district.http.listen({ host: '127.0.0.1', port: 0 });
  next = await new FaultProxy(Number(new URL(oldUrl).port)).listen();
});
afterEach(async () => {
  await end();
  await next.close();
  await district.close();
  rmSync(folder, { recursive: true });
});

/** What the machine wrote to its log. */
let logged: string[];
async function start(): Promise<Machine> {
  logged = [];
  const log = (event: string): void => void logged.push(event);
  machine = value(await createMachine({ folder, version: '1.2.3', log }));
  return machine;
}
async function end(): Promise<void> {
  await machine?.close();
  machine = null;
}
async function enrolled(): Promise<void> {
  const counter = 'quay-1' as CounterId;
  const code = await makeEnrolmentCode(district.store, district.now, { counter, name: 'Quầy 1' });
  value(await (await start()).enrol({ districtUrl: oldUrl, code: code ?? '' }));
  await end();
}
const send = async (districtUrl: string): Promise<void> => {
  const change = { by: 'van-phong', at: district.now() };
  await district.store.places.editSettings('don-vi-mau' as UnitId, {
    ...change,
    edit: (settings) => ok({ ...settings, districtUrl }),
  });
};
const told = (): string[] =>
  journalOf(folder)
    .filter(({ kind }) => kind.startsWith('setting.'))
    .map(({ kind, body }) => `${kind} ${String(body['problem'] ?? body['by'])}`);
const kept = (): unknown => {
  try {
    return JSON.parse(readFileSync(join(folder, 'district-address.json'), 'utf8'));
  } catch {
    return null;
  }
};

test('the kiosk follows, and is there after a restart too, with the old address gone', async () => {
  await enrolled();
  await send(next.url);
  await start();
  while (kept() === null) await wait(20);
  expect(kept()).toMatchObject({ url: next.url, former: oldUrl });
  await end();
  expect(told()).toEqual(['setting.changed district']);

  next.meet('refused');
  const again = await start();
  // It asks at the new address only: the old one would answer.
  while (again.status().problem?.code !== 'district.unreachable') await wait(20);
  expect(again.status().online).toBe(false);
  next.meet('none');
});

test('an address that answers nothing moves nobody', async () => {
  await enrolled();
  next.meet('refused');
  await send(next.url);
  const { status } = await start();
  while (!logged.includes('setting.rolled-back')) await wait(20);
  while (!status().online || status().queueDepth > 0) await wait(20);
  expect(kept()).toBeNull();
  expect(status().online).toBe(true);
  await end();
  expect(told()).toEqual(['setting.rolled-back district.unreachable']);
});
