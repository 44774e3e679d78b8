import { z } from 'zod';
import { officersMax } from '../limits.ts';
import { formSchema } from './form.ts';
import { hashSchema } from './ids.ts';
import { counterSchema, officerSchema, unitSchema } from './unit.ts';

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
  /** Acknowledged entries stay this long. */
  retentionDays: z.int().min(30).max(3_650),
});
export type KioskSettings = z.infer<typeof kioskSettingsSchema>;

export const documentBodies = {
  settings: kioskSettingsSchema,
  form: formSchema,
  officers: z.strictObject({ officers: z.array(officerSchema).max(officersMax) }),
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
