import { z } from 'zod';
import { sealedTextBytesMax, slipNumberLengthMax, textLengthMax } from '../limits.ts';
import { formReferenceSchema } from './form.ts';
import { healthSchema } from './health.ts';
import {
  clientIdSchema,
  counterIdSchema,
  dossierTokenSchema,
  entryIdSchema,
  hashSchema,
  journalIdSchema,
  kioskIdSchema,
  officerIdSchema,
  procedureCodeSchema,
  surveyIdSchema,
  unitIdSchema,
} from './ids.ts';

/**
 * The journal: everything that happens on a kiosk, append only, each entry chained to the one before.
 * No answer is never an answer: a timeout is `survey.expired`, not a level.
 */

const survey = { survey: surveyIdSchema };

/** Free text sealed to the district's public key (HPKE, RFC 9180); the kiosk cannot open it again. Base64url. */
export const sealedTextSchema = z.strictObject({
  key: z.string().max(64),
  enc: z.string().max(128),
  ct: z.string().max(sealedTextBytesMax),
});
export type SealedText = z.infer<typeof sealedTextSchema>;

/** How the dossier ended. Refusals and returns for completion are asked about too. */
export const handOverSchema = z.enum(['completed', 'returned-for-completion', 'refused']);
export type HandOver = z.infer<typeof handOverSchema>;

export const launcherSchema = z.enum(['officer', 'software', 'citizen']);
export type Launcher = z.infer<typeof launcherSchema>;

/** How late a result was handed over. `unknown`: no due date, or a day nobody has published; never guessed. */
export const latenessSchema = z.strictObject({
  state: z.enum(['on-time', 'late', 'unknown']),
  workingDays: z.int().nonnegative().nullable(),
});
export type LatenessFact = z.infer<typeof latenessSchema>;

const launchedSchema = z.strictObject({
  ...survey,
  origin: z.enum(['desk', 'walk-in']),
  unit: unitIdSchema,
  counter: counterIdSchema,
  form: formReferenceSchema,
  /** Null for a walk-in: it belongs to no dossier and never enters the dossier-bound numbers. */
  dossier: dossierTokenSchema.nullable(),
  /** The resolving agency out of the dossier code; the place of hand-over is `unit`. */
  agency: z.string().max(32).nullable(),
  procedure: procedureCodeSchema.nullable(),
  catalogueVersion: z.int().nonnegative().nullable(),
  officer: officerIdSchema.nullable(),
  handOver: handOverSchema.nullable(),
  /** Who launched it; absent in entries of before there were three ways, and for a walk-in. */
  by: launcherSchema.optional(),
  /** The one-stop software, if it was that. */
  client: clientIdSchema.optional(),
  lateness: latenessSchema.optional(),
  /** Absent: none was due. Its words are memory only, like the dossier's last digits. */
  apology: z.enum(['recorded', 'not-recorded']).optional(),
  /** The number of the apology slip. */
  slip: z.string().max(slipNumberLengthMax).optional(),
});

