import { z } from 'zod';
import { positionSchema } from '../model/journal.ts';
import { problemSchema } from '../model/problems.ts';

/**
 * The journal on its way up. Not an RPC: one signed body per batch.
 *
 *   POST /api/journals/{journal}/entries
 *   Content-Type: application/x-ndjson   Content-Encoding: gzip
 *   Content-Digest: sha-256=:…:          (RFC 9530, over the bytes sent)
 *   Signature-Input, Signature           (RFC 9421, Ed25519, see signature.ts)
 *
 * The body is consecutive entry lines (rules/journal-line.ts), each ended by a line feed.
 *
 *   GET /api/journals/{journal}/position, signed: where the district stands.
 */
export const ndjsonType = 'application/x-ndjson';

export function journalPath(journal: string, what: 'entries' | 'position'): string {
  return `/api/journals/${journal}/${what}`;
}

/**
 * 200. An acknowledgement is a position and never an order to delete. It counts only if it names a hash that the
 * kiosk has at that number: the cheerful 200 of a captive portal does not.
 */
export const acknowledgementSchema = z.object({
  /** The highest entry the district holds of this journal. */
  position: positionSchema,
  /** District time, ms since 1970 UTC. */
  time: z.int(),
  /** `demo`: the district's store does not survive a power cut; keep everything. */
  durability: z.enum(['full', 'demo']),
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

/**
 * Every other answer. 409 `gap`: the first entry sent is not the next one; `position` says where to go on.
 * 409 `fork`: an entry the district already holds has another hash; kept as evidence, nothing stored.
 * 400 `chain`: the entries before the broken one are stored, `position` says up to where.
 */
export const uploadRefusalSchema = z.object({
  refusal: z.enum([
    'gap',
    'fork',
    'chain',
    'digest',
    'too-large',
    'unknown-kiosk',
    'signature',
    'forbidden',
    'retired',
    'busy',
  ]),
  problem: problemSchema,
  position: positionSchema.nullable(),
  time: z.int(),
});
export type UploadRefusal = z.infer<typeof uploadRefusalSchema>;

export const refusalStatus: Readonly<Record<UploadRefusal['refusal'], number>> = {
  gap: 409,
  fork: 409,
  chain: 400,
  digest: 400,
  'too-large': 413,
  'unknown-kiosk': 401,
  signature: 401,
  forbidden: 403,
  retired: 410,
  busy: 429,
};
