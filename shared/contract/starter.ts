import { z } from 'zod';

/**
 * What the starter leaves in the environment for the version that it becomes, and what that version takes away when its
 * doors stand. Without it the program was not started by a starter, and looks for no updates.
 */
export const starterVariable = 'HAILONG_STARTER';

export const starterNoteSchema = z.object({
  /** Raw Ed25519, base64url: whose word is taken for a new version, beside the district's publishing key. */
  releaseKeys: z.array(z.string().regex(/^[A-Za-z0-9_-]{43}$/)).max(16),
});
export type StarterNote = z.infer<typeof starterNoteSchema>;
