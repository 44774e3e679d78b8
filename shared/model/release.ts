import { z } from 'zod';
import { releaseBytesMax } from '../limits.ts';
import { hashSchema } from './ids.ts';
import { plainText } from './text.ts';

/**
 * A version of the kiosk's program as it is given out: one tar.gz of what the Debian package puts into /usr/lib/hai-long
 * (without Node), and this manifest. Signed by the release key that is in the program, or by the district's publishing
 * key: Ed25519 over the canonical JSON (RFC 8785) of the manifest without `signature` (rules/signed-file.ts).
 */

/** `1.2.3`: no word behind it, so that older and newer are never a matter of taste. */
export const releaseVersionSchema = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})$/);

export const releaseManifestSchema = z.strictObject({
  format: z.literal(1),
  version: releaseVersionSchema,
  /** The oldest version that may go straight to this one. */
  minimumFrom: releaseVersionSchema,
  /** Of the tar.gz. */
  sha256: hashSchema,
  size: z.int().positive().max(releaseBytesMax),
  /** How many database migrations this version knows, those of all databases together; only ever grows. */
  migrations: z.int().nonnegative(),
  notes: plainText(),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
export type ReleaseManifest = z.infer<typeof releaseManifestSchema>;
export type UnsignedRelease = Omit<ReleaseManifest, 'signature'>;

/**
 * Whose word a kiosk takes for a new version: a file of the computer that belongs to root (`release-keys.json`), never of
 * the network. `publishingKey`: also the word of the key with which its district signs catalogues.
 */
export const releaseKeysSchema = z.strictObject({
  /** Raw Ed25519, base64url. */
  releaseKeys: z.array(z.string().regex(/^[A-Za-z0-9_-]{43}$/)).max(16),
  publishingKey: z.boolean(),
});
export type ReleaseKeys = z.infer<typeof releaseKeysSchema>;

/** Where nobody said whose word to take, nobody's is taken. */
export const noReleaseKeys: ReleaseKeys = { releaseKeys: [], publishingKey: false };
