import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Identity, UploadProgress } from '../../electron/core/ports.ts';
import { sentDocument } from '../../electron/core/testing/memory-documents.ts';
import { MemoryJournal } from '../../electron/core/testing/memory-journal.ts';
import { createContact } from '../../electron/sync/contact.ts';
import { createSender } from '../../electron/sync/signed-request.ts';
import type { Enrolment } from '../../shared/contract/district.ts';
import { kioskIdSchema } from '../../shared/model/ids.ts';
import type { Position } from '../../shared/model/journal.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { counterSchema, unitSchema } from '../../shared/model/unit.ts';
import { FaultyDistrict } from './faulty-district.ts';
import { LaneClock } from './lane-clock.ts';

/** How far the district has acknowledged, in memory, on a disk that can be full. */
export class MemoryProgress implements UploadProgress {
  full = false;
  #acknowledged: Position | null = null;

  acknowledged(): Position | null {
    return this.#acknowledged;
  }

  acknowledge(position: Position): Result<void, Problem> {
    if (this.full) return fail(problem('storage.full', { path: '/data' }));
    this.#acknowledged = position;
    return ok(undefined);
  }

  forgetBefore(): Result<number, Problem> {
    return ok(0);
  }
}

/** A key pair and the identity of a kiosk that holds its private half. */
export function newIdentity(districtUrl: string, keys = generateKeyPairSync('ed25519')): Identity {
  return {
    districtUrl,
    kiosk: kioskIdSchema.parse(randomUUID()),
    privateKey: keys.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    unitKey: 'A'.repeat(43),
    sealingKey: { id: 'key-1', publicKey: 'A'.repeat(43) },
  };
}

/** What a district answers to a good code. */
export const sampleEnrolment: Enrolment = {
  kiosk: kioskIdSchema.parse('0190a5a0-0000-7000-8000-000000000001'),
  unit: unitSchema.parse({ id: 'mot-cua', code: 'H00.00.01', name: 'Bộ phận Một cửa' }),
  counter: counterSchema.parse({ id: 'quay-1', name: 'Quầy 1' }),
  unitKey: 'B'.repeat(43),
  sealingKey: { id: 'key-1', publicKey: 'C'.repeat(43) },
  documents: [sentDocument('officers', 1, { officers: [] })],
  time: 0,
};

/** What the sending side needs, in memory, and the district it is enrolled with, over real HTTP. */
export async function sendingKiosk() {
  const keys = generateKeyPairSync('ed25519');
  const district = await new FaultyDistrict(keys.publicKey).listen();
  const identity = newIdentity(district.url, keys);
  const clock = new LaneClock();
  const stopped = new AbortController();
  const events: string[] = [];
  const log = (event: string): void => void events.push(event);
  const send = createSender({
    districtUrl: district.url,
    identity,
    clock,
    stopped: stopped.signal,
  });
  return {
    keys,
    district,
    identity,
    clock,
    stopped,
    events,
    log,
    send,
    journal: new MemoryJournal(clock),
    progress: new MemoryProgress(),
    contact: createContact(clock),
    /** Writes `count` entries that mean nothing in particular. */
    write(this: { journal: MemoryJournal }, count: number): void {
      const drafts = Array.from({ length: count }, () => ({
        kind: 'machine.stopped' as const,
        body: {},
      }));
      this.journal.append(drafts);
    },
  };
}
export type SendingKiosk = Awaited<ReturnType<typeof sendingKiosk>>;
