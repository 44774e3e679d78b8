import { eventIterator, type ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import { preLoadedMax, textLengthMax } from '../limits.ts';
import { daySchema, officerIdSchema, procedureCodeSchema, surveyIdSchema } from '../model/ids.ts';
import { handOverSchema } from '../model/journal.ts';
import { contract } from './base.ts';
import { apologyAnswerSchema, deskStatusSchema } from './desk.ts';

/**
 * The integration API: one-stop software to one counter's kiosk, over HTTP under /api/v1 of the desk's door. It tells
 * "waiting / rated / not rated" and nothing more, the same bytes in the same moment whatever the citizen chose.
 * Every refusal is a problem document (RFC 9457) with a sentence in both languages.
 */

export const apiPrefix = '/api/v1';
/** The same key with the same body is answered as before; with another body it is refused. */
export const idempotencyHeader = 'idempotency-key';

/** An instant with its offset, RFC 3339: `2026-11-22T08:00:00+07:00`. */
const instantSchema = z.iso.datetime({ offset: true });

/** What the software sees of a survey: no name, no dossier, no answer. */
export const apiSurveySchema = z.object({ survey: surveyIdSchema, status: deskStatusSchema });
export type ApiSurvey = z.infer<typeof apiSurveySchema>;

const dossierText = z.string().max(textLengthMax);

/** A dossier that is ready to be handed over. Its code is kept in memory only. */
export const preLoadedSchema = z.strictObject({
  dossier: dossierText,
  procedure: procedureCodeSchema,
  handOver: handOverSchema.optional(),
  receivedAt: instantSchema.optional(),
  dueOn: daySchema.optional(),
  /** When the office waited for the citizen, so that the clock stood still; `to` null: it still does. */
  pauses: z
    .array(z.strictObject({ from: instantSchema, to: instantSchema.nullable() }))
    .max(100)
    .optional(),
  /** The officer who hands it over, as the office's list names one. */
  officer: officerIdSchema.optional(),
});
export type PreLoaded = z.infer<typeof preLoadedSchema>;

const surveyPath = z.strictObject({ survey: surveyIdSchema });
const countOutput = z.object({ count: z.int().nonnegative() });

export const deskApiContract = {
  surveys: {
    /** Right `launch`. What is not given is taken from the pre-loaded record. */
    launch: contract
      .route({ method: 'POST', path: '/surveys', successStatus: 201, summary: 'Launch a rating' })
      .input(
        z.strictObject({
          dossier: dossierText,
          procedure: procedureCodeSchema.optional(),
          handOver: handOverSchema.optional(),
          officer: officerIdSchema.optional(),
          correction: z.boolean().optional(),
          apology: apologyAnswerSchema.optional(),
        }),
      )
      .output(apiSurveySchema),
    /** Right `withdraw`. */
    withdraw: contract
      .route({
        method: 'POST',
        path: '/surveys/{survey}/withdrawal',
        summary: 'Withdraw an invitation',
      })
      .input(surveyPath)
      .output(apiSurveySchema),
    /** Right `status`. */
    status: contract
      .route({ method: 'GET', path: '/surveys/{survey}', summary: 'Read one status' })
      .input(surveyPath)
      .output(apiSurveySchema),
    /** Right `status`. The open surveys at once, then each change, as server-sent events. */
    events: contract
      .route({ method: 'GET', path: '/surveys/events', summary: 'Follow status changes' })
      .output(eventIterator(apiSurveySchema)),
  },
  dossiers: {
    /** Right `dossiers`. Replaces what this client sent before. */
    replace: contract
      .route({ method: 'PUT', path: '/dossiers', summary: 'Announce the dossiers of today' })
      .input(z.strictObject({ dossiers: z.array(preLoadedSchema).max(preLoadedMax) }))
      .output(countOutput),
    /** Right `dossiers`. */
    count: contract
      .route({ method: 'GET', path: '/dossiers/count', summary: 'Count what was announced' })
      .output(countOutput),
  },
  handOvers: {
    /** Right `dossiers`. Reports a hand-over; launches nothing, and is counted if nothing is launched. */
    report: contract
      .route({
        method: 'POST',
        path: '/hand-overs',
        successStatus: 201,
        summary: 'Report a hand-over',
      })
      .input(
        z.strictObject({
          dossier: dossierText,
          procedure: procedureCodeSchema.optional(),
          officer: officerIdSchema.optional(),
          handOver: handOverSchema,
          correction: z.boolean().optional(),
          apology: apologyAnswerSchema.optional(),
        }),
      )
      .output(z.object({})),
  },
};
export type DeskApiContract = typeof deskApiContract;
export type DeskApiClient = ContractRouterClient<DeskApiContract>;
