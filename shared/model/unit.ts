import { z } from 'zod';
import { counterIdSchema, officerIdSchema, unitIdSchema } from './ids.ts';
import { plainText } from './text.ts';

/** A place of reception. `code` is its agency code, the first group of the dossier codes it gives out. */
export const unitSchema = z.strictObject({
  id: unitIdSchema,
  code: z.string().regex(/^(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(\.\d{1,4}){0,4})$/),
  name: plainText(),
});
export type Unit = z.infer<typeof unitSchema>;

export const counterSchema = z.strictObject({ id: counterIdSchema, name: plainText() });
export type Counter = z.infer<typeof counterSchema>;

export const officerSchema = z.strictObject({ id: officerIdSchema, name: plainText() });
export type Officer = z.infer<typeof officerSchema>;

/** An officer's PIN as it may travel and lie on a disk: argon2id, with its parameters and salt. */
export const pinHashSchema = z
  .string()
  .regex(
    /^\$argon2id\$v=19\$m=\d{1,7},t=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/]{8,64}\$[A-Za-z0-9+/]{16,128}$/,
  );

/** Without a PIN an officer is on the list, and cannot sign in. */
export const officerWithPinSchema = officerSchema.extend({ pin: pinHashSchema.optional() });
export type OfficerWithPin = z.infer<typeof officerWithPinSchema>;
