import { join } from 'node:path';
import { z } from 'zod';
import { plainMode, readIfThere, writeWhole } from '../atomic-file.ts';
import { fileNames } from '../folder.ts';

/** A built catalogue in the data folder. */
const builtSchema = z.strictObject({
  file: z.string().regex(/^catalogue-[a-z0-9-]+\.sqlite$/),
  origin: z.enum(['shipped', 'district', 'stick']),
  /** SHA-256 of the items, as its manifest says. */
  digest: z.string(),
});
export type Built = z.infer<typeof builtSchema>;

const pointerSchema = z.strictObject({
  current: builtSchema,
  previous: builtSchema.nullable(),
});

/** The one file that decides which catalogue is in use; replaced whole. */
export type Pointer = z.infer<typeof pointerSchema>;

/** Null when there is none or when it is damaged: then the shipped catalogue is built again. */
export function readPointer(folder: string): Pointer | null {
  const text = readIfThere(join(folder, fileNames.cataloguePointer));
  if (text === null) return null;
  try {
    return pointerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** When this returns, the pointer survives a power cut. Throws what the disk says. */
export function writePointer(folder: string, pointer: Pointer): void {
  const text = `${JSON.stringify(pointer, null, 2)}\n`;
  writeWhole(join(folder, fileNames.cataloguePointer), text, plainMode);
}
