import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addressLostMs,
  addressRetryFirstMs,
  addressRetryMaxMs,
  idleUploadMs,
} from '../../shared/limits.ts';
import type { SentDocument } from '../../shared/model/documents.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { FaultyDistrict, faults } from '../../tests/support/faulty-district.ts';
import { sendingKiosk, type SendingKiosk } from '../../tests/support/sending-kiosk.ts';
import type { AddressMemory, MovedAddress } from '../core/ports.ts';
import { sampleSettings } from '../core/testing/fixtures.ts';
import { MemoryDocuments, MemoryIdentity, sentDocument } from '../core/testing/memory-documents.ts';
import { createSync, type Sync } from './sync.ts';

/** Two real servers, and a kiosk that is sent from the one to the other. */

class Memory implements AddressMemory {
  held: MovedAddress | null = null;
  isFull = false;

  read(): MovedAddress | null {
    return this.held;
  }

  write(moved: MovedAddress | null): Result<void, Problem> {
    if (this.isFull) return fail(problem('storage.full', { path: '/data' }));
    this.held = moved;
    return ok(undefined);
  }
}

let kiosk: SendingKiosk;
let next: FaultyDistrict;
let memory: Memory;
let sync: Sync;
const others: FaultyDistrict[] = [];

beforeEach(async () => {
  kiosk = await sendingKiosk();
  next = await anotherDistrict();
  memory = new Memory();
  sync = syncOf();
});
afterEach(async () => {
  await sync.stop();
  await Promise.all([kiosk.district, ...others.splice(0)].map((one) => one.close()));
});

async function anotherDistrict(port = 0): Promise<FaultyDistrict> {
  const district = await new FaultyDistrict(kiosk.keys.publicKey).listen(port);
  others.push(district);
  return district;
}
function syncOf(identity = kiosk.identity, districtUrl?: string): Sync {
  return createSync({
    ...{ ...kiosk, identity: new MemoryIdentity(identity), documents: new MemoryDocuments() },
    ...{ version: '1.2.3', address: memory },
    ...(districtUrl === undefined ? {} : { districtUrl }),
  });
}
let version = 0;
const settings = (districtUrl?: string): SentDocument =>
  sentDocument('settings', (version += 1), {
    ...sampleSettings,
    ...(districtUrl === undefined ? {} : { districtUrl }),
  });
/** The district sends the kiosk elsewhere; both servers hold the same settings, as they do. */
function send(districtUrl: string | undefined, ...from: FaultyDistrict[]): void {
  const document = settings(districtUrl);
  for (const district of [kiosk.district, next, ...from]) district.documents = [document];
}
const entries = () =>
  kiosk.journal.entries
    .filter(({ kind }) => kind.startsWith('setting.'))
    .map(({ kind, body }) => `${kind} ${String(body['problem'] ?? body['by'])}`);
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => void setImmediate(resolve));
};
/** Nothing is under way any more: only turning the clock goes on from here. */
async function quiet(): Promise<void> {
  for (let turns = 0; turns < 20; turns = kiosk.clock.asking > 0 ? 0 : turns + 1) {
    await new Promise((resolve) => void setImmediate(resolve));
  }
}
/** Lets time pass in steps, so that what is asked on the way is answered on the way. */
async function pass(ms: number): Promise<void> {
  for (let done = 0; done < ms; done += addressRetryFirstMs) {
    await quiet();
    kiosk.clock.advance(Math.min(addressRetryFirstMs, ms - done));
    await quiet();
  }
}
const asked = (district: FaultyDistrict): number =>
  district.arrived.filter(({ url }) => url === '/api/documents').length;

describe('a district that has moved', () => {
  it('is gone to once it answers there as this kiosk’s own, and the kiosk sends there', async () => {
    send(next.url);
    sync.start();
    await until(() => sync.districtUrl() === next.url);
    kiosk.write(1);
    sync.nudge();
    await until(() => next.ids(kiosk.journal.position().journal).length > 0);
    expect(entries()).toEqual(['setting.changed district']);
    expect(sync.addressProblem()).toBeNull();
  });

  it('is gone to by a kiosk that starts again, without asking', async () => {
    memory.held = { kiosk: kiosk.identity.kiosk, url: next.url, former: kiosk.district.url };
    sync = syncOf();
    sync.start();
    await until(() => sync.status().online);
    expect(kiosk.district.arrived).toEqual([]);
  });

  it('moves no kiosk whose technician has fixed the address, and no other kiosk’s file does', async () => {
    sync = syncOf(kiosk.identity, kiosk.district.url);
    send(next.url);
    sync.start();
    await until(() => asked(kiosk.district) > 0 && sync.status().online);
    await pass(idleUploadMs);
    expect(next.arrived).toEqual([]);

    const other = '0190a5a0-0000-7000-8000-000000000009' as MovedAddress['kiosk'];
    memory.held = { kiosk: other, url: next.url, former: kiosk.district.url };
    expect(syncOf().districtUrl()).toBe(kiosk.district.url);
  });

  it('is said by settings, not by their silence', async () => {
    memory.held = { kiosk: kiosk.identity.kiosk, url: next.url, former: kiosk.district.url };
    send(undefined);
    sync = syncOf();
    sync.start();
    await until(() => sync.status().online);
    await pass(2 * addressLostMs);
    expect(sync.districtUrl()).toBe(next.url);
  });
});

