import { z } from 'zod';
import { releaseKeysSchema } from '../model/release.ts';

/**
 * What the starter leaves in the environment for the version that it becomes, and what that version takes away when its
 * doors stand. Without it the program was not started by a starter, and looks for no updates.
 */
export const starterVariable = 'HAILONG_STARTER';

/** Tells the starter where the computer's list of trusted release keys lies (shared/model/release.ts). */
export const releaseKeysVariable = 'HAILONG_RELEASE_KEYS';

/** Not strict: a later starter may say more to a version that does not know it yet. */
export const starterNoteSchema = z.object(releaseKeysSchema.shape);
export type StarterNote = z.infer<typeof starterNoteSchema>;
