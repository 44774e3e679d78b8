import { z } from 'zod';

/**
 * Branded identifiers: strings at run time, distinct types at compile time,
 * so that a counter can never be handed over where an officer is meant.
 */
const uuid = z.uuid();
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

export const kioskIdSchema = uuid.brand<'KioskId'>();
export const journalIdSchema = uuid.brand<'JournalId'>();
export const entryIdSchema = uuid.brand<'EntryId'>();
export const surveyIdSchema = uuid.brand<'SurveyId'>();
export const unitIdSchema = slug.brand<'UnitId'>();
export const counterIdSchema = slug.brand<'CounterId'>();
export const officerIdSchema = slug.brand<'OfficerId'>();
export const formIdSchema = slug.brand<'FormId'>();
/** A one-stop software that speaks to a kiosk. */
export const clientIdSchema = slug.brand<'ClientId'>();

/** A day of the calendar, `2026-11-22`. */
export const dayPattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
export const daySchema = z
  .string()
  .regex(dayPattern)
  .refine((day) => {
    const date = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
  });

/** A procedure's code as its publisher writes it; all generations are accepted (docs: domain of procedure codes). */
export const procedureCodeSchema = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/)
  .brand<'ProcedureCode'>();

/** HMAC-SHA256 of a dossier code under the unit's key, 64 hex digits: equal dossiers are recognised, none can be read back. */
export const dossierTokenSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'DossierToken'>();

/** SHA-256, 64 lower-case hex digits. */
export const hashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Hash'>();

export type KioskId = z.infer<typeof kioskIdSchema>;
export type JournalId = z.infer<typeof journalIdSchema>;
export type EntryId = z.infer<typeof entryIdSchema>;
export type SurveyId = z.infer<typeof surveyIdSchema>;
export type UnitId = z.infer<typeof unitIdSchema>;
export type CounterId = z.infer<typeof counterIdSchema>;
export type OfficerId = z.infer<typeof officerIdSchema>;
export type FormId = z.infer<typeof formIdSchema>;
export type ClientId = z.infer<typeof clientIdSchema>;
export type ProcedureCode = z.infer<typeof procedureCodeSchema>;
export type DossierToken = z.infer<typeof dossierTokenSchema>;
export type Hash = z.infer<typeof hashSchema>;
