import { z } from 'zod';
import { contract } from './base.ts';

/** The signals of a month: questions to ask, with the figures they stand on. Only for the office. */

export const ruleIdSchema = z.enum([
  'fast-answers',
  'bursts',
  'identical-runs',
  'off-hours',
  'walk-ins',
  'withdrawals',
  'all-satisfied',
  'repeats',
  'never-launched',
]);
export type RuleId = z.infer<typeof ruleIdSchema>;

/** A month of the calendar in Vietnam, `2026-11`. */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const signalSchema = z.object({
  rule: ruleIdSchema,
  kind: z.enum(['officer', 'counter']),
  unit: z.object({ id: z.string(), name: z.string() }),
  /** The officer or the counter. */
  subject: z.object({ id: z.string(), name: z.string() }),
  hits: z.int(),
  of: z.int(),
  /** How many hits would be expected where nothing is wrong. */
  expected: z.number(),
  /** How likely this or more is where nothing is wrong. */
  chance: z.number(),
  /** With how many other officers or counters it was compared. */
  peers: z.int(),
});
export type Signal = z.infer<typeof signalSchema>;

export const signalsSchema = z.object({
  month: monthSchema,
  signals: z.array(signalSchema),
  /** Officers with enough surveys in the month to be looked at. */
  officers: z.int(),
  /** Officers with fewer than this are not looked at. */
  minimum: z.int(),
  /** Up to which chance each rule gives a signal, and how often it did for 100 simulated honest officer-months. */
  rules: z.array(z.object({ id: ruleIdSchema, chanceMax: z.number(), falseAlarms: z.number() })),
  /** Units whose working time or calendar is not complete: their off-hours were not looked at, or not all of them. */
  hoursUnknown: z.array(z.string()),
});
export type Signals = z.infer<typeof signalsSchema>;

export const officeSignalsContract = contract
  .route({ method: 'GET', path: '/office/signals' })
  .input(z.object({ month: monthSchema }))
  .output(signalsSchema);