describe('an address that would lock the kiosk out', () => {
  const bad: [string, string, () => string | Promise<string>][] = [
    ['where nobody answers', 'district.unreachable', () => 'http://127.0.0.1:9'],
    [
      'of a sign-in page',
      'district.not-the-district',
      () => {
        next.faults.push(faults.portal);
        return next.url;
      },
    ],
    [
      'of a server that does not know it',
      'district.unknown-kiosk',
      () => {
        next.faults.push(faults.status(401));
        return next.url;
      },
    ],
  ];
  it.each(bad)('%s is not gone to, and the reason is told once', async (_, reason, url) => {
    send(await url());
    sync.start();
    await until(() => sync.addressProblem() !== null);
    expect(sync.districtUrl()).toBe(kiosk.district.url);
    expect(sync.addressProblem()).toMatchObject({ code: 'setting.rolled-back' });
    expect(sync.addressProblem()?.vi).toContain(reason);
    expect(entries()).toEqual([`setting.rolled-back ${reason}`]);
    kiosk.write(1);
    sync.nudge();
    await until(() => kiosk.district.ids(kiosk.journal.position().journal).length > 0);
  });

  it('without TLS is not gone to from one with it, and not even asked', async () => {
    const secure = { ...kiosk.identity, districtUrl: 'https://127.0.0.1:9' };
    const documents = new MemoryDocuments();
    documents.install(settings(next.url));
    const parts = { ...kiosk, identity: new MemoryIdentity(secure), documents, address: memory };
    sync = createSync({ ...parts, version: '1.2.3' });
    sync.start();
    await until(() => sync.addressProblem() !== null);
    expect(sync.addressProblem()?.vi).toContain('TLS');
    expect(next.arrived).toEqual([]);
  });

  it('is asked again, oftener at first, and gone to when it answers', async () => {
    const port = next.port;
    await next.close();
    send(`http://127.0.0.1:${port}`);
    sync.start();
    await until(() => sync.addressProblem() !== null);
    const later = await anotherDistrict(port);
    later.faults.push(...Array.from({ length: 4 }, () => faults.status(503)));
    await pass(10 * addressRetryFirstMs);
    expect(asked(later)).toBe(3); // after 1, 2 and 4 minutes
    expect(entries()).toHaveLength(2); // unreachable, then 503
    await pass(addressRetryMaxMs);
    expect(sync.districtUrl()).toBe(`http://127.0.0.1:${port}`);
    expect(sync.addressProblem()).toBeNull();
  });

  it('that is corrected is tried at once', async () => {
    send('http://127.0.0.1:9');
    sync.start();
    await until(() => sync.addressProblem() !== null);
    send(next.url);
    await quiet();
    kiosk.clock.advance(idleUploadMs);
    await until(() => sync.districtUrl() === next.url);
    expect(sync.addressProblem()).toBeNull();
  });

  it('is forgotten when the settings name it no more', async () => {
    send('http://127.0.0.1:9');
    sync.start();
    await until(() => sync.addressProblem() !== null);
    send(undefined);
    await pass(idleUploadMs);
    expect(sync.addressProblem()).toBeNull();
    expect(sync.districtUrl()).toBe(kiosk.district.url);
  });

  it('cannot be gone to with a disk that keeps nothing, and the kiosk stays', async () => {
    memory.isFull = true;
    send(next.url);
    sync.start();
    await until(() => sync.addressProblem() !== null);
    expect(sync.addressProblem()?.code).toBe('storage.full');
    expect(sync.districtUrl()).toBe(kiosk.district.url);
  });
});

describe('a new address that falls silent', () => {
  async function moved(): Promise<void> {
    send(next.url);
    sync.start();
    await until(() => sync.districtUrl() === next.url && sync.status().online);
    await next.close();
  }

  it('is left again for the old one, which is told, and gone to when it is back', async () => {
    const { port } = next;
    await moved();
    await pass(addressLostMs / 2);
    expect(sync.districtUrl()).not.toBe(kiosk.district.url);
    await pass(addressLostMs);
    expect(sync.districtUrl()).toBe(kiosk.district.url);
    expect(sync.addressProblem()).toMatchObject({ code: 'setting.went-back' });
    expect(entries()).toEqual([
      'setting.changed district',
      'setting.rolled-back district.unreachable',
    ]);
    expect(memory.held).toBeNull();
    next = await anotherDistrict(port);
    next.documents = kiosk.district.documents;
    await pass(addressRetryMaxMs);
    expect(sync.districtUrl()).toBe(next.url);
    expect(sync.addressProblem()).toBeNull();
  });

  it('is not left while the old one is silent too', async () => {
    const { url } = next;
    await moved();
    await kiosk.district.close();
    await pass(3 * addressLostMs);
    expect(sync.districtUrl()).toBe(url);
    expect(entries()).toEqual(['setting.changed district']);
  });
});

it('two districts that send a kiosk to each other are gone between slower and slower', async () => {
  kiosk.district.documents = [settings(next.url)];
  next.documents = [settings(kiosk.district.url)];
  sync.start();
  await pass(4 * 60 * addressRetryFirstMs);
  expect(entries().length).toBeLessThan(12);
});