export const journalKinds = {
  'machine.started': z.strictObject({ version: z.string().max(64), platform: z.string().max(64) }),
  'machine.stopped': z.strictObject({}),
  'journal.opened': z.strictObject({
    journal: journalIdSchema,
    /** Why this journal began: the first on this kiosk, or a new one after the old was set aside. */
    cause: z.enum(['first', 'quarantine']),
    setAside: z.string().max(256).nullable(),
    reason: z.string().max(textLengthMax).nullable(),
    salvaged: z.int().nonnegative(),
  }),
  /** An entry of a journal that had to be set aside, whole: the line as it was hashed, recognised again by its id. */
  'journal.salvaged': z.strictObject({ line: z.string() }),
  'kiosk.enrolled': z.strictObject({
    kiosk: kioskIdSchema,
    unit: unitIdSchema,
    counter: counterIdSchema,
  }),
  'document.installed': z.strictObject({
    document: z.string().max(32),
    version: z.int().positive(),
    hash: hashSchema,
  }),
  'document.refused': z.strictObject({
    document: z.string().max(32),
    /** 0: it could not even be read. */
    version: z.int().nonnegative(),
    reason: z.string().max(textLengthMax),
  }),
  'settings.refused': z.strictObject({ reason: z.string().max(textLengthMax) }),
  'clock.jumped': z.strictObject({ byMs: z.int() }),
  /** The disk takes entries again after it had refused them; writing this entry is the trial itself. */
  'storage.recovered': z.strictObject({
    problem: z.string().max(64),
    refusedForMs: z.int().nonnegative(),
  }),
  /** A window's page died, hung or did not load, and what the shell did about it. */
  'window.gone': z.strictObject({
    window: z.enum(['citizen', 'officer']),
    /** When another page than its own stood in it. */
    page: z.literal('technician').optional(),
    reason: z.string().max(64),
    decision: z.enum(['reload', 'leave']),
  }),
  /** A process of the kiosk without a page died: the machine itself (told by the next one), graphics, network. */
  'process.gone': z.strictObject({
    process: z.enum(['machine', 'gpu', 'helper']),
    reason: z.string().max(64),
    decision: z.enum(['none', 'restart', 'leave']),
  }),
  /** Which screen (a stable id) each window covers from now on; null for a window that stands on none. */
  'display.changed': z.strictObject({
    displays: z.int().nonnegative(),
    citizen: z.string().max(64).nullable(),
    officer: z.string().max(64).nullable(),
    cause: z.enum(['start', 'added', 'removed', 'changed']),
  }),
  'display.power': z.strictObject({
    state: z.enum(['awake', 'asleep']),
    cause: z.enum(['hours', 'touch']),
  }),
  /** The shell ends everything: its exit code and why, in a word of its own. */
  'shell.left': z.strictObject({ code: z.int().min(0).max(255), reason: z.string().max(64) }),
  /** How the kiosk's keys lie on this computer: wrapped by the system's key store, or under file permissions only. */
  'secrets.kept': z.strictObject({ by: z.enum(['key-store', 'file']), store: z.string().max(64) }),
  /** How the kiosk is: once a day, and when its faults change. The figures are those of shared/model/health.ts. */
  'health.noted': z.strictObject({
    faults: z.array(z.string().max(64)).max(64),
    health: healthSchema,
  }),
  /** The technician's page was opened; by a PIN (null) or by the key file of a technician. */
  'technician.signed-in': z.strictObject({ technician: z.string().max(100).nullable() }),
  'technician.sign-in-failed': z.strictObject({ by: z.enum(['pin', 'key']) }),
  'technician.left': z.strictObject({
    cause: z.enum(['technician', 'idle', 'taken-over', 'restart', 'enrolled', 'page-gone']),
  }),
  'setting.changed': z.strictObject({
    key: z.string().max(64),
    by: z.enum(['page', 'provision', 'district']),
  }),
  /** An address of the district that did not answer as this kiosk's district; the old one stands. */
  'setting.rolled-back': z.strictObject({ key: z.string().max(64), problem: z.string().max(64) }),
  'provision.applied': z.strictObject({ issuedAt: z.int(), wiped: z.boolean() }),
  'provision.refused': z.strictObject({ problem: z.string().max(64) }),
  'bundle.made': z.strictObject({
    to: z.enum(['stick', 'district']),
    bytes: z.int().nonnegative(),
  }),
  /** A new version of the program lies beside the running one, whole and proved; a quiet minute will switch to it. */
  'update.downloaded': z.strictObject({ version: z.string().max(64), bytes: z.int() }),
  'update.refused': z.strictObject({
    version: z.string().max(64),
    problem: z.string().max(64),
  }),
  /** The kiosk is about to start this version for the first time. */
  'update.installed': z.strictObject({ version: z.string().max(64), from: z.string().max(64) }),
  /** It has proved itself and stays. */
  'update.healthy': z.strictObject({ version: z.string().max(64) }),
  /** It has not; `to` runs again, and this version is not tried any more. */
  'update.rolled-back': z.strictObject({
    version: z.string().max(64),
    to: z.string().max(64),
    /** The code of why (shared/model/problems-update.ts). */
    problem: z.string().max(64),
  }),
  'upload.refused': z.strictObject({ problem: z.string().max(64) }),
  'upload.regressed': z.strictObject({ from: z.int().nonnegative(), to: z.int().nonnegative() }),
  /** Of a version in which an officer was chosen, not proved. */
  'officer.chosen': z.strictObject({ officer: officerIdSchema }),
  'officer.signed-in': z.strictObject({ officer: officerIdSchema }),
  /** Null: a name that is not on the list. */
  'officer.sign-in-failed': z.strictObject({ officer: officerIdSchema.nullable() }),
  'officer.signed-out': z.strictObject({
    officer: officerIdSchema,
    cause: z.enum(['officer', 'idle', 'shift-end', 'handed-over', 'restart', 'removed']),
  }),
  /** The desk's door stands open beyond this machine. */
  'desk.opened': z.strictObject({
    host: z.string().max(256),
    port: z.int().nonnegative(),
    fingerprint: z.string().max(128).nullable(),
  }),
  /** Somebody was turned away at the desk's door; a bounded number of times a minute. */
  'desk.refused': z.strictObject({
    client: clientIdSchema.nullable(),
    problem: z.string().max(64),
  }),
  /** The one-stop software reports a hand-over; nothing is launched by it. */
  'dossier.handed-over': z.strictObject({
    dossier: dossierTokenSchema,
    procedure: procedureCodeSchema.nullable(),
    officer: officerIdSchema.nullable(),
    handOver: handOverSchema,
    client: clientIdSchema,
  }),

  'survey.launched': launchedSchema,
  /** The apology stands on the screen; the levels follow. */
  'survey.apology-shown': z.strictObject(survey),
  'survey.shown': z.strictObject(survey),
  'survey.answered': z.strictObject({
    ...survey,
    form: formReferenceSchema,
    level: z.int().min(0).max(99),
    /** Milliseconds between the levels appearing and the tap, by the monotonic clock. */
    afterMs: z.int().nonnegative(),
  }),
  'survey.detailed': z.strictObject({
    ...survey,
    reasons: z.array(z.string().max(64)).max(64),
    criteria: z.array(z.strictObject({ id: z.string().max(64), level: z.int() })).max(64),
    comment: sealedTextSchema.nullable(),
  }),
  'survey.declined': z.strictObject(survey),
  'survey.expired': z.strictObject({ ...survey, cause: z.enum(['timeout', 'restart']) }),
  'survey.withdrawn': z.strictObject({
    ...survey,
    officer: officerIdSchema.nullable(),
    client: clientIdSchema.optional(),
  }),
  /** A second launch of a rated dossier, refused at this kiosk. */
  'survey.repeat-refused': z.strictObject({
    dossier: dossierTokenSchema,
    officer: officerIdSchema.nullable(),
    client: clientIdSchema.optional(),
    by: launcherSchema.optional(),
  }),
  /** A touch on a level after the survey had ended; kept as evidence, counted nowhere. */
  'survey.late-touch': z.strictObject(survey),
} as const;

