import { z } from 'zod';
import { calendarYearsMax, clientsMax, officersMax, revokedKeyFilesMax } from '../limits.ts';
import { formSchema } from './form.ts';
import { clientIdSchema, daySchema, hashSchema } from './ids.ts';
import { plainText } from './text.ts';
import { counterSchema, officerWithPinSchema, pinHashSchema, unitSchema } from './unit.ts';

/**
 * What flows down: versioned documents, each replaced whole, the last good version kept.
 * Nothing that flows up shares a table or a function with them. The catalogue comes down its own way
 * (catalogue-package.ts).
 */

const seconds = (least: number, most: number) =>
  z
    .int()
    .min(least * 1_000)
    .max(most * 1_000);

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** How a scanner that types (keyboard wedge) is told from a person who types. */
export const scannerSchema = z.strictObject({
  /** What the scanner sends before and after a code, if anything. */
  prefix: z.string().max(16),
  suffix: z.enum(['Enter', 'Tab', 'none']),
  /** Keys further apart than this were pressed by a person. */
  gapMsMax: z.int().min(10).max(500),
  lengthMin: z.int().min(3).max(64),
});
export type ScannerSettings = z.infer<typeof scannerSchema>;

/** What of it a page needs that waits for no prefix. */
export const scannerTimingSchema = scannerSchema.pick({ gapMsMax: true, lengthMin: true });

/** As most wedge scanners come out of the box: no prefix, Enter at the end. The fastest hands need 60 ms and more. */
export const scannerDefault: ScannerSettings = {
  ...{ prefix: '', suffix: 'Enter', gapMsMax: 50, lengthMin: 8 },
};

/** Whether a citizen may start a rating with the slip alone: never, if the dossier was reported as handed over, or always. */
export const selfLaunchSchema = z.enum(['never', 'handed-over', 'allowed']);
export type SelfLaunch = z.infer<typeof selfLaunchSchema>;

const daysOfWeek = 7;

/** A week from Monday to Sunday; a day without spans is a day off. */
export const weekSchema = z
  .array(z.array(z.strictObject({ from: clockTime, to: clockTime })).max(4))
  .length(daysOfWeek);

const workingTimeSchema = z.strictObject({
  days: weekSchema,
  /** A dossier received after this hour counts from the next working day; null without such a rule. */
  lateReceptionAt: clockTime.nullable(),
});

/** How a kiosk behaves at its counter. Times in milliseconds. */
export const kioskSettingsSchema = z.strictObject({
  unit: unitSchema,
  counter: counterSchema,
  walkInAllowed: z.boolean(),
  /** How long an invitation waits for a citizen who is still using the kiosk. */
  waitingTimeoutMs: seconds(10, 600),
  /** How long the five levels stay without a touch. */
  ratingTimeoutMs: seconds(10, 600),
  /** How long reasons and comment stay without a touch. */
  detailTimeoutMs: seconds(10, 600),
  /** The visible countdown at the end of a timeout. */
  countdownMs: seconds(5, 60),
  thanksMs: seconds(2, 60),
  /** A kiosk touched within this time is in use: an invitation announces itself instead of taking the screen. */
  pauseMs: seconds(1, 60),
  /** Where the tone stands in "hòa", "thủy" when a citizen types: `old` as written here and if not said, `new` "hoà". */
  tonePlacement: z.enum(['old', 'new']).optional(),
  scanner: scannerSchema.optional(),
  /** `handed-over` if not said. */
  selfLaunch: selfLaunchSchema.optional(),
  /** When the unit works; without it no lateness can be told. */
  workingTime: workingTimeSchema.optional(),
  /** A desk nobody uses locks after the first time; the second is the longest life of a sign-in. */
  desk: z
    .strictObject({ lockAfterMs: seconds(60, 3_600), sessionMs: seconds(600, 50_400) })
    .optional(),
  /** How long an apology stays before the levels follow by themselves. */
  apologyMs: seconds(5, 120).optional(),
  /** argon2id of the PIN that opens the technician's page; it goes before one that was set at the kiosk. */
  technicianPin: pinHashSchema.optional(),
  /** Where the district moves to. A kiosk asks there as itself before it goes, and stays where it is otherwise. */
  districtUrl: z
    .url({ protocol: /^https?$/ })
    .max(1_024)
    .optional(),
  /** Key files that open no technician's page any more: SHA-256 of the text of their `signature`. */
  revokedKeyFiles: z.array(hashSchema).max(revokedKeyFilesMax).optional(),
  /** Acknowledged entries stay this long. */
  retentionDays: z.int().min(30).max(3_650),
});
export type KioskSettings = z.infer<typeof kioskSettingsSchema>;

const daysOfYear = 366;

/** What the office knows of one year's days. In a year that is not `complete` a day that is not listed is unknown. */
const calendarYearSchema = z.strictObject({
  year: z.int().min(2_000).max(2_100),
  /** The decision that the days were taken from; null if nobody has named one. */
  source: plainText().nullable(),
  complete: z.boolean(),
  holidays: z.array(daySchema).max(daysOfYear),
  /** Days that are worked although the week says otherwise. */
  workingDays: z.array(daySchema).max(daysOfYear),
});

/** What one-stop software may do; each right by itself. */
export const clientRightSchema = z.enum(['launch', 'withdraw', 'status', 'dossiers']);
export type ClientRight = z.infer<typeof clientRightSchema>;

/** A one-stop software and its API key, of which only the hash travels: SHA-256 of 256 random bits. */
const apiClientSchema = z.strictObject({
  id: clientIdSchema,
  name: plainText(),
  keyHash: hashSchema,
  rights: z.array(clientRightSchema),
});
export type ApiClient = z.infer<typeof apiClientSchema>;

export const documentBodies = {
  settings: kioskSettingsSchema,
  form: formSchema,
  officers: z.strictObject({ officers: z.array(officerWithPinSchema).max(officersMax) }),
  calendar: z.strictObject({ years: z.array(calendarYearSchema).max(calendarYearsMax) }),
  clients: z.strictObject({ clients: z.array(apiClientSchema).max(clientsMax) }),
} as const;

export type DocumentKind = keyof typeof documentBodies;
export type DocumentBody<K extends DocumentKind> = z.infer<(typeof documentBodies)[K]>;

export const documentKindSchema = z.enum(
  Object.keys(documentBodies) as [DocumentKind, ...DocumentKind[]],
);

/** A document as it travels. `version` only grows; `hash` is SHA-256 over the canonical JSON (RFC 8785) of `body`. */
export const sentDocumentSchema = z.object({
  kind: documentKindSchema,
  version: z.int().positive(),
  hash: hashSchema,
  body: z.unknown(),
});
export type SentDocument = z.infer<typeof sentDocumentSchema>;

export type InstalledDocument<K extends DocumentKind> = {
  readonly kind: K;
  readonly version: number;
  readonly hash: string;
  readonly body: DocumentBody<K>;
};
