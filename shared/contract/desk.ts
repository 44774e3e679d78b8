import { eventIterator, type ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import {
  apologyTextLengthMax,
  pinLengthMax,
  searchTextLengthMax,
  slipNumberLengthMax,
  textLengthMax,
} from '../limits.ts';
import { daySchema, officerIdSchema, procedureCodeSchema, surveyIdSchema } from '../model/ids.ts';
import { scannerTimingSchema } from '../model/documents.ts';
import { handOverSchema, latenessSchema } from '../model/journal.ts';
import { plainText } from '../model/text.ts';
import { counterSchema, officerSchema, unitSchema } from '../model/unit.ts';
import { contract } from './base.ts';

/**
 * The officer's desk: launches a rating and learns whether it was given. Nothing here submits, previews, hints at or
 * reveals an answer: every message is the same, byte for byte and in the same moment, whatever the citizen chose.
 *
 * Who is signed in is held by the transport (a cookie, or the port itself), never by the page. Every call but
 * `station`, `watchStation` and `signIn` is refused with `sign-in.needed` while nobody is.
 */

/** `not-rated`: declined, expired or withdrawn; which of them is the citizen's business. */
export const deskStatusSchema = z.enum(['waiting', 'rated', 'not-rated']);
export type DeskStatus = z.infer<typeof deskStatusSchema>;

export const deskSurveySchema = z.object({
  survey: surveyIdSchema,
  status: deskStatusSchema,
  dossierTail: z.string().nullable(),
  procedureName: z.string().nullable(),
});
export type DeskSurvey = z.infer<typeof deskSurveySchema>;

/** An officer as the sign-in offers one. Without a PIN, which the office sets, nobody signs in. */
export const deskOfficerSchema = officerSchema.extend({ canSignIn: z.boolean() });
export type DeskOfficer = z.infer<typeof deskOfficerSchema>;

export const stationSchema = z.object({
  place: z.object({ unit: unitSchema, counter: counterSchema }).nullable(),
  officers: z.array(deskOfficerSchema),
  /** Who is signed in at this seat. `since` is the counter's time of day, `07:30`. */
  signedIn: z.object({ officer: officerSchema, since: z.string() }).nullable(),
  /** Who sits at this counter, here or at another seat; signing in as somebody else ends that session. */
  takenBy: officerSchema.nullable(),
  /** A desk nobody uses locks after this time. */
  lockAfterMs: z.int().positive(),
  /** The first part of today's dossier codes at this unit, to be completed by the officer. */
  dossierPrefix: z.string().nullable(),
  /** The counter's day; the officer's computer may have a wrong one. */
  today: daySchema,
  ready: z.boolean(),
  catalogueLabel: z.string(),
  /** How the unit's scanners are told from typing. */
  scanner: scannerTimingSchema,
  /** SHA-256 of the certificate of the door to the LAN, in groups; null when only this machine can reach the desk. */
  fingerprint: z.string().nullable(),
});
export type Station = z.infer<typeof stationSchema>;

/** A procedure as a desk picks it; null is unknown. */
export const deskProcedureSchema = z.object({
  code: procedureCodeSchema,
  name: z.string(),
  domain: z.string().nullable(),
  level: z.string().nullable(),
});
export type DeskProcedure = z.infer<typeof deskProcedureSchema>;

/** A dossier as the desk found it, and what is known of it. */
export const deskDossierSchema = z.object({
  /** What to give `launch`: the code, or a name for a record whose code is not kept. */
  dossier: z.string(),
  /** The last digits, and more of the code where several that were found end alike. */
  dossierTail: z.string().nullable(),
  /** Whether the one-stop software sent a record of it. */
  known: z.boolean(),
  /** Null: to be chosen once. */
  procedure: deskProcedureSchema.nullable(),
  /** Where the procedure comes from: the record, or what was launched before. */
  suggested: z.enum(['record', 'last-use']).nullable(),
  dueOn: daySchema.nullable(),
  lateness: latenessSchema,
  rated: z.boolean(),
  handOver: handOverSchema.nullable(),
});
export type DeskDossier = z.infer<typeof deskDossierSchema>;

/** The facts of the apology slip ("Phiếu xin lỗi và hẹn lại ngày trả kết quả"), as the citizen will read them. */
export const apologySchema = z.strictObject({
  reason: plainText(apologyTextLengthMax),
  /** A new date of return, or the day on which the result was returned. */
  promise: z.strictObject({ kind: z.enum(['new-date', 'returned-on']), date: daySchema }),
  slip: plainText(slipNumberLengthMax).nullable(),
});
export type Apology = z.infer<typeof apologySchema>;

/** The facts, or the word that the officer cannot give them: the rating goes out all the same, and the journal says so. */
export const apologyAnswerSchema = z.union([apologySchema, z.literal('not-recorded')]);
export type ApologyAnswer = z.infer<typeof apologyAnswerSchema>;

const surveyInput = z.strictObject({ survey: surveyIdSchema });
const textInput = z.strictObject({ text: z.string().max(searchTextLengthMax) });

export const deskContract = {
  /** Where this desk stands, who may sit at it and who does. */
  station: contract.output(stationSchema),
  /** The same at once, then after every change: signed in, locked, taken over at another seat. */
  watchStation: contract.output(eventIterator(stationSchema)),
  /**
   * One officer per counter: whoever signs in takes the counter over. A refusal never says what was wrong.
   * Problems: `sign-in.refused`, `sign-in.wait`, `storage.*`.
   */
  signIn: contract
    .input(z.strictObject({ officer: officerIdSchema, pin: z.string().max(pinLengthMax) }))
    .output(stationSchema),
  signOut: contract.output(stationSchema),
  /** Somebody works here: the desk does not lock. Any other call of a session says the same. */
  stay: contract.output(z.object({})),
  /** A whole code in whatever a scanner made of it, or the last digits of a dossier that the software announced. */
  find: contract
    .input(z.strictObject({ text: z.string().max(textLengthMax) }))
    .output(z.object({ dossiers: z.array(deskDossierSchema) })),
  /** Procedures whose code or name matches, best first, at most twenty; the first ones for an empty text. */
  procedures: contract.input(textInput).output(z.array(deskProcedureSchema)),
  /**
   * Invites the citizen who receives this dossier. The code leaves this call only as a keyed token. The same launch
   * made again is the same invitation. What is not given is taken from the record of the dossier.
   * Problems: `procedure.needed`, `apology.needed`, `survey.already-rated`, `survey.open-otherwise`, `survey.busy`,
   * `dossier.*`.
   */
  launch: contract
    .input(
      z.strictObject({
        dossier: z.string().max(textLengthMax),
        procedure: procedureCodeSchema.optional(),
        handOver: handOverSchema.optional(),
        /** An error in an earlier result is being corrected. */
        correction: z.boolean().optional(),
        apology: apologyAnswerSchema.optional(),
      }),
    )
    .output(deskSurveySchema),
  withdraw: contract.input(surveyInput).output(deskSurveySchema),
  status: contract.input(surveyInput).output(deskSurveySchema),
  /** The open surveys of this counter, then each change as it happens. */
  watch: contract.output(eventIterator(deskSurveySchema)),
};
export type DeskContract = typeof deskContract;
/** What a window sees of the machine. */
export type DeskClient = ContractRouterClient<DeskContract>;
