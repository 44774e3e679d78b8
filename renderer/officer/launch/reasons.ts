import type { PlainKey } from '../wording.svelte.ts';
import type { ApologyCause } from './apology-draft.svelte.ts';

/** Reasons that one click fills in; the officer may write any other. */
export const commonReasons: Readonly<Record<ApologyCause, readonly PlainKey[]>> = {
  late: [
    'apology.reason.check',
    'apology.reason.partner',
    'apology.reason.load',
    'apology.reason.system',
  ],
  correction: ['apology.reason.data', 'apology.reason.missing', 'apology.reason.entry'],
};
