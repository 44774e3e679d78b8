import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { procedureCodeSchema, type ProcedureCode } from '../../shared/model/ids.ts';

/**
 * What citizens type, and which of the sample procedures answer it. Written by hand from how people speak at a counter,
 * before the search was tuned: a query is corrected only when its answer is wrong, never because it is not found.
 */

const querySchema = z.strictObject({
  text: z.string().min(1),
  /** Any of them is right: what a clerk would have sent this person to. */
  codes: z.array(procedureCodeSchema).min(1),
});
const queriesSchema = z.record(z.string(), z.array(querySchema).min(1));

export interface Query {
  readonly category: string;
  readonly text: string;
  readonly codes: readonly ProcedureCode[];
}

/** The file is in Unicode form NFC like every other; what some keyboards send is made of it here. */
export const decomposedCategory = 'decomposed';

/**
 * `queries` was there while the search was made. The others were each committed before anything was run on them:
 * `held-out` before its ranking was looked at again, `held-out-final` before the everyday words were added to, and
 * `held-out-last` after all of that. A set that was looked at tells less than the one after it.
 */
export const querySetNames = ['queries', 'held-out', 'held-out-final', 'held-out-last'] as const;
export type QuerySetName = (typeof querySetNames)[number];

/** Queries with at least one right answer among the sample procedures. */
export function readQueries(name: QuerySetName = 'queries'): Query[] {
  const groups = queriesSchema.parse(readJson(`${name}.json`));
  return Object.entries(groups).flatMap(([category, queries]) =>
    queries.map(({ text, codes }) => ({
      category,
      text: category === decomposedCategory ? text.normalize('NFD') : text,
      codes,
    })),
  );
}

/** Queries that no sample procedure answers: the citizen is offered the nearest ones and the domains. */
export function readUnanswerable(): string[] {
  return z.array(z.string().min(1)).parse(readJson('unanswerable.json'));
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}
