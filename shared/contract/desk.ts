import { eventIterator, type ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import { searchTextLengthMax, textLengthMax } from '../limits.ts';
import { officerIdSchema, procedureCodeSchema, surveyIdSchema } from '../model/ids.ts';
import { handOverSchema } from '../model/journal.ts';
import { counterSchema, officerSchema, unitSchema } from '../model/unit.ts';
import { contract } from './base.ts';

/**
 * The officer's desk: launches a rating and learns whether it was given. Nothing here submits, previews, hints at or
 * reveals an answer: every message is the same, byte for byte and in the same moment, whatever the citizen chose.
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

export const stationSchema = z.object({
  place: z.object({ unit: unitSchema, counter: counterSchema }).nullable(),
  officers: z.array(officerSchema),
  /** The first part of today's dossier codes at this unit, to be completed by the officer. */
  dossierPrefix: z.string().nullable(),
  ready: z.boolean(),
  catalogueLabel: z.string(),
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

export const deskContract = {
  /** Where this desk stands and who may sit at it. */
  station: contract.route({ method: 'GET', path: '/station' }).output(stationSchema),
  /** Procedures whose code or name matches, best first, at most twenty; the first ones for an empty text. */
  procedures: contract
    .route({ method: 'GET', path: '/procedures' })
    .input(z.object({ text: z.string().max(searchTextLengthMax) }))
    .output(z.array(deskProcedureSchema)),
  /** Invites the citizen who receives this dossier. The code leaves this call only as a keyed token. */
  launch: contract
    .route({ method: 'POST', path: '/surveys' })
    .input(
      z.strictObject({
        officer: officerIdSchema,
        dossier: z.string().max(textLengthMax),
        procedure: procedureCodeSchema,
        handOver: handOverSchema.default('completed'),
      }),
    )
    .output(deskSurveySchema),
  withdraw: contract
    .route({ method: 'POST', path: '/surveys/{survey}/withdrawal' })
    .input(z.strictObject({ survey: surveyIdSchema, officer: officerIdSchema }))
    .output(deskSurveySchema),
  status: contract
    .route({ method: 'GET', path: '/surveys/{survey}' })
    .input(z.strictObject({ survey: surveyIdSchema }))
    .output(deskSurveySchema),
  /** The surveys of this desk since the page was opened, each change as it happens. */
  watch: contract.route({ method: 'GET', path: '/watch' }).output(eventIterator(deskSurveySchema)),
};
export type DeskContract = typeof deskContract;
/** What a window sees of the machine. */
export type DeskClient = ContractRouterClient<DeskContract>;
