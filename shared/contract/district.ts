import type { ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import { documentKindSchema, sentDocumentSchema } from '../model/documents.ts';
import { healthSchema } from '../model/health.ts';
import { kioskIdSchema, unitIdSchema } from '../model/ids.ts';
import { counterSchema, unitSchema } from '../model/unit.ts';
import { contract } from './base.ts';
import { officeCatalogueContract, publishingKeySchema } from './catalogue.ts';
import { officeDossierWayContract } from './dossier-way.ts';
import { officeReleasesContract } from './releases.ts';
import { officeKeysContract } from './technician-keys.ts';
import { officeUnitKiosksContract } from './unit-kiosks.ts';
import { officeFleetContract } from './fleet.ts';
import { officeSignalsContract } from './signals.ts';
import { officeDeskContract } from './unit-desk.ts';

/** The district's API, all but the journal upload (upload.ts). */

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);

/** What a kiosk is told once, in exchange for its one-time code. The unit key and the sealing key are secrets in transit. */
export const enrolmentSchema = z.object({
  kiosk: kioskIdSchema,
  unit: unitSchema,
  counter: counterSchema,
  /** 32 bytes: the HMAC key that makes dossier tokens of this unit. */
  unitKey: base64url.length(43),
  /** The district's HPKE public key (X25519, 32 bytes) and its name. */
  sealingKey: z.object({ id: z.string().max(64), publicKey: base64url.length(43) }),
  /** Verifies catalogue packages. Absent from a district that publishes none yet. */
  publishingKey: publishingKeySchema.optional(),
  documents: z.array(sentDocumentSchema),
  time: z.int(),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

const dateSchema = z.iso.date();

/** A share with its uncertainty. `verdict` says whether it may be shown: none 0 answers, few under the minimum. */
export const shareSchema = z.object({
  verdict: z.enum(['none', 'few', 'shown']),
  numerator: z.int(),
  denominator: z.int(),
  /** Unrounded fraction and its Wilson 95 % interval; null unless shown. */
  fraction: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Share = z.infer<typeof shareSchema>;

/** The funnel of dossier-bound surveys. launched = answered + declined + expired + withdrawn + open. */
export const funnelSchema = z.object({
  launched: z.int(),
  shown: z.int(),
  answered: z.int(),
  detailed: z.int(),
  declined: z.int(),
  expired: z.int(),
  withdrawn: z.int(),
  open: z.int(),
});
export type Funnel = z.infer<typeof funnelSchema>;

export const reportGroupSchema = z.object({
  /** Id and name of what the group is about: a unit, a domain, a procedure. */
  key: z.string().nullable(),
  name: z.string(),
  funnel: funnelSchema,
  /** Answers by level, in the form's order; null when the cell is too small to be shown without reading a person out of it. */
  levels: z
    .array(z.object({ value: z.int(), label: z.string(), satisfied: z.boolean(), count: z.int() }))
    .nullable(),
  /** "Tỷ lệ hài lòng tại quầy": (satisfied levels) / all answers. */
  satisfaction: shareSchema,
  /** answered / launched. */
  response: shareSchema,
});
export type ReportGroup = z.infer<typeof reportGroupSchema>;

export const reportSchema = z.object({
  from: dateSchema,
  to: dateSchema,
  /** Forms differ in scale; a report never adds up two scales. */
  form: z.object({ id: z.string(), title: z.string(), source: z.string() }).nullable(),
  total: reportGroupSchema,
  byUnit: z.array(reportGroupSchema),
  byDomain: z.array(reportGroupSchema),
  byProcedure: z.array(reportGroupSchema),
  walkIn: reportGroupSchema,
  /** Ratings of a dossier that had been rated before: kept, shown here, counted nowhere else. */
  repeats: z.int(),
  /** Entries that are stored but could not be understood. */
  quarantined: z.int(),
  minimumAnswers: z.int(),
  durability: z.enum(['full', 'demo']),
  catalogueLabel: z.string(),
});
export type Report = z.infer<typeof reportSchema>;

export const kioskRowSchema = z.object({
  kiosk: kioskIdSchema,
  name: z.string(),
  unit: z.string(),
  counter: z.string(),
  version: z.string().nullable(),
  state: z.enum(['active', 'forbidden', 'retired']),
  /** ms since 1970 UTC, null before the first. */
  lastContact: z.int().nullable(),
  /** Entries made on the kiosk and not yet here, as it last said; null when it never said. */
  queueDepth: z.int().nullable(),
  entriesHeld: z.int(),
  forks: z.int(),
});
export type KioskRow = z.infer<typeof kioskRowSchema>;

export const districtContract = {
  health: contract
    .route({ method: 'GET', path: '/health' })
    .output(z.object({ durability: z.enum(['full', 'demo']), time: z.int() })),
  enrol: contract
    .route({ method: 'POST', path: '/enrolments' })
    .input(
      z.strictObject({
        code: z.string().max(64),
        /** Raw Ed25519 public key, 32 bytes. */
        publicKey: base64url.length(43),
        version: z.string().max(64),
      }),
    )
    .output(enrolmentSchema),
  /** Signed by the kiosk. The documents that differ from what it has. */
  documents: contract
    .route({ method: 'POST', path: '/documents' })
    .input(
      z.strictObject({
        have: z.partialRecord(documentKindSchema, z.int().nonnegative()),
        /** Entries still to be sent, for the fleet page. */
        queueDepth: z.int().nonnegative(),
        version: z.string().max(64),
        /** How the kiosk is; it says so with every call once it has looked at itself. */
        health: healthSchema.optional(),
      }),
    )
    .output(
      z.object({
        documents: z.array(sentDocumentSchema),
        /** As in the enrolment: for kiosks enrolled before there was one. */
        publishingKey: publishingKeySchema.optional(),
        time: z.int(),
      }),
    ),
  office: {
    signIn: contract
      .route({ method: 'POST', path: '/office/session' })
      .input(z.strictObject({ user: z.string().max(64), password: z.string().max(256) }))
      .output(z.object({ user: z.string() })),
    /** Exchanges a one-time link, printed where the server was started, for a session. */
    signInByLink: contract
      .route({ method: 'POST', path: '/office/session/link' })
      .input(z.strictObject({ link: z.string().max(128) }))
      .output(z.object({ user: z.string() })),
    signOut: contract.route({ method: 'DELETE', path: '/office/session' }).output(z.object({})),
    me: contract
      .route({ method: 'GET', path: '/office/session' })
      .output(z.object({ user: z.string().nullable() })),
    report: contract
      .route({ method: 'GET', path: '/office/report' })
      .input(z.object({ from: dateSchema, to: dateSchema, unit: unitIdSchema.optional() }))
      .output(reportSchema),
    kiosks: contract
      .route({ method: 'GET', path: '/office/kiosks' })
      .output(z.array(kioskRowSchema)),
    units: contract.route({ method: 'GET', path: '/office/units' }).output(z.array(unitSchema)),
    catalogue: officeCatalogueContract,
    desk: officeDeskContract,
    dossierWay: officeDossierWayContract,
    signals: officeSignalsContract,
    fleet: officeFleetContract,
    releases: officeReleasesContract,
    keys: officeKeysContract,
    unitKiosks: officeUnitKiosksContract,
  },
};
export type DistrictContract = typeof districtContract;
/** The API as its callers see it, whatever carries it. */
export type DistrictClient = ContractRouterClient<DistrictContract>;