export type EntryKind = keyof typeof journalKinds;
export type EntryBody<K extends EntryKind> = z.infer<(typeof journalKinds)[K]>;

/** What a use case asks the journal to write; the journal adds position, time and chain. */
export type EntryDraft = {
  [K in EntryKind]: { readonly kind: K; readonly body: EntryBody<K>; readonly id?: string };
}[EntryKind];

/**
 * The envelope: what every entry has, whatever its kind.
 * Times: `wall` device time in ms since 1970 UTC; `mono` ms of the monotonic clock of `boot`;
 * `offset` the last known (district − device) difference in ms, null before the first contact.
 */
export const entrySchema = z.strictObject({
  journal: journalIdSchema,
  seq: z.int().positive(),
  id: entryIdSchema,
  kind: z.string().max(64),
  body: z.record(z.string(), z.unknown()),
  wall: z.int(),
  boot: z.string().max(64),
  mono: z.int().nonnegative(),
  offset: z.int().nullable(),
  prev: hashSchema,
});
export type Entry = z.infer<typeof entrySchema>;

/** Where a journal stands: its last entry's number and hash. `seq` 0 with the zero hash is the empty journal. */
export const positionSchema = z.strictObject({
  journal: journalIdSchema,
  seq: z.int().nonnegative(),
  hash: hashSchema,
});
export type Position = z.infer<typeof positionSchema>;
