import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { catalogueItemSchema } from '../../../shared/model/catalogue-package.ts';
import { kioskSettingsSchema, type KioskSettings } from '../../../shared/model/documents.ts';
import { formSchema, type Form } from '../../../shared/model/form.ts';
import { kioskIdSchema, officerIdSchema, procedureCodeSchema } from '../../../shared/model/ids.ts';
import { counterSchema, officerSchema, unitSchema } from '../../../shared/model/unit.ts';
import { createCore, type Core } from '../core.ts';
import type { Identity } from '../ports.ts';
import { procedureItem } from './catalogue-items.ts';
import { HandClock } from './hand-clock.ts';
import { MemoryDocuments, MemoryIdentity, sentDocument } from './memory-documents.ts';
import { MemoryJournal } from './memory-journal.ts';
import { MemoryShelf } from './memory-shelf.ts';

const sample = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../samples/${path}`, import.meta.url), 'utf8'));

const sampleUnit = z
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
export const procedure = procedureCodeSchema.parse('2.000815');

/** A dossier code of the sample unit, told apart by its number. */
export function dossierCode(number = 1): string {
  return `${sampleUnit.unit.code}-261122-${String(number).padStart(4, '0')}`;
}

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
  documents.install(sentDocument('officers', 1, { officers }));
  return documents;
}

export type Bench = {
  readonly core: Core;
  readonly clock: HandClock;
  readonly journal: MemoryJournal;
  readonly documents: MemoryDocuments;
  readonly catalogues: MemoryShelf;
  readonly identity: MemoryIdentity;
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
  const { items, version, label } = sampleCatalogue;
  if (!given.empty) catalogues.put(items, version, label);
  const start = (): Core =>
    createCore({
      journal,
      documents,
      catalogues,
      identity,
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
