import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backoffFirstMs, refusedRetryMs } from '../../shared/limits.ts';
import type { Hash } from '../../shared/model/ids.ts';
import { faults } from '../../tests/support/faulty-district.ts';
import { sendingKiosk, type SendingKiosk } from '../../tests/support/sending-kiosk.ts';
import { MemoryJournal } from '../core/testing/memory-journal.ts';
import { Upload } from './upload.ts';

/** Where the district says it stands, and what the kiosk believes of it. */

let kiosk: SendingKiosk;
let upload: Upload;

beforeEach(async () => {
  kiosk = await sendingKiosk();
  upload = new Upload(kiosk);
  kiosk.write(5);
  await drain();
});
afterEach(() => kiosk.district.close());

async function drain(): Promise<void> {
  while ((await upload.step()).ms === 0);
}

function journal() {
  return kiosk.journal.position().journal;
}

function held(): string[] {
  return kiosk.district.ids(journal());
}

function written(): string[] {
  return kiosk.journal.entries.map(({ id }) => id);
}

function bodiesOf(kind: 'upload.regressed' | 'upload.refused') {
  return kiosk.journal.ofKind(kind).map(({ body }) => body);
}

describe('a district that went back in time', () => {
  it('is sent the rest again, and the journal says so once', async () => {
    kiosk.district.goBackTo(journal(), 2);
    await upload.step();
    expect(kiosk.progress.acknowledged()?.seq).toBe(2);
    await drain();
    expect(held()).toEqual(written());
    expect(bodiesOf('upload.regressed')).toEqual([{ from: 5, to: 2 }]);
  });

  it('is noticed by a gap in the middle of sending', async () => {
    kiosk.district.goBackTo(journal(), 0);
    kiosk.write(1);
    const pause = await upload.step();
    expect(pause.ms).toBeLessThanOrEqual(backoffFirstMs);
    await drain();
    expect(held()).toEqual(written());
    expect(bodiesOf('upload.regressed')).toEqual([{ from: 5, to: 0 }]);
  });

  it('is noticed after a restart of the kiosk', async () => {
    kiosk.district.goBackTo(journal(), 1);
    upload = new Upload(kiosk);
    await drain();
    await drain();
    expect(held()).toEqual(written());
    expect(bodiesOf('upload.regressed')).toEqual([{ from: 5, to: 1 }]);
  });
});

describe('a gap', () => {
  it('is closed from the position the district names', async () => {
    kiosk.write(2);
    const ahead = { ...kiosk.journal.position(), seq: 6, hash: kiosk.journal.hashAt(6) as Hash };
    const refusal = kiosk.district.refusal('gap', ahead);
    kiosk.district.faults.push(faults.json(409, refusal));
    expect((await upload.step()).ms).toBe(0);
    kiosk.district.goBackTo(journal(), 5);
    await drain();
    await drain();
    expect(held()).toEqual(written());
  });

  it('at the very place that was sent is an alarm, not a loop', async () => {
    kiosk.write(1);
    const refusal = kiosk.district.refusal('gap', kiosk.district.position(journal()));
    kiosk.district.faults.push(faults.json(409, refusal));
    expect((await upload.step()).ms).toBe(refusedRetryMs);
    expect(upload.problem()?.code).toBe('district.fork');
  });
});

