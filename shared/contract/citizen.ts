import { eventIterator, type ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import { scannerSchema } from '../model/documents.ts';
import { formSchema } from '../model/form.ts';
import { daySchema, entryIdSchema, surveyIdSchema } from '../model/ids.ts';
import { handOverSchema } from '../model/journal.ts';
import { counterSchema, unitSchema } from '../model/unit.ts';
import { commentLengthMax, textLengthMax } from '../limits.ts';
import { contract } from './base.ts';
import { lookUpContract } from './look-up.ts';
import { technicianDoorContract } from './technician.ts';

/**
 * The kiosk bridge: between the machine and the citizen's window, over a MessagePort or loopback HTTP.
 * The window draws what `view` says; it holds nothing that a crash could lose.
 */

/**
 * Where a survey stands on the citizen's screen.
 * `waiting`: launched while the kiosk is in use, the invitation announces itself.
 * `apology`: the result came late or wrong; the unit says so first, then the levels follow.
 * `rating`: the levels are on the screen. `detail`: the rating is on disk, "anh/chị muốn nói thêm?" is offered.
 */
export const surveyPhaseSchema = z.enum(['waiting', 'apology', 'rating', 'detail']);
export type SurveyPhase = z.infer<typeof surveyPhaseSchema>;

/** The facts of the apology slip. What is null was not given, or was lost with the power: its words are memory only. */
export const apologyViewSchema = z.object({
  /** What it is for; null where nobody could tell: a lateness that is not known, or a correction before a restart. */
  cause: z.enum(['late', 'correction']).nullable(),
  reason: z.string().nullable(),
  promise: z.object({ kind: z.enum(['new-date', 'returned-on']), date: daySchema }).nullable(),
  slip: z.string().nullable(),
});
export type ApologyView = z.infer<typeof apologyViewSchema>;

export const surveyViewSchema = z.object({
  survey: surveyIdSchema,
  phase: surveyPhaseSchema,
  origin: z.enum(['desk', 'walk-in']),
  /** The procedure's name and the dossier's last digits, for its owner to recognise; never a person's name. */
  procedureName: z.string().nullable(),
  dossierTail: z.string().nullable(),
  /** How the dossier ended; null for a walk-in. */
  handOver: handOverSchema.nullable(),
  /** What the unit apologises for; null when no apology was recorded. Drawn in the phase `apology`. */
  apology: apologyViewSchema.nullable(),
  form: formSchema,
  /** The level given, from the tap on. */
  level: z.int().nullable(),
  /** Milliseconds until this phase ends by itself, when this view was sent. */
  endsInMs: z.int().nonnegative(),
  /** The last part of that time is shown as a countdown. */
  countdownMs: z.int().nonnegative(),
  extensionsLeft: z.int().nonnegative(),
});
export type SurveyView = z.infer<typeof surveyViewSchema>;

export const citizenViewSchema = z.object({
  /** Null until the kiosk has been told where it stands. */
  place: z.object({ unit: unitSchema, counter: counterSchema }).nullable(),
  /** Whether the kiosk can take ratings now; false with a full or failing disk or without a form. */
  ready: z.boolean(),
  walkInAllowed: z.boolean(),
  /** False when the district has not been reached lately. */
  online: z.boolean(),
  survey: surveyViewSchema.nullable(),
  /** How long the thanks stay before the kiosk rests again. */
  thanksMs: z.int().positive(),
  /** Where the on-screen keyboard puts the tone: "hòa" (old) or "hoà" (new). */
  tonePlacement: z.enum(['old', 'new']),
  /** How the kiosk's scanner is told from typing; null: this counter takes no slips. */
  scanner: scannerSchema.nullable(),
  /** False: a technician has to set the kiosk up first. Absent from a machine of before. */
  enrolled: z.boolean().optional(),
  /** The screen sleeps: it is black, and the touch that wakes it touches nothing else. Absent: it is awake. */
  asleep: z.boolean().optional(),
  /** The technician's; the page draws in millimetres of this screen. */
  diagonalInches: z.number().optional(),
});
export type CitizenView = z.infer<typeof citizenViewSchema>;

const surveyInput = z.strictObject({ survey: surveyIdSchema });
const done = z.object({});

export const citizenContract = {
  /** The present view at once, then every change. */
  view: contract.output(eventIterator(citizenViewSchema)),
  /** Somebody touched the screen outside a survey: the kiosk is in use for `pauseMs`. */
  touched: contract.output(done),
  /** Starts a rating that belongs to no dossier. */
  startWalkIn: contract.output(z.object({ survey: surveyIdSchema })),
  /** Consent on the waiting invitation: show the levels now. */
  accept: contract.input(surveyInput).output(done),
  /** The apology was read: show the levels now. */
  proceed: contract.input(surveyInput).output(done),
  decline: contract.input(surveyInput).output(done),
  /**
   * The kiosk's scanner read something: the code on a citizen's receipt starts that dossier's rating. It never takes
   * the screen from somebody who is rating.
   * Problems: `scan.*`, `survey.already-rated`, `survey.busy`, `dossier.date`.
   */
  scanned: contract
    .input(z.strictObject({ text: z.string().max(textLengthMax) }))
    .output(z.object({ survey: surveyIdSchema })),
  /** More time for the present phase, a bounded number of times. */
  extend: contract.input(surveyInput).output(done),
  /**
   * The one tap. Answers only when the rating is on disk. `tap` is made at the touch and names it for ever:
   * the same tap sent again is the same rating, another tap on an answered survey is refused.
   */
  rate: contract
    .input(z.strictObject({ survey: surveyIdSchema, level: z.int(), tap: entryIdSchema }))
    .output(done),
  /** Reasons, criteria and comment, once, after the rating. The comment is sealed before it touches the disk. */
  detail: contract
    .input(
      z.strictObject({
        survey: surveyIdSchema,
        reasons: z.array(z.string().max(64)).max(64),
        criteria: z.array(z.strictObject({ id: z.string().max(64), level: z.int() })).max(64),
        // Longer than any comment may be, so that one that is too long gets a sentence instead of a parse error.
        comment: z
          .string()
          .max(commentLengthMax * 100)
          .nullable(),
      }),
    )
    .output(done),
  /** Nothing to add: ends the detail phase. */
  finish: contract.input(surveyInput).output(done),
  /** The procedures, for whoever waits. */
  lookUp: lookUpContract,
  /** The hidden way to the technician's page. */
  technician: technicianDoorContract,
};
export type CitizenContract = typeof citizenContract;
/** What a window sees of the machine. */
export type CitizenClient = ContractRouterClient<CitizenContract>;
