import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  answerBytesMax,
  batchEntriesMax,
  backoffFirstMs,
  idleUploadMs,
  requestTimeoutMs,
} from '../../shared/limits.ts';
import { faults, type Fault } from '../../tests/support/faulty-district.ts';
import { sendingKiosk, type SendingKiosk } from '../../tests/support/sending-kiosk.ts';
import { Upload } from './upload.ts';

let kiosk: SendingKiosk;
let upload: Upload;

beforeEach(async () => {
  kiosk = await sendingKiosk();
  upload = new Upload(kiosk);
});
afterEach(() => kiosk.district.close());

/** Steps until there is nothing more to do at once. */
async function drain(): Promise<void> {
  while ((await upload.step()).ms === 0);
}

function held(): string[] {
  return kiosk.district.ids(kiosk.journal.position().journal);
}

function written(): string[] {
  return kiosk.journal.entries.map(({ id }) => id);
}

function sentCounts(): number[] {
  return kiosk.district.arrived
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => gunzipSync(body).toString().trimEnd().split('\n').length);
}

describe('sending', () => {
  it('sends everything in batches, signed, then rests until the heartbeat', async () => {
    kiosk.write(batchEntriesMax * 2 + 1);
    await drain();
    expect(held()).toEqual(written());
    expect(sentCounts()).toEqual([batchEntriesMax, batchEntriesMax, 1]);
    expect(upload.problem()).toBeNull();
    expect(upload.queueDepth()).toBe(0);
    expect(kiosk.progress.acknowledged()).toEqual(kiosk.journal.position());
    expect(await upload.step()).toEqual({ ms: idleUploadMs, nudgedMs: 0 });
    expect(kiosk.district.arrived.at(-1)?.url).toMatch(/\/position$/);
  });

  it('measures the district’s time against its own', async () => {
    const districtAheadMs = 7_200_000;
    kiosk.district.time = () => kiosk.clock.wall() + districtAheadMs;
    expect(kiosk.contact.offset()).toBeNull();
    await upload.step();
    expect(kiosk.contact.offset()).toBe(districtAheadMs);
    expect(kiosk.contact.online()).toBe(true);
    expect(kiosk.contact.lastContact()).toBe(kiosk.clock.wall());
  });

  it('counts an entry once when the answer to it was lost', async () => {
    kiosk.write(3);
    await upload.step();
    kiosk.district.faults.push((response, arrived) => {
      kiosk.district.answerWell({ writeHead() {}, end() {} } as never, arrived);
      faults.reset(response);
    });
    await upload.step();
    expect(kiosk.progress.acknowledged()?.seq).toBe(0);
    expect(held()).toEqual(written());
    await drain();
    expect(held()).toEqual(written());
    expect(upload.queueDepth()).toBe(0);
  });

  it('goes on after a restart from what was acknowledged, asking first', async () => {
    kiosk.write(2);
    await drain();
    kiosk.write(1);
    upload = new Upload(kiosk);
    expect(upload.queueDepth()).toBe(1);
    await drain();
    expect(sentCounts()).toEqual([2, 1]);
  });

  it('halves a batch that is too large, down to one entry', async () => {
    kiosk.district.entriesMax = 1;
    kiosk.write(5);
    await drain();
    expect(held()).toEqual(written());
    expect(sentCounts()).toEqual([5, 3, 2, 1, 1, 1, 1, 1]);
  });

  it('says so when even one entry is too large, and goes on trying', async () => {
    kiosk.district.entriesMax = 0;
    kiosk.write(1);
    await upload.step();
    await upload.step();
    expect(upload.problem()?.code).toBe('district.too-large');
  });

  it('goes on sending when the disk is too full to remember an acknowledgement', async () => {
    kiosk.progress.full = true;
    kiosk.write(batchEntriesMax + 1);
    await drain();
    expect(held()).toEqual(written());
    expect(upload.problem()?.code).toBe('storage.full');
    kiosk.progress.full = false;
    await upload.step();
    expect(upload.problem()).toBeNull();
    expect(kiosk.progress.acknowledged()?.seq).toBe(batchEntriesMax + 1);
  });
});

describe('bad days', () => {
  const cases: [string, Fault, string][] = [
    ['a log-in page with 200', faults.portal, 'district.not-the-district'],
    ['an empty 200', faults.empty, 'district.not-the-district'],
    ['JSON of another shape', faults.json(200, { ok: true }), 'district.not-the-district'],
    ['a page not found', faults.status(404), 'district.not-the-district'],
    ['a proxy’s log-in', faults.status(511), 'district.not-the-district'],
    ['an answer cut off', faults.truncated, 'district.unreachable'],
    ['a reset', faults.reset, 'district.unreachable'],
    ['500', faults.status(500), 'district.error'],
    ['409 without a position', faults.status(409), 'district.error'],
    ['429', faults.status(429), 'district.busy'],
    ['503', faults.status(503), 'district.error'],
    ['503 with Retry-After', faults.status(503, { 'retry-after': '5' }), 'district.busy'],
  ];

  it.each(cases)('%s: nothing counts as sent', async (_name, fault, code) => {
    kiosk.write(2);
    await upload.step();
    const acknowledged = kiosk.progress.acknowledged();
    kiosk.district.faults.push(fault);
    const pause = await upload.step();
    expect(upload.problem()?.code).toBe(code);
    expect(kiosk.contact.online()).toBe(false);
    expect(kiosk.progress.acknowledged()).toEqual(acknowledged);
    expect(upload.queueDepth()).toBe(2);
    expect(pause.ms).toBeLessThanOrEqual(5 * backoffFirstMs);
    await drain();
    expect(held()).toEqual(written());
    expect(upload.problem()).toBeNull();
  });

  it('does not read on when an answer has no end, however well it begins', async () => {
    kiosk.write(1);
    await upload.step();
    const answer = { position: kiosk.journal.position(), time: 0, durability: 'full' };
    kiosk.district.faults.push((response) => {
      response.writeHead(200).end(JSON.stringify(answer) + ' '.repeat(answerBytesMax));
    });
    await upload.step();
    expect(upload.problem()?.code).toBe('district.not-the-district');
    expect(kiosk.progress.acknowledged()?.seq).toBe(0);
  });

  it('never follows a redirect', async () => {
    const elsewhere = await sendingKiosk();
    kiosk.write(1);
    await upload.step();
    for (const status of [301, 302, 303, 307, 308]) {
      kiosk.district.faults.push(faults.status(status, { location: elsewhere.district.url }));
      await upload.step();
      expect(upload.problem()?.code).toBe('district.not-the-district');
    }
    expect(elsewhere.district.arrived).toEqual([]);
    await elsewhere.district.close();
  });

  it('gives up on a silent server when the time is over', async () => {
    kiosk.district.faults.push(faults.silence);
    const step = upload.step();
    while (kiosk.district.arrived.length === 0) await new Promise(setImmediate);
    kiosk.clock.advance(requestTimeoutMs - 1);
    expect(upload.problem()).toBeNull();
    kiosk.clock.advance(1);
    await step;
    expect(upload.problem()?.code).toBe('district.slow');
    expect(kiosk.clock.timers).toBe(0);
  });

  it('keeps everything while nobody listens, and sends it later', async () => {
    const { port } = kiosk.district;
    await kiosk.district.close();
    kiosk.write(3);
    await upload.step();
    expect(upload.problem()?.code).toBe('district.unreachable');
    expect(upload.queueDepth()).toBe(3);
    await kiosk.district.listen(port);
    await drain();
    expect(held()).toEqual(written());
  });
});
