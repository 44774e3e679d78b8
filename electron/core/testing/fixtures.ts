import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { catalogueItemSchema } from '../../../shared/model/catalogue-package.ts';
import {
  kioskSettingsSchema,
  clientRightSchema,
  type ApiClient,
  type ClientRight,
  type KioskSettings,
} from '../../../shared/model/documents.ts';
import { formSchema, type Form } from '../../../shared/model/form.ts';
import {
  clientIdSchema,
  hashSchema,
  kioskIdSchema,
  officerIdSchema,
  procedureCodeSchema,
  type ClientId,
} from '../../../shared/model/ids.ts';
import type { Problem } from '../../../shared/model/problems.ts';
import { ok, type Result } from '../../../shared/model/result.ts';
import {
  counterSchema,
  officerSchema,
  unitSchema,
  type Officer,
  type OfficerWithPin,
} from '../../../shared/model/unit.ts';
import { createCore, type Core } from '../core.ts';
import type { DossierRecord, DossierShelf, Identity } from '../ports.ts';
import { isPin } from '../../../shared/rules/pin.ts';
import { procedureItem } from './catalogue-items.ts';
import { HandClock } from './hand-clock.ts';
import { MemoryDocuments, MemoryIdentity, sentDocument } from './memory-documents.ts';
import { MemoryJournal } from './memory-journal.ts';
import { MemoryShelf } from './memory-shelf.ts';

