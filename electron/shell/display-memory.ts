import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { replaceFile } from './small-file.ts';

/**
 * `displays.json` in the data folder: whose screen is whose, and what the technician wants of the officer's. Main's own
 * file, because the windows stand before the machine does. Nothing else is lost with it than the pairing.
 */
const memorySchema = z.strictObject({
  citizen: z.string().max(64).nullable(),
  officer: z.string().max(64).nullable(),
  desk: z.enum(['window', 'kiosk', 'none']),
});
export type DisplayMemory = z.infer<typeof memorySchema>;

const nothing: DisplayMemory = { citizen: null, officer: null, desk: 'window' };

/** What was remembered; nothing when there is no file or it cannot be read. */
export function readDisplays(path: string): DisplayMemory {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return nothing;
  }
}

/** Remembers, if it is news. A disk that refuses costs a pairing that will be found out again. */
export function keepDisplays(path: string, memory: DisplayMemory): void {
  if (JSON.stringify(readDisplays(path)) === JSON.stringify(memory)) return;
  try {
    replaceFile(path, `${JSON.stringify(memory, null, 2)}\n`);
  } catch {
    return;
  }
}
