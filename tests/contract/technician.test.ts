import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sampleIdentity, sampleUnit } from '../../electron/core/testing/fixtures.ts';
import { pinFreeTries } from '../../shared/limits.ts';
import { hashSchema } from '../../shared/model/ids.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { keyFileName } from '../../shared/model/provision.ts';
import {
  newSigner,
  cheapPinHash,
  pin,
  refusedWith,
  technicianRig,
  type RigOptions,
  type TechnicianRig,
} from './technician-rig.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let technicianPin: string;
beforeAll(async () => {
  technicianPin = await cheapPinHash();
});

let rig: TechnicianRig;
afterEach(() => rig.close());

async function start(options: RigOptions = {}): Promise<void> {
  rig = await technicianRig({ settings: { technicianPin }, ...options });
}
const unlock = (given: string | null): Promise<string> =>
  refusedWith(rig.citizen.technician.unlock({ pin: given }));
const refusalOf = async (given: string): Promise<Problem> => {
  try {
    await rig.citizen.technician.unlock({ pin: given });
  } catch (error) {
    return (error as { data: Problem }).data;
  }
  throw new Error('The page has opened.');
};
const leftBecause = async (): Promise<unknown[]> => {
  const entries = await rig.journal();
  return entries.filter(({ kind }) => kind === 'technician.left').map(({ body }) => body['cause']);
};

