import { z } from 'zod';
import { nameLengthMax, procedureItemsMax, procedureTextLengthMax } from '../limits.ts';
import { procedureCodeSchema } from './ids.ts';
import { plainText } from './text.ts';

/**
 * A procedure as the national record publishes it. Null means unknown: it is shown as "chưa có thông tin" and counted
 * as missing, never guessed. An empty list means that there is nothing to list, which is known.
 *
 * Fields after Decree 63/2010/NĐ-CP (constituent parts of a procedure) and the national record's own detail sheet.
 */

const long = () => plainText(procedureTextLengthMax);
const listOf = <T extends z.ZodType>(item: T) => z.array(item).max(procedureItemsMax);
const dateSchema = z.iso.date();

/**
 * One machine-readable part of a time limit, for one case.
 * `same-day`: on the day of reception; a dossier taken after `cutOff` (local time) is answered the next working day.
 */
export const timeRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('working-days'),
    case: plainText().nullable(),
    days: z.int().min(0).max(1_000),
  }),
  z.strictObject({
    kind: z.literal('same-day'),
    case: plainText().nullable(),
    cutOff: z.iso.time({ precision: -1 }).nullable(),
  }),
]);
export type TimeRule = z.infer<typeof timeRuleSchema>;

/** A time limit is a text, shown in full; what a machine could read out of it stands beside it and replaces nothing. */
export const timeLimitSchema = z.strictObject({ text: long(), rules: listOf(timeRuleSchema) });
export type TimeLimit = z.infer<typeof timeLimitSchema>;

/** `unstated`: the source gives one time limit or fee without saying for which way of handing in. */
export const channelKindSchema = z.enum(['direct', 'online', 'post', 'unstated']);
export type ChannelKind = z.infer<typeof channelKindSchema>;

/** Time limit and fee belong to the way of handing in, not to the procedure. The fee is the text in full, exemptions included. */
export const channelSchema = z.strictObject({
  kind: channelKindSchema,
  timeLimit: timeLimitSchema.nullable(),
  fee: long().nullable(),
  note: long().nullable(),
});
export type Channel = z.infer<typeof channelSchema>;

const paperSchema = z.strictObject({
  name: long(),
  originals: z.int().min(0).max(99).nullable(),
  copies: z.int().min(0).max(99).nullable(),
  note: long().nullable(),
});

/** What to bring, by case; `case` null where the record knows one list for everybody. */
export const dossierComponentSchema = z.strictObject({
  case: long().nullable(),
  papers: listOf(paperSchema),
});
export type DossierComponent = z.infer<typeof dossierComponentSchema>;

const legalBasisSchema = z.strictObject({
  number: plainText(),
  title: long().nullable(),
  issuedOn: dateSchema.nullable(),
  agency: plainText().nullable(),
});

const blankFormSchema = z.strictObject({ name: long(), address: z.url().nullable() });

export const procedureStatusSchema = z.enum(['in-force', 'replaced', 'repealed']);
export type ProcedureStatus = z.infer<typeof procedureStatusSchema>;

export const publishedProcedureSchema = z.strictObject({
  code: procedureCodeSchema,
  name: plainText(nameLengthMax),
  domain: plainText().nullable(),
  /** The level that carries it out, as published. */
  level: plainText().nullable(),
  decidingAgency: long().nullable(),
  receivingAgency: long().nullable(),
  subjects: long().nullable(),
  steps: listOf(long()).nullable(),
  channels: listOf(channelSchema),
  components: listOf(dossierComponentSchema).nullable(),
  blankForms: listOf(blankFormSchema).nullable(),
  result: long().nullable(),
  conditions: long().nullable(),
  legalBases: listOf(legalBasisSchema).nullable(),
  keywords: listOf(plainText()),
  status: procedureStatusSchema,
  effectiveFrom: dateSchema.nullable(),
  effectiveTo: dateSchema.nullable(),
  replacedBy: listOf(procedureCodeSchema),
  /** Number of the decision that published it. */
  decision: plainText().nullable(),
  /** Where these data come from and of which day they are; shown on the page. */
  source: long(),
  dataDate: dateSchema.nullable(),
  officialUrl: z.url({ protocol: /^https$/ }).nullable(),
});
export type PublishedProcedure = z.infer<typeof publishedProcedureSchema>;
