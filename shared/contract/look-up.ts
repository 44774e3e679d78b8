import { z } from 'zod';
import { foundShownMax, rowsOnPageMax, searchTextLengthMax, textLengthMax } from '../limits.ts';
import { procedureCodeSchema } from '../model/ids.ts';
import { procedureStatusSchema, publishedProcedureSchema } from '../model/published-procedure.ts';
import { bilingualSchema } from '../model/text.ts';
import { contract } from './base.ts';

/**
 * Looking procedures up at the kiosk: part of the citizen's bridge. Everything is answered from the catalogue on the
 * kiosk's own disk. Every call counts as the kiosk being in use.
 */

/** A part of a text, as UTF-16 offsets: from the first character to the one after the last. */
export const spanSchema = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);
export type Span = z.infer<typeof spanSchema>;

/** A procedure as a line of a list. */
export const procedureRowSchema = z.object({
  code: procedureCodeSchema,
  name: z.string(),
  /** Null: the record names none. */
  domain: z.string().nullable(),
  level: z.string().nullable(),
  status: procedureStatusSchema,
  /** Whether this unit receives it; everything else of the province is shown and marked. */
  receivedHere: z.boolean(),
});
export type ProcedureRow = z.infer<typeof procedureRowSchema>;

/** Why a procedure was found where its name does not tell: the text that matched, as published, and which of its words. */
export const matchReasonSchema = z.object({
  where: z.enum(['code', 'alias', 'text']),
  text: z.string(),
  spans: z.array(spanSchema),
});
export type MatchReason = z.infer<typeof matchReasonSchema>;

export const foundProcedureSchema = procedureRowSchema.extend({
  /** The words of the name that matched, with the marks of the real text. */
  nameSpans: z.array(spanSchema),
  /** Null when the name says it all. */
  reason: matchReasonSchema.nullable(),
});
export type FoundProcedure = z.infer<typeof foundProcedureSchema>;

/** One of several procedures with nearly the same name; `differs`: the words of the name the others do not have. */
export const twinSchema = z.object({
  code: procedureCodeSchema,
  name: z.string(),
  receivedHere: z.boolean(),
  differs: z.array(spanSchema),
});
export type Twin = z.infer<typeof twinSchema>;

export const domainSchema = z.object({
  /** Null: procedures whose record names no domain. */
  name: z.string().nullable(),
  procedures: z.int(),
  receivedHere: z.int(),
});
export type Domain = z.infer<typeof domainSchema>;

export const searchAnswerSchema = z.object({
  /** What was looked for when it is not what was typed: Telex or VNI leftovers undone, typing errors mended, else null. */
  readAs: z.string().nullable(),
  /** The text was longer than `searchTextLengthMax`; only its beginning was looked for. */
  cut: z.boolean(),
  /** Best first. */
  found: z.array(foundProcedureSchema).max(foundShownMax),
  /** How many there are, shown or not. */
  total: z.int(),
  /** "Which of these?": the best ones when their names are nearly the same; else empty. */
  twins: z.array(twinSchema),
  /** Only when little or nothing was found: the nearest of the others. With the domains, no answer is an empty page. */
  nearest: z.array(foundProcedureSchema).max(foundShownMax),
  /** Only when nothing was found. */
  domains: z.array(domainSchema),
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

/** One page of a list, counted from 0; at most `rowsOnPageMax` rows. */
export const procedurePageSchema = z.object({
  rows: z.array(procedureRowSchema).max(rowsOnPageMax),
  page: z.int(),
  pages: z.int(),
  total: z.int(),
});
export type ProcedurePage = z.infer<typeof procedurePageSchema>;

export const lifeEventSchema = z.object({
  id: z.string(),
  title: bilingualSchema,
  /** How many of its procedures the catalogue holds. */
  procedures: z.int(),
});
export type LifeEvent = z.infer<typeof lifeEventSchema>;

/** Which data these are; shown wherever they are shown. */
export const catalogueDataSchema = z.object({
  /** Null: the one the kiosk was shipped with; no district has published it. */
  version: z.int().positive().nullable(),
  label: z.string(),
  /** ms since 1970 UTC, by the district (or when the kiosk's program was built). */
  publishedAt: z.int(),
  procedures: z.int(),
  receivedHere: z.int(),
});
export type CatalogueData = z.infer<typeof catalogueDataSchema>;

/** Where a citizen turns when it is late or wrong: the agency that controls the unit, in the office's own words. */
export const feedbackChannelSchema = z.object({
  agency: z.string(),
  address: z.string().nullable(),
  telephone: z.string().nullable(),
  mailbox: z.string().nullable(),
  website: z.string().nullable(),
});
export type FeedbackChannel = z.infer<typeof feedbackChannelSchema>;

export const procedureAnswerSchema = z.object({
  procedure: publishedProcedureSchema,
  receivedHere: z.boolean(),
  /** The procedures that replace it, as far as the catalogue holds them. */
  replacements: z.array(procedureRowSchema),
  data: catalogueDataSchema,
  feedback: z.array(feedbackChannelSchema),
});
export type ProcedureAnswer = z.infer<typeof procedureAnswerSchema>;

const page = z.int().nonnegative().default(0);

export const lookUpContract = {
  /** Results while typing: the last word may be half typed. An empty text finds nothing and offers the domains. */
  search: contract
    .input(
      z.strictObject({
        // Longer than is looked at, so that a text far too long gets an answer instead of a parse error.
        text: z.string().max(searchTextLengthMax * 100),
        /** Any domain, unless one is named. */
        domain: z.string().max(textLengthMax).nullable().default(null),
      }),
    )
    .output(searchAnswerSchema),
  /** Those of the unit first, then by name. */
  domains: contract.output(z.array(domainSchema)),
  /** The procedures of a domain, those of the unit first; `name` null: those without one. */
  domain: contract
    .input(z.strictObject({ name: z.string().max(textLengthMax).nullable(), page }))
    .output(procedurePageSchema),
  /** In the order the district gave them. */
  lifeEvents: contract.output(z.array(lifeEventSchema)),
  lifeEvent: contract
    .input(z.strictObject({ id: z.string().max(64), page }))
    .output(procedurePageSchema),
  /** Refused with `procedure.unknown`. */
  procedure: contract
    .input(z.strictObject({ code: procedureCodeSchema }))
    .output(procedureAnswerSchema),
  /** Where to turn when it is late; the unit's own, none when the catalogue names none. */
  feedback: contract.output(z.array(feedbackChannelSchema)),
  /** Null before there is any catalogue. */
  catalogue: contract.output(catalogueDataSchema.nullable()),
};
