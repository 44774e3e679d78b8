import { z } from 'zod';
import { formCriteriaMax, formLevelsMax, formLevelsMin, formReasonsMax } from '../limits.ts';
import { formIdSchema } from './ids.ts';
import { problem, type Problem } from './problems.ts';
import { fail, ok, type Result } from './result.ts';
import { bilingualSchema, plainText } from './text.ts';

/**
 * A question form is a document, not code: its scale, wording, reasons and criteria are data with a version,
 * and every answer names the version it was given on.
 */

/** The mouths of the face family, from the happiest; a scale without faces uses null. */
export const faces = [
  'very-satisfied',
  'satisfied',
  'neutral',
  'dissatisfied',
  'very-dissatisfied',
] as const;
export type Face = (typeof faces)[number];

const levelSchema = z.strictObject({
  /** What the journal stores. Never reused for another meaning within a form id. */
  value: z.int().min(0).max(99),
  label: bilingualSchema,
  face: z.enum(faces).nullable(),
  /** Whether the level counts in the numerator of the satisfaction rate. */
  satisfied: z.boolean(),
  /** Points of a points form (0, 1, 2), null on a satisfaction form. */
  points: z.int().min(0).max(10).nullable(),
});
export type Level = z.infer<typeof levelSchema>;

const optionId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

const reasonSchema = z.strictObject({
  id: optionId,
  text: bilingualSchema,
  /** The level values after which the reason is offered. */
  levels: z.array(z.int()).min(1),
});
export type Reason = z.infer<typeof reasonSchema>;

const criterionSchema = z.strictObject({
  id: optionId,
  text: bilingualSchema,
  /** One of the five elements or nine indicators the criterion belongs to, as the form's author names it. */
  element: plainText().nullable(),
});
export type Criterion = z.infer<typeof criterionSchema>;

/** What a form asks instead when the citizen did not get what they came for. The scale stays: answers stay comparable. */
const wordingSchema = z.strictObject({
  question: bilingualSchema.optional(),
  reasons: z.array(reasonSchema).max(formReasonsMax).optional(),
});

export const formSchema = z
  .strictObject({
    id: formIdSchema,
    version: z.int().positive(),
    kind: z.enum(['satisfaction', 'points']),
    title: bilingualSchema,
    /** Where scale and wording come from; shown to the office, never invented. */
    source: plainText(),
    question: bilingualSchema,
    /** In the order they stand on the screen. */
    levels: z.array(levelSchema).min(formLevelsMin).max(formLevelsMax),
    reasons: z.array(reasonSchema).max(formReasonsMax),
    /** Optional further questions on the same scale, asked after the rating is safe. */
    criteria: z.array(criterionSchema).max(formCriteriaMax),
    /** By hand-over; where nothing is said, the form's own question and reasons stand (rules/form-for-hand-over.ts). */
    instead: z
      .strictObject({
        'returned-for-completion': wordingSchema.optional(),
        refused: wordingSchema.optional(),
      })
      .optional(),
  })
  .superRefine((form, context) => {
    for (const complaint of inconsistencies(form)) {
      context.addIssue({ code: 'custom', message: complaint });
    }
  });
export type Form = z.infer<typeof formSchema>;

/** The version of a form that an answer was given on. */
export const formReferenceSchema = z.strictObject({
  id: formIdSchema,
  version: z.int().positive(),
});
export type FormReference = z.infer<typeof formReferenceSchema>;

/** Reads a form document. The problem names the first thing that is wrong and where. */
export function parseForm(document: unknown): Result<Form, Problem> {
  const read = formSchema.safeParse(document);
  if (read.success) return ok(read.data);
  const issue = read.error.issues[0];
  const where = issue?.path.join('.') ?? '';
  return fail(problem('form.invalid', { reason: `${where || 'form'}: ${issue?.message ?? ''}` }));
}

type Draft = {
  kind: string;
  levels: Level[];
  reasons: Reason[];
  criteria: Criterion[];
  instead?: Record<string, { reasons?: Reason[] | undefined } | undefined> | undefined;
};

function inconsistencies(form: Draft): string[] {
  const values = new Set(form.levels.map((level) => level.value));
  const complaints: string[] = [];
  if (values.size !== form.levels.length) complaints.push('two levels share one value');
  if (hasTwins(form.criteria)) complaints.push('two criteria share one id');
  for (const reasons of reasonLists(form)) {
    if (hasTwins(reasons)) complaints.push('two reasons share one id');
    if (reasons.some((reason) => reason.levels.some((value) => !values.has(value)))) {
      complaints.push('a reason names a level that the form does not have');
    }
  }
  if (form.levels.some((level) => (form.kind === 'points') !== (level.points !== null))) {
    complaints.push('points belong to every level of a points form and to no other');
  }
  return complaints;
}

function reasonLists({ reasons, instead = {} }: Draft): Reason[][] {
  return [reasons, ...Object.values(instead).map((wording) => wording?.reasons ?? [])];
}

function hasTwins(options: { id: string }[]): boolean {
  return new Set(options.map((option) => option.id)).size !== options.length;
}
