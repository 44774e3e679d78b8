import { eventIterator, type ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import { pinLengthMax, technicianEventsMax, textLengthMax } from '../limits.ts';
import { faultSchema, healthSchema } from '../model/health.ts';
import { problemSchema } from '../model/problems.ts';
import { settingKeySchema, settingRangeSchema } from '../model/technician-settings.ts';
import { bilingualSchema } from '../model/text.ts';
import { counterSchema, unitSchema } from '../model/unit.ts';
import { contract } from './base.ts';

/**
 * The technician's page: how the kiosk is, and what a technician may do about it. It never carries a level, a reason,
 * a comment, a dossier or a name: the queue is a depth, the log is kinds and times.
 *
 * It opens for a PIN or a key file (`citizen.technician`), and without either on a kiosk that is not enrolled. Each
 * call counts as use; `watch` does not. After `technicianIdleMs` without use, and when somebody else opens the page, it
 * ends by itself: every call is then refused with `technician.closed`, and `watch` ends.
 */

const done = z.object({});

/**
 * What "leave the kiosk" leads to on this computer. `sign-in`: the kiosk stays ended and the screen asks for a sign-in,
 * until the computer starts again. `again`: whoever starts the kiosk does so at once. `end`: the program ends, and nobody
 * starts it.
 */
export const afterLeavingSchema = z.enum(['sign-in', 'again', 'end']);
export type AfterLeaving = z.infer<typeof afterLeavingSchema>;

export const technicianStateSchema = z.object({
  /** Where the citizen's page is, to go back to; null under a shell that changes windows by itself. */
  back: z.string().nullable(),
  /** Who opened it: the key file's technician; null for a PIN, and for the first start. */
  technician: z.string().nullable(),
  /** Not enrolled yet: the page begins with the wizard. */
  firstStart: z.boolean(),
  /** Ms until it ends by itself, when this was sent. */
  endsInMs: z.int().nonnegative(),
  place: z.object({ unit: unitSchema, counter: counterSchema }).nullable(),
  districtUrl: z.string().nullable(),
  /** Whether a PIN is set, here or by the district. */
  hasPin: z.boolean(),
  afterLeaving: afterLeavingSchema,
  verdict: z.enum(['well', 'warning', 'sick']),
  faults: z.array(faultSchema),
  health: healthSchema,
  /** What hinders sending, in words. */
  problem: problemSchema.nullable(),
});
export type TechnicianState = z.infer<typeof technicianStateSchema>;

export const settingRowSchema = z.object({
  key: settingKeySchema,
  words: bilingualSchema,
  owner: z.enum(['kiosk', 'district']),
  range: settingRangeSchema,
  value: z.unknown(),
  /** Where the value comes from. */
  from: z.enum(['page', 'provision', 'district', 'default']),
  default: z.unknown(),
  /** Whether the page may set it now: not while the district, which owns it, has said something. */
  here: z.boolean(),
  /** Taken up by the next start only. */
  restart: z.boolean(),
});
export type SettingRow = z.infer<typeof settingRowSchema>;

export const settingsViewSchema = z.object({
  rows: z.array(settingRowSchema),
  /** Why a file of settings was refused; the last good one is in force. */
  refused: z.array(problemSchema),
});
export type SettingsView = z.infer<typeof settingsViewSchema>;

/** One step of the way to the district, in the order in which they are tried; the first that fails is the cause. */
export const networkStepSchema = z.object({
  step: z.enum(['cable', 'address', 'name', 'connection', 'tls', 'portal', 'district', 'clock']),
  /** Null: not tried, without a sentence because one before it failed; with one where it need not be. */
  ok: z.boolean().nullable(),
  vi: z.string(),
  en: z.string(),
});
export type NetworkStep = z.infer<typeof networkStepSchema>;

export const logEntrySchema = z.object({
  seq: z.int().positive(),
  kind: z.string(),
  /** Device time, ms since 1970 UTC. */
  wall: z.int(),
  /** One word of the entry: its cause, problem, reason or state. Never of a survey. */
  cause: z.string().nullable(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

export const logGroupSchema = z.enum(['all', 'faults', 'machine', 'network', 'access', 'settings']);
export type LogGroup = z.infer<typeof logGroupSchema>;

/** A stick in a port of this computer, and what on it is for us. */
export const stickSchema = z.object({
  /** Its folder; names it in other calls. */
  path: z.string(),
  label: z.string(),
  writable: z.boolean(),
  freeBytes: z.int().nonnegative().nullable(),
  hasProvision: z.boolean(),
  hasKey: z.boolean(),
});
export type Stick = z.infer<typeof stickSchema>;

const districtUrl = z.string().max(1_024);
const stickPath = z.string().max(textLengthMax);

export const technicianContract = {
  state: contract.output(technicianStateSchema),
  /** The same at once, then after every change and every few seconds; ends when the page is closed. */
  watch: contract.output(eventIterator(technicianStateSchema)),
  /** Ends it. The page goes to `back`. */
  leave: contract.output(done),

  settings: contract.output(settingsViewSchema),
  /**
   * Null takes back what was set here. An address of the district is tried first and only then taken.
   * Problems: `setting.*`, `storage.*`.
   */
  set: contract
    .input(z.strictObject({ key: settingKeySchema, value: z.unknown() }))
    .output(settingsViewSchema),
  /** The PIN of this page, where the district gives none. Problems: `technician.pin-weak`, `storage.*`. */
  setPin: contract.input(z.strictObject({ pin: z.string().max(pinLengthMax) })).output(done),

  /** Asks the district now; the outcome shows in the state. */
  sendNow: contract.output(done),
  /** A hundred durable writes on the data folder's disk, as an entry is written. */
  measureDisk: contract.output(
    z.object({ p50Ms: z.number(), p99Ms: z.number(), writes: z.int().positive() }),
  ),
  /** From the cable to the district, in plain words. Without an address: the one in force. */
  diagnose: contract
    .input(z.strictObject({ districtUrl: districtUrl.optional() }))
    .output(z.object({ steps: z.array(networkStepSchema) })),
  log: contract
    .input(
      z.strictObject({
        group: logGroupSchema,
        /** Only entries before this number; for the next page. */
        before: z.int().positive().optional(),
        count: z.int().min(1).max(technicianEventsMax).optional(),
      }),
    )
    .output(z.object({ entries: z.array(logEntrySchema), more: z.boolean() })),

  /** A code from the district: the first enrolment, another one, or another counter. Problems: as enrolment. */
  enrol: contract
    .input(z.strictObject({ districtUrl, code: z.string().max(64) }))
    .output(technicianStateSchema),
  sticks: contract.output(z.array(stickSchema)),
  /** Enrols by the provision file of a stick. Problems: `provision.*`, as enrolment. */
  provision: contract.input(z.strictObject({ stick: stickPath })).output(technicianStateSchema),
  /** Logs, health and settings in one file, without secrets and without a citizen's word. Problems: `bundle.*`. */
  bundle: contract
    .input(
      z.discriminatedUnion('to', [
        z.strictObject({ to: z.literal('stick'), stick: stickPath }),
        z.strictObject({ to: z.literal('district') }),
      ]),
    )
    .output(z.object({ name: z.string(), bytes: z.int() })),
  /** `restart`: the kiosk begins again. `quit`: it ends, and what comes then is `afterLeaving` of the state. */
  end: contract.input(z.strictObject({ how: z.enum(['restart', 'quit']) })).output(done),
};
export type TechnicianContract = typeof technicianContract;
/** What a window sees of the machine. */
export type TechnicianClient = ContractRouterClient<TechnicianContract>;

/**
 * The way in, a part of the citizen's contract. `url` is where the page is from now on; null under a shell that changes
 * windows by itself. Problems: `technician.refused` whatever was wrong, `technician.wait`, `technician.no-pin`,
 * `technician.no-key`, `storage.*`.
 */
const opened = z.object({ url: z.string().nullable() });
export const technicianDoorContract = {
  /** Without a PIN only while the kiosk is not enrolled. */
  unlock: contract
    .input(z.strictObject({ pin: z.string().max(pinLengthMax).nullable() }))
    .output(opened),
  /** By a key file on a stick in this computer. */
  unlockByKey: contract.output(opened),
};

/** `POST`, signed by the kiosk, `application/zip`: the district keeps a support bundle and answers 200. */
export const supportBundlePath = '/api/support-bundles';