describe('the way in', () => {
  test('opens for the PIN, and for nothing else', async () => {
    await start();
    expect(await unlock('000000')).toBe('technician.refused');
    expect(await unlock(null)).toBe('technician.refused');
    expect(await unlock('')).toBe('technician.refused');
    expect(rig.machine().technician.session()).toBeNull();
    expect(await refusedWith(rig.page().state())).toBe('technician.closed');
    expect(await unlock(pin)).toBe('ok');
    const state = await rig.page().state();
    expect(state).toMatchObject({ firstStart: false, technician: null, hasPin: true, back: null });
    expect(state.afterLeaving).toBe('end');
    expect(state.place?.unit.id).toBe(sampleUnit.unit.id);
  });

  test('makes guessing slow, also over restarts', async () => {
    await start();
    let waited = 0;
    for (let guess = 0; guess < 30; guess += 1) {
      if (guess % 10 === 9) await rig.restart();
      const outcome = await refusedWith(rig.citizen.technician.unlock({ pin: '111111' }));
      if (outcome === 'technician.refused') continue;
      expect(outcome).toBe('technician.wait');
      // The right one waits as long, so that trying tells nothing.
      expect(await unlock(pin)).toBe('technician.wait');
      rig.clock.advance(15 * minuteMs);
      waited += 15 * minuteMs;
    }
    expect(waited).toBeGreaterThan(2 * hourMs);
    rig.clock.advance(15 * minuteMs);
    expect(await unlock(pin)).toBe('ok');
  });

  test('a thousand guesses in a row: three are looked at, and the rest cost nobody anything', async () => {
    await start();
    const outcomes = new Map<string, number>();
    for (let guess = 0; guess < 1_000; guess += 1) {
      const outcome = await unlock(String(100_000 + guess));
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(Object.fromEntries(outcomes)).toEqual({
      'technician.refused': pinFreeTries,
      'technician.wait': 1_000 - pinFreeTries,
    });
    const failed = (await rig.journal()).filter(({ kind }) => kind.endsWith('sign-in-failed'));
    expect(failed).toHaveLength(pinFreeTries);
  });

  test('somebody with patience is let to sixty guesses in half a day', async () => {
    await start();
    const from = rig.clock.wall();
    for (let looked = 0; looked < 60;) {
      const { code, parameters } = await refusalOf(String(100_000 + looked));
      if (code === 'technician.refused') looked += 1;
      else rig.clock.advance(Number(parameters['seconds']) * 1_000);
    }
    expect(rig.clock.wall() - from).toBeGreaterThan(12 * hourMs);
    rig.clock.advance(15 * minuteMs);
    expect(await unlock(pin)).toBe('ok');
  });

  test('forgets no pause with a restart', async () => {
    await start();
    for (let guess = 0; guess < 6; guess += 1) {
      rig.clock.advance(15 * minuteMs);
      expect(await unlock('111111')).toBe('technician.refused');
    }
    await rig.restart();
    expect(await unlock(pin)).toBe('technician.wait');
    rig.clock.advance(15 * minuteMs);
    expect(await unlock(pin)).toBe('ok');
  });

  test('needs no PIN while nobody has set the kiosk up, and needs it where one is known', async () => {
    await start({ enrolled: false });
    expect(await unlock(null)).toBe('ok');
    expect((await rig.page().state()).firstStart).toBe(true);
    expect(await refusedWith(rig.page().setPin({ pin: '111111' }))).toBe('technician.pin-weak');
    expect(await refusedWith(rig.page().setPin({ pin: '123456' }))).toBe('technician.pin-weak');
    expect(await refusedWith(rig.page().setPin({ pin }))).toBe('ok');
    await rig.restart();
    expect(await unlock(null)).toBe('technician.refused');
    expect(await unlock(pin)).toBe('ok');
  });

  test('says so where no PIN was ever set', async () => {
    rig = await technicianRig();
    expect(await unlock('111111')).toBe('technician.no-pin');
  });

  test('closes after five minutes without use, and not before', async () => {
    await start();
    await unlock(pin);
    const page = rig.page();
    for (let turn = 0; turn < 4; turn += 1) {
      rig.clock.advance(4 * minuteMs);
      await page.settings();
    }
    rig.clock.advance(5 * minuteMs + 1);
    expect(rig.machine().technician.session()).toBeNull();
    expect(await refusedWith(page.state())).toBe('technician.closed');
    expect(await leftBecause()).toEqual(['idle']);
  });

  test('goes to whoever opens it last', async () => {
    await start();
    await unlock(pin);
    const first = rig.page();
    const states = await first.watch();
    await states.next();
    expect(await unlock(pin)).toBe('ok');
    expect(await refusedWith(first.state())).toBe('technician.closed');
    for await (const _state of states); // ends by itself
    expect(await refusedWith(rig.page().state())).toBe('ok');
    expect(await leftBecause()).toEqual(['taken-over']);
  });

  test('is closed by leaving and by a restart, and each is an entry', async () => {
    await start();
    await unlock(pin);
    await rig.page().leave();
    expect(rig.machine().technician.session()).toBeNull();
    await unlock(pin);
    await rig.restart();
    expect(rig.machine().technician.session()).toBeNull();
    expect(await leftBecause()).toEqual(['technician', 'restart']);
  });
});

describe('a key file on a stick', () => {
  const key = (change: Record<string, unknown> = {}, signer = rig.signer): void => {
    const file = {
      ...{ format: 1, technician: 'Nguyễn Văn Kỹ', units: null, kiosks: null },
      ...{ issuedAt: rig.clock.wall(), until: rig.clock.wall() + hourMs, key: rig.signer.id },
      ...change,
    };
    writeFileSync(join(rig.stick, keyFileName), JSON.stringify(signer.sign(file)));
  };
  const signatureOn = (path: string): string =>
    (JSON.parse(readFileSync(path, 'utf8')) as { signature: string }).signature;
  /** The same bytes in another text: of its last character base64url reads two bits. */
  const respellSignature = (): void => {
    const path = join(rig.stick, keyFileName);
    const signature = signatureOn(path);
    const next = { A: 'B', Q: 'R', g: 'h', w: 'x' }[signature.slice(-1)] ?? '';
    const other = signature.slice(0, -1) + next;
    expect(Buffer.from(other, 'base64url')).toEqual(Buffer.from(signature, 'base64url'));
    writeFileSync(path, readFileSync(path, 'utf8').replace(signature, other));
  };
  const byKey = (): Promise<string> => refusedWith(rig.citizen.technician.unlockByKey());

  test('opens the page in the technician’s name, however often a PIN was guessed', async () => {
    await start();
    for (let guess = 0; guess < 5; guess += 1) await unlock('111111');
    expect(await byKey()).toBe('technician.no-key');
    key();
    expect(await byKey()).toBe('ok');
    expect((await rig.page().state()).technician).toBe('Nguyễn Văn Kỹ');
  });

  test('of this kiosk and of its unit opens it, too', async () => {
    await start();
    key({ kiosks: [sampleIdentity.kiosk], units: [sampleUnit.unit.id] });
    expect(await byKey()).toBe('ok');
  });

  test.each<[string, () => void]>([
    ['of another district', () => key({}, newSigner())],
    ['that ended', () => key({ until: 1 })],
    ['of another kiosk', () => key({ kiosks: ['01234567-89ab-4def-8123-000000000000'] })],
    ['of another unit', () => key({ units: ['don-vi-khac'] })],
    ['of another name of the key', () => key({ key: 'khoa-2' })],
  ])('%s opens nothing, and an entry says so', async (_, put) => {
    await start();
    put();
    expect(await byKey()).toBe('technician.refused');
    const failed = (await rig.journal()).filter(({ kind }) => kind.endsWith('sign-in-failed'));
    expect(failed.map(({ body }) => body)).toEqual([{ by: 'key' }]);
  });

  test('tried again and again has to wait, like a PIN, and fills no journal', async () => {
    await start();
    key({ until: 1 });
    const answers = new Set<string>();
    for (let touch = 0; touch < 50; touch += 1) answers.add(await byKey());
    expect([...answers]).toEqual(['technician.refused', 'technician.wait']);
    const failed = (await rig.journal()).filter(({ kind }) => kind.endsWith('sign-in-failed'));
    expect(failed.length).toBeLessThan(10);
  });

  test('that the office took back opens nothing any more', async () => {
    await start();
    key();
    const signature = signatureOn(join(rig.stick, keyFileName));
    expect(await byKey()).toBe('ok');
    await rig.close();
    const revokedKeyFiles = [
      hashSchema.parse(createHash('sha256').update(signature).digest('hex')),
    ];
    await start({ settings: { technicianPin, revokedKeyFiles }, signer: rig.signer });
    key();
    expect(await byKey()).toBe('technician.refused');
    respellSignature();
    expect(await byKey()).toBe('technician.refused');
    key({ technician: 'Người khác' });
    expect(await byKey()).toBe('ok');
  });

  test('that was changed, or is none, opens nothing', async () => {
    await start();
    key();
    const path = join(rig.stick, keyFileName);
    writeFileSync(path, readFileSync(path, 'utf8').replace('Kỹ', 'Ký'));
    expect(await byKey()).toBe('technician.refused');
    writeFileSync(path, '{');
    expect(await byKey()).toBe('technician.no-key');
  });
});

test('the page tells the restart and the end to the shell, and closes', async () => {
  await start();
  const told: string[] = [];
  rig.machine().onEnd((how) => told.push(how));
  await unlock(pin);
  await rig.page().end({ how: 'restart' });
  await unlock(pin);
  await rig.page().end({ how: 'quit' });
  expect(told).toEqual(['restart', 'quit']);
  expect(rig.machine().technician.session()).toBeNull();
});

test('the disk is measured, and the figure is in the health', async () => {
  await start();
  await unlock(pin);
  const speed = await rig.page().measureDisk();
  expect(speed.writes).toBe(100);
  expect(speed.p99Ms).toBeGreaterThanOrEqual(speed.p50Ms);
  expect((await rig.page().state()).health.syncP99Ms).toBe(speed.p99Ms);
});
