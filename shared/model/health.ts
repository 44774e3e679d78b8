import { z } from 'zod';

/**
 * How a kiosk is: what it measured of itself, and nothing about any person. Null means that this figure could not be
 * read here; an older kiosk leaves out what a newer one knows, so every reader takes a missing figure for a null.
 */

const text = z.string().max(128);
const count = z.int().nonnegative();
const version = count.nullable().default(null);
/** Milliseconds; `…Ms` ending in an age is the time since. */
const ms = z.int().nonnegative().nullable().default(null);
const bytes = count.nullable().default(null);
const word = text.nullable().default(null);

export const displayFigureSchema = z.object({
  id: z.string().max(64),
  width: count.nullable(),
  height: count.nullable(),
  touch: z.boolean().nullable(),
});
export type DisplayFigure = z.infer<typeof displayFigureSchema>;

export const healthSchema = z.object({
  /** Device time of the reading, ms since 1970 UTC. */
  at: z.int(),

  // The way up
  enrolled: z.boolean(),
  online: z.boolean(),
  queueDepth: count,
  /** How long the oldest entry has been waiting to be sent; null with an empty queue. */
  oldestUnsentMs: ms,
  /** How long ago the district last acknowledged anything. */
  lastAcknowledgedMs: ms,
  lastContactMs: ms,
  /** The code of what hinders the upload or the documents (shared/model/problems.ts). */
  uploadProblem: word,

  // Disk and memory
  storageProblem: word,
  diskFreeBytes: bytes,
  diskTotalBytes: bytes,
  /** How long this disk takes to make an entry durable, the slowest of a hundred. */
  syncP99Ms: z.number().nonnegative().nullable().default(null),
  memoryUsedBytes: bytes,
  memoryFreeBytes: bytes,
  memoryTotalBytes: bytes,

  // Process and computer
  processUptimeMs: ms,
  computerUptimeMs: ms,
  /** Starts of the machine within 24 hours, and those of them that followed no clean end. */
  starts24h: version,
  crashes24h: version,
  /** The reason of the last page that died, hung or did not load within 24 hours. */
  lastWindowFault: word,
  temperatureC: z.number().nullable().default(null),
  power: z.enum(['mains', 'battery']).nullable().default(null),
  batteryPercent: z.int().min(0).max(100).nullable().default(null),

  // Time
  /** District time less device time; null before the first contact. */
  clockSkewMs: z.int().nullable().default(null),
  clockJumps24h: version,
  timezone: word,

  // What people touch
  displays: z.array(displayFigureSchema).max(16).nullable().default(null),
  lastTouchMs: ms,
  lastScanMs: ms,

  // Versions
  appVersion: text,
  nodeVersion: text,
  electronVersion: word,
  system: text,
  catalogueVersion: version,
  catalogueAgeMs: ms,
  formVersion: version,
  settingsVersion: version,
  officersVersion: version,

  // Lock, secrets, doors, update
  /** What `hai-long-os verify` found: steps looked at, and the names of those that do not hold. */
  lock: z
    .object({ checked: count, loose: z.array(z.string().max(64)).max(200) })
    .nullable()
    .default(null),
  secrets: z.enum(['key-store', 'file']).nullable().default(null),
  deskDoor: z.enum(['closed', 'this-computer', 'lan']).nullable().default(null),
  update: z
    .object({ state: z.string().max(32), version: z.string().max(64).nullable() })
    .nullable()
    .default(null),
  /** The code of why the technician's file or the settings of the district were refused. */
  settingsProblem: word,
});
export type Health = z.infer<typeof healthSchema>;

/** `warning`: works, and somebody should look. `sick`: does not do what it is there for. */
export const severitySchema = z.enum(['warning', 'sick']);
export type Severity = z.infer<typeof severitySchema>;

/** One thing that is wrong, as it is shown: complete sentences that say what it is and what to do. */
export const faultSchema = z.object({
  code: z.string().max(64),
  severity: severitySchema,
  vi: z.string(),
  en: z.string(),
});
export type Fault = z.infer<typeof faultSchema>;