const sample = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../samples/${path}`, import.meta.url), 'utf8'));

export const sampleUnit = z
  .object({
    unit: unitSchema,
    counters: z.array(counterSchema),
    officers: z.array(officerSchema),
    catalogueLabel: z.string(),
    settings: z.record(z.string(), z.unknown()),
  })
  .parse(sample('unit.json'));

export const fiveLevels: Form = formSchema.parse(sample('forms/hai-long-nam-muc.json'));

export const sampleSettings: KioskSettings = kioskSettingsSchema.parse({
  ...sampleUnit.settings,
  unit: sampleUnit.unit,
  counter: sampleUnit.counters[0],
});

const sampleProcedures = [
  procedureItem('2.000815', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản', {
    domain: 'Chứng thực',
  }),
  procedureItem('1.001193', 'Đăng ký khai sinh', { domain: 'Hộ tịch' }),
  procedureItem('1.000894', 'Đăng ký kết hôn', { domain: 'Hộ tịch' }),
];

/** The catalogue of the sample unit: what it receives is all there is. */
export const sampleCatalogue = {
  version: 1,
  label: sampleUnit.catalogueLabel,
  items: [
    ...sampleProcedures,
    catalogueItemSchema.parse({
      ...{ kind: 'assignment', unit: sampleUnit.unit.id },
      codes: ['2.000815', '1.001193', '1.000894'],
    }),
  ],
};

export const officer = officerIdSchema.parse(sampleUnit.officers[0]?.id);
/** The counter's other officer. */
export const colleague = officerIdSchema.parse(sampleUnit.officers[1]?.id);
export const procedure = procedureCodeSchema.parse('2.000815');

/** The PINs of the first two officers; the third has none. Hashed cheaply: tests check many. */
export const pins = { [officer]: '314159', [colleague]: '271828' };
export const pin = '314159';
const cheapHashes = [
  '$argon2id$v=19$m=64,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$Xe4tmAZoupluuTbM8kJpAJU5x4r+5HnHxVjBmuCrhUQ',
  '$argon2id$v=19$m=64,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$GzqZ6uvUUotTyNnb5ny+M7/sR+oGq3a19ycIGSMbUBQ',
];

/** A dossier code of the sample unit, told apart by its number. */
export function dossierCode(number = 1): string {
  return `${sampleUnit.unit.code}-261122-${String(number).padStart(4, '0')}`;
}

/** The key of a one-stop software that may do everything. */
export const apiKey = 'mot-cua-0123456789abcdef0123456789abcdefghij';
export const apiClient: ApiClient = {
  id: clientIdSchema.parse('mot-cua'),
  name: 'Phần mềm một cửa',
  keyHash: hashSchema.parse(createHash('sha256').update(apiKey).digest('hex')),
  rights: ['launch', 'withdraw', 'status', 'dossiers'],
};

/** The key of a software that has one right only. */
export const narrowKey = (right: ClientRight): string => `chi-${right}-${'0'.repeat(32)}`;
const narrowClients = clientRightSchema.options.map((right): ApiClient => ({
  id: clientIdSchema.parse(`chi-${right}`),
  name: right,
  keyHash: hashSchema.parse(createHash('sha256').update(narrowKey(right)).digest('hex')),
  rights: [right],
}));

/** An identity as after enrolment. The public key is the base point of X25519: well formed, nobody's. */
export const sampleIdentity: Identity = {
  districtUrl: 'http://127.0.0.1:1',
  kiosk: kioskIdSchema.parse('01234567-89ab-4def-8123-456789abcdef'),
  privateKey: '',
  unitKey: Buffer.alloc(32, 7).toString('base64url'),
  sealingKey: {
    id: 'khoa-1',
    publicKey: Buffer.from([9, ...Buffer.alloc(31)]).toString('base64url'),
  },
};

/** Documents of a kiosk that has been told everything. */
export function sampleDocuments(changes: Partial<KioskSettings> = {}): MemoryDocuments {
  const documents = new MemoryDocuments();
  const { officers } = sampleUnit;
  documents.install(sentDocument('settings', 1, { ...sampleSettings, ...changes }));
  documents.install(sentDocument('form', 1, fiveLevels));
  documents.install(sentDocument('officers', 1, { officers: withPins(officers) }));
  documents.install(sentDocument('clients', 1, { clients: [apiClient, ...narrowClients] }));
  return documents;
}

function withPins(officers: readonly Officer[]): OfficerWithPin[] {
  return officers.map((one, place) => {
    const pinHash = cheapHashes[place];
    return pinHash === undefined ? one : { ...one, pin: pinHash };
  });
}

/** What software announced, in memory. */
export class MemoryDossiers implements DossierShelf {
  lists: ReadonlyMap<ClientId, readonly DossierRecord[]> = new Map();

  read(): ReadonlyMap<ClientId, readonly DossierRecord[]> {
    return this.lists;
  }

  write(lists: ReadonlyMap<ClientId, readonly DossierRecord[]>): Result<void, Problem> {
    this.lists = structuredClone(lists);
    return ok(undefined);
  }
}

export type Bench = {
  readonly core: Core;
  readonly clock: HandClock;
  readonly journal: MemoryJournal;
  readonly documents: MemoryDocuments;
  readonly catalogues: MemoryShelf;
  readonly identity: MemoryIdentity;
  readonly dossiers: MemoryDossiers;
  online: boolean;
  written: number;
  /** Ends the machine as a crash would and starts it again over the same journal. */
  restart(): void;
};

/** An enrolled kiosk in memory, its time turned by hand. */
export function kioskOnBench(
  given: { settings?: Partial<KioskSettings>; identity?: Identity | null; empty?: true } = {},
): Bench {
  const clock = new HandClock();
  const journal = new MemoryJournal(clock);
  const documents = given.empty ? new MemoryDocuments() : sampleDocuments(given.settings);
  const identity = new MemoryIdentity(
    given.identity === undefined ? sampleIdentity : given.identity,
  );
  const catalogues = new MemoryShelf();
  const dossiers = new MemoryDossiers();
  const { items, version, label } = sampleCatalogue;
  if (!given.empty) catalogues.put(items, version, label);
  const start = (): Core =>
    createCore({
      journal,
      documents,
      catalogues,
      identity,
      dossiers,
      pins: { isPin, stop: () => Promise.resolve() },
      clock,
      log: () => undefined,
      isOnline: () => bench.online,
      offset: () => null,
      onWritten: () => (bench.written += 1),
    });
  const bench: Bench = {
    get core() {
      return core;
    },
    clock,
    journal,
    documents,
    catalogues,
    identity,
    dossiers,
    online: true,
    written: 0,
    restart() {
      clock.dropTimers();
      core = start();
    },
  };
  let core = start();
  return bench;
}
