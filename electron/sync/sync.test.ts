import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoffMaxMs, idleUploadMs } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/model/result.ts';
import { faults } from '../../tests/support/faulty-district.ts';
import {
  sampleEnrolment,
  sendingKiosk,
  type SendingKiosk,
} from '../../tests/support/sending-kiosk.ts';
import { MemoryDocuments, MemoryIdentity } from '../core/testing/memory-documents.ts';
import { createSync, type Sync, type SyncParts } from './sync.ts';

let kiosk: SendingKiosk;
let sync: Sync;

beforeEach(async () => {
  kiosk = await sendingKiosk();
  sync = syncOf(new MemoryIdentity(kiosk.identity));
});
afterEach(async () => {
  await sync.stop();
  await kiosk.district.close();
});

function syncOf(identity: MemoryIdentity, more: Partial<SyncParts> = {}): Sync {
  const documents = new MemoryDocuments();
  return createSync({ ...kiosk, identity, documents, version: '1.2.3', ...more });
}

/** Resolves when the status is as expected; the test's own timeout is the limit. */
async function until(expected: () => boolean): Promise<void> {
  if (expected()) return;
  await new Promise<void>((resolve) => {
    const stop = sync.onChange(() => {
      if (!expected()) return;
      stop();
      resolve();
    });
  });
}

const drained = (): boolean => sync.status().online && sync.status().queueDepth === 0;

/** Both lanes rest: journal and documents. */
const resting = (): Promise<void> => kiosk.clock.resting(2);

it('sends what was collected before it started', async () => {
  kiosk.write(3);
  expect(sync.status()).toMatchObject({ online: false, queueDepth: 3 });
  sync.start();
  await until(drained);
  expect(kiosk.district.ids(kiosk.journal.position().journal)).toHaveLength(3);
  expect(sync.status()).toMatchObject({ online: true, problem: null, queueDepth: 0 });
  expect(sync.status().lastContact).toBe(kiosk.clock.wall());
  expect(sync.offset()).not.toBeNull();
});

it('sends what is new at a nudge, without waiting for the heartbeat', async () => {
  sync.start();
  await until(drained);
  await resting();
  kiosk.write(1);
  sync.nudge();
  await until(drained);
  expect(kiosk.district.ids(kiosk.journal.position().journal)).toHaveLength(1);
});

it('asks where the district stands and for documents at every heartbeat', async () => {
  sync.start();
  await until(drained);
  await resting();
  const before = kiosk.district.arrived.length;
  kiosk.clock.advance(idleUploadMs);
  await resting();
  const urls = kiosk.district.arrived.slice(before).map(({ url }) => url.split('/').at(-1));
  expect(urls.sort()).toEqual(['documents', 'position']);
});

it('tells what hinders it, and that it is over', async () => {
  kiosk.district.faults.push(faults.status(500), faults.status(500));
  sync.start();
  await until(() => sync.status().problem?.code === 'district.error');
  await resting();
  kiosk.clock.advance(idleUploadMs);
  await until(() => sync.status().problem === null && sync.status().online);
});

it('sends everything after weeks without a network', async () => {
  const { port } = kiosk.district;
  const weekMs = 7 * 24 * 60 * 60_000;
  await kiosk.district.close();
  sync.start();
  for (let week = 0; week < 4; week += 1) {
    kiosk.write(700);
    await until(() => sync.status().problem?.code === 'district.unreachable');
    await resting();
    kiosk.clock.sleep(weekMs);
    kiosk.clock.advance(backoffMaxMs);
  }
  await resting();
  expect(sync.status()).toMatchObject({ online: false, queueDepth: 2_800 });
  await kiosk.district.listen(port);
  kiosk.clock.advance(backoffMaxMs);
  await until(drained);
  const ids = kiosk.journal.entries.map(({ id }) => id);
  expect(kiosk.district.ids(kiosk.journal.position().journal)).toEqual(ids);
});

describe('stopping', () => {
  it('ends a request under way and leaves no timer', async () => {
    kiosk.district.faults.push(faults.silence, faults.silence);
    sync.start();
    while (kiosk.district.arrived.length < 2) await new Promise((done) => void setImmediate(done));
    await sync.stop();
    expect(kiosk.clock.timers).toBe(0);
  });
});

describe('a kiosk that is not enrolled', () => {
  beforeEach(() => {
    sync = syncOf(new MemoryIdentity(null, kiosk.identity.privateKey));
  });

  it('collects, sends nothing and says why', () => {
    kiosk.write(2);
    sync.start();
    expect(sync.status()).toMatchObject({
      online: false,
      queueDepth: 2,
      problem: { code: 'enrolment.missing' },
    });
    expect(kiosk.district.arrived).toEqual([]);
  });

  it('sends everything once it is enrolled', async () => {
    kiosk.write(2);
    sync.start();
    kiosk.district.enrol = () => ({ status: 200, body: sampleEnrolment });
    const enrolled = await sync.enrol({ districtUrl: kiosk.district.url, code: 'ABCD' });
    expect(enrolled.ok).toBe(true);
    await until(drained);
    const ids = kiosk.journal.entries.map(({ id }) => id);
    expect(kiosk.district.ids(kiosk.journal.position().journal)).toEqual(ids);
  });
});

describe('a kiosk that is enrolled anew', () => {
  const startOver = vi.fn<(reason: string) => Result<void, never>>(() => ok(undefined));
  const enrolAnew = async (): Promise<void> => {
    kiosk.district.enrol = () => ({ status: 200, body: sampleEnrolment });
    const enrolled = await sync.enrol({ districtUrl: kiosk.district.url, code: 'ABCD' });
    expect(enrolled.ok).toBe(true);
  };

  beforeEach(() => {
    startOver.mockClear();
    sync = syncOf(new MemoryIdentity(kiosk.identity, kiosk.identity.privateKey), { startOver });
  });

  it('begins a new journal where the district had refused the old one', async () => {
    kiosk.write(2);
    const refusal = kiosk.district.refusal('fork', kiosk.journal.position());
    kiosk.district.faults.push(faults.json(409, refusal));
    sync.start();
    await until(() => sync.status().problem?.code === 'district.fork');
    expect(startOver).not.toHaveBeenCalled();
    await enrolAnew();
    expect(startOver).toHaveBeenCalledExactlyOnceWith('district.fork');
  });

  it('goes on with a journal that nobody refused', async () => {
    kiosk.write(2);
    sync.start();
    await until(drained);
    await enrolAnew();
    expect(startOver).not.toHaveBeenCalled();
  });
});