describe('a fork', () => {
  const expectAlarm = async (): Promise<void> => {
    expect((await upload.step()).ms).toBe(refusedRetryMs);
    expect(upload.problem()?.code).toBe('district.fork');
    expect(bodiesOf('upload.refused')).toEqual([{ problem: 'district.fork' }]);
  };

  it('stops the sending, with an alarm, when a position names another hash', async () => {
    kiosk.district.falsify(journal(), 5);
    await expectAlarm();
    const sent = kiosk.district.arrived.length;
    await expectAlarm();
    expect(kiosk.district.arrived.slice(sent).map(({ method }) => method)).toEqual(['GET']);
  });

  it('stops the sending when the district refuses a batch for it', async () => {
    kiosk.write(1);
    const refusal = kiosk.district.refusal('fork', kiosk.district.position(journal()));
    kiosk.district.faults.push(faults.json(409, refusal));
    await expectAlarm();
  });

  it('is what a position beyond the end of the journal means', async () => {
    const beyond = { ...kiosk.journal.position(), seq: 99 };
    kiosk.district.faults.push(faults.json(200, { position: beyond, time: 0, durability: 'full' }));
    await expectAlarm();
  });

  it('is what a need for entries means that have been forgotten here', async () => {
    kiosk.district.goBackTo(journal(), 1);
    const { linesAfter } = kiosk.journal;
    kiosk.journal.linesAfter = (seq, bounds) =>
      linesAfter.call(kiosk.journal, Math.max(seq, 3), bounds);
    await upload.step();
    await expectAlarm();
    expect(held().length).toBe(1);
  });

  it('ends when the district agrees again', async () => {
    kiosk.district.falsify(journal(), 5);
    await upload.step();
    kiosk.district.goBackTo(journal(), 4);
    await drain();
    await drain();
    expect(upload.problem()).toBeNull();
    expect(held()).toEqual(written());
  });
});

it('does not believe a position of another journal', async () => {
  const position = { ...kiosk.journal.position(), journal: randomUUID() };
  kiosk.district.faults.push(faults.json(200, { position, time: 0, durability: 'full' }));
  await upload.step();
  expect(upload.problem()?.code).toBe('district.not-the-district');
  expect(kiosk.progress.acknowledged()).toEqual({ ...kiosk.journal.position() });
});

it('begins anew with a journal that replaced a damaged one', async () => {
  let current = kiosk.journal;
  upload = new Upload({
    ...kiosk,
    journal: {
      append: (drafts) => current.append(drafts),
      position: () => current.position(),
      linesAfter: (seq, bounds) => current.linesAfter(seq, bounds),
      hashAt: (seq) => current.hashAt(seq),
    },
  });
  await drain();
  current = new MemoryJournal(kiosk.clock);
  current.append([{ kind: 'machine.stopped', body: {} }]);
  expect(upload.queueDepth()).toBe(1);
  await drain();
  expect(kiosk.district.ids(current.position().journal)).toEqual([current.entries[0]?.id]);
  expect(upload.problem()).toBeNull();
  expect(held()).toEqual(written());
});

describe('a permanent refusal', () => {
  it.each([
    [401, 'district.unknown-kiosk'],
    [403, 'district.forbidden'],
    [410, 'district.retired'],
  ])('%i slows to once an hour, collecting goes on', async (status, code) => {
    kiosk.district.faults.push(faults.status(status), faults.status(status));
    const pause = await upload.step();
    expect(pause).toEqual({ ms: refusedRetryMs, nudgedMs: refusedRetryMs });
    expect(upload.problem()?.code).toBe(code);
    kiosk.write(1);
    await upload.step();
    expect(bodiesOf('upload.refused')).toEqual([{ problem: code }]);
    await drain();
    expect(held()).toEqual(written());
  });

  it('is journalled once per change, and again after the district had accepted', async () => {
    for (const status of [401, 401, 403, 403]) kiosk.district.faults.push(faults.status(status));
    for (let tries = 0; tries < 4; tries += 1) await upload.step();
    await drain();
    kiosk.district.faults.push(faults.status(403));
    await upload.step();
    expect(bodiesOf('upload.refused').map(({ problem }) => problem)).toEqual([
      'district.unknown-kiosk',
      'district.forbidden',
      'district.forbidden',
    ]);
  });

  it('that a full disk could not journal is journalled at the next try', async () => {
    kiosk.district.faults.push(faults.status(403), faults.status(403));
    kiosk.journal.refuse('storage.full');
    await upload.step();
    kiosk.journal.refuse(null);
    await upload.step();
    expect(bodiesOf('upload.refused')).toEqual([{ problem: 'district.forbidden' }]);
  });
});
