import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { catalogueItemSchema, type CatalogueItemOf } from '../../shared/model/catalogue-package.ts';
import {
  publishedProcedureSchema,
  type PublishedProcedure,
} from '../../shared/model/published-procedure.ts';

/** The sample procedures and the everyday words that stand beside them, as a catalogue would hold them. */

const rowSchema = z.object({
  code: z.string(),
  name: z.string(),
  domain: z.string(),
  level: z.string(),
  time_limit: z.string(),
  fee: z.string(),
  source: z.string(),
});

const sample = (name: string): string =>
  readFileSync(new URL(`../../samples/${name}`, import.meta.url), 'utf8');

/** The procedures of `samples/procedures.csv`. */
export function readSampleProcedures(): PublishedProcedure[] {
  const rows: unknown = parse(sample('procedures.csv'), { columns: true, bom: true });
  return z.array(rowSchema).parse(rows).map(publishedFrom);
}

/** The everyday words of `samples/aliases.json`. */
export function readSampleAliases(): CatalogueItemOf<'alias'>[] {
  const aliases = z
    .array(z.record(z.string(), z.unknown()))
    .parse(JSON.parse(sample('aliases.json')));
  return aliases.map((alias) => {
    const item = catalogueItemSchema.parse({ kind: 'alias', ...alias });
    if (item.kind !== 'alias') throw new Error('samples/aliases.json holds something else');
    return item;
  });
}

function publishedFrom(row: z.infer<typeof rowSchema>): PublishedProcedure {
  const known = (text: string): string | null => (text === '' ? null : text);
  const timeLimit = row.time_limit === '' ? null : { text: row.time_limit, rules: [] };
  return publishedProcedureSchema.parse({
    code: row.code,
    name: row.name,
    domain: known(row.domain),
    level: known(row.level),
    channels: [{ kind: 'unstated', timeLimit, fee: known(row.fee), note: null }],
    keywords: [],
    status: 'in-force',
    source: row.source,
    ...nothingElseKnown,
  });
}

const nothingElseKnown = {
  decidingAgency: null,
  receivingAgency: null,
  subjects: null,
  steps: null,
  components: null,
  blankForms: null,
  result: null,
  conditions: null,
  legalBases: null,
  effectiveFrom: null,
  effectiveTo: null,
  replacedBy: [],
  decision: null,
  dataDate: null,
  officialUrl: null,
} as const;
