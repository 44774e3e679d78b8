import { z } from 'zod';
import { catalogueItemsMax, proceduresMax } from '../limits.ts';
import { hashSchema, procedureCodeSchema, unitIdSchema } from './ids.ts';
import { publishedProcedureSchema } from './published-procedure.ts';
import { bilingualSchema, plainText } from './text.ts';

/**
 * A published catalogue as one file: gzip over NDJSON, the same from the network and from a USB stick.
 *
 *   line 1   the manifest
 *   line 2   the signature: Ed25519 by the district's publishing key over the bytes of line 1 (without the line feed)
 *   line 3…  one item a line; the manifest's digest is SHA-256 over these lines, line feeds included
 *
 * Immutable and whole: a change is a new version, and an older content comes back as a new version too.
 */
export const catalogueManifestSchema = z.strictObject({
  format: z.literal(1),
  version: z.int().positive(),
  /** ms since 1970 UTC, by the district. */
  publishedAt: z.int(),
  /** Said wherever the data are shown: where they come from, and that they are samples if they are. */
  label: plainText(),
  items: z.int().nonnegative().max(catalogueItemsMax),
  procedures: z.int().nonnegative().max(proceduresMax),
  digest: hashSchema,
});
export type CatalogueManifest = z.infer<typeof catalogueManifestSchema>;

export const catalogueSignatureSchema = z.strictObject({
  key: z.string().max(64),
  signature: z.base64url().max(128),
});
export type CatalogueSignature = z.infer<typeof catalogueSignatureSchema>;

const codes = z.array(procedureCodeSchema).max(proceduresMax);
const itemId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

export const catalogueItemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('procedure'), procedure: publishedProcedureSchema }),
  /** What a unit receives. Everything else of the province is findable there and marked. */
  z.strictObject({ kind: z.literal('assignment'), unit: unitIdSchema, codes }),
  /** What happened to the citizen: "Sinh con", "Mua bán đất". */
  z.strictObject({
    kind: z.literal('life-event'),
    id: itemId,
    title: bilingualSchema,
    order: z.int().nonnegative(),
    codes,
  }),
  /** Everyday words for procedures: "sổ đỏ", "mẹ mất". */
  z.strictObject({ kind: z.literal('alias'), words: plainText(200), codes }),
  /** Where a citizen turns when it is late or wrong: the controlling agency of a unit, in the office's own words. */
  z.strictObject({
    kind: z.literal('feedback'),
    unit: unitIdSchema,
    agency: plainText(),
    address: plainText().nullable(),
    telephone: plainText(100).nullable(),
    mailbox: plainText(200).nullable(),
    website: z.url({ protocol: /^https?$/ }).nullable(),
  }),
]);
export type CatalogueItem = z.infer<typeof catalogueItemSchema>;
export type CatalogueItemOf<K extends CatalogueItem['kind']> = Extract<CatalogueItem, { kind: K }>;
