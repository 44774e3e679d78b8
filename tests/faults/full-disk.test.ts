import { cpSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { value } from '../../electron/core/testing/acts.ts';
import { HandClock } from '../../electron/core/testing/hand-clock.ts';
import { createMachine, type Machine } from '../../electron/machine.ts';
import type { CitizenView } from '../../shared/contract/citizen.ts';
import { healthEveryMs, storageProbeMs } from '../../shared/limits.ts';
import { entryIdSchema } from '../../shared/model/ids.ts';
import { cheapPinHash, pin, refusedWith, windowsOf } from '../contract/technician-rig.ts';
import { journalOf, writeEnrolledFolder } from '../support/enrolled-folder.ts';
import { smallDisk, type SmallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from './support.ts';

/** A kiosk that is switched on while its disk is full to the last byte. */

const diskBytes = 4 * 1024 * 1024;

let home: ReturnType<typeof temporaryFolder>;
let disk: SmallDisk | null = null;
let machine: Machine | null = null;
let windows: ReturnType<typeof windowsOf>;
const clock = new HandClock();

beforeEach(async (context) => {
  home = temporaryFolder();
  disk = smallDisk(context, home.path, diskBytes);
  writeEnrolledFolder(folder(), { technicianPin: await cheapPinHash() });
});
afterEach(async () => {
  await end();
  disk?.unmount();
  disk = null;
  home.remove();
});

const folder = (): string => `${disk?.path ?? ''}/kiosk`;
async function start(): Promise<void> {
  const log = (): void => undefined;
  machine = value(await createMachine({ folder: folder(), version: '1.2.3', clock, log }));
  windows = windowsOf(machine);
}
async function end(): Promise<void> {
  windows?.close();
  await machine?.close();
  machine = null;
}
async function view(): Promise<CitizenView> {
  const views = await windows.citizen.view();
  const { value: first } = await views.next();
  await views.return?.();
  return first as CitizenView;
}
async function rate(): Promise<void> {
  const { survey } = await windows.citizen.startWalkIn();
  const level = (await view()).survey?.form.levels[0]?.value ?? 1;
  await windows.citizen.rate({ survey, level, tap: entryIdSchema.parse(uuidv7()) });
}

test('starts, says that it takes no rating, lets the technician in, and takes them when there is room', async () => {
  const makeRoom = disk?.fill();
  await start();
  expect(await view()).toMatchObject({ ready: false, place: { unit: {}, counter: {} } });
  expect(await refusedWith(rate())).toBe('storage.full');
  await windows.citizen.technician.unlock({ pin });
  const state = await windows.technician().state();
  expect(state.verdict).toBe('sick');
  const codes = state.faults.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['storage-refuses', 'disk-full']));
  expect(state.faults.find(({ code }) => code === 'storage-refuses')?.vi).toContain('storage.full');

  makeRoom?.();
  clock.advance(storageProbeMs);
  expect(await view()).toMatchObject({ ready: true });
  await rate();
  clock.advance(healthEveryMs);
  await end();
  const kinds = journalOf(folder()).map(({ kind }) => kind);
  expect(kinds).toEqual(
    expect.arrayContaining(['storage.recovered', 'machine.started', 'technician.signed-in']),
  );
  expect(kinds.filter((kind) => kind === 'survey.answered')).toHaveLength(1);
  expect(kinds).not.toContain('journal.salvaged');
});

test('reads what a power cut left in the log of its database, and keeps it', async () => {
  await start();
  await rate();
  const cut = join(home.path, 'cut');
  cpSync(folder(), cut, { recursive: true }); // as it lies when the power goes: nothing was closed
  await end();
  rmSync(folder(), { recursive: true });
  cpSync(cut, folder(), { recursive: true });
  rmSync(join(folder(), 'journal.sqlite-shm'));
  expect(statSync(join(folder(), 'journal.sqlite-wal')).size).toBeGreaterThan(0);
  const makeRoom = disk?.fill();
  await start();
  expect((await view()).ready).toBe(false);
  makeRoom?.();
  clock.advance(storageProbeMs);
  expect((await view()).ready).toBe(true);
  await end();
  const kinds = journalOf(folder()).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'survey.answered')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'journal.opened')).toHaveLength(1);
});

test('that stays full loses nothing by being started again and again', async () => {
  await start();
  await rate();
  await end();
  const makeRoom = disk?.fill();
  for (let turn = 0; turn < 3; turn += 1) {
    await start();
    expect((await view()).ready).toBe(false);
    await end();
  }
  makeRoom?.();
  const kinds = journalOf(folder()).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'survey.answered')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'journal.opened')).toHaveLength(1);
});
