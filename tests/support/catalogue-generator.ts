import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { catalogueItemSchema, type CatalogueItemOf } from '../../shared/model/catalogue-package.ts';
import { procedureCodeSchema, type ProcedureCode } from '../../shared/model/ids.ts';
import {
  publishedProcedureSchema,
  type PublishedProcedure,
} from '../../shared/model/published-procedure.ts';
import { fold } from '../../shared/rules/folding.ts';
import { readSampleProcedures } from '../relevance/sample-catalogue.ts';
import { Seeded } from './seeded.ts';

/**
 * A catalogue of the size of a province's, made from the shapes of the real one: how names are put together and how
 * they resemble each other, how much is unknown, real time limits and fees. Its subjects are other than those of the
 * sample procedures, so that these can be hidden among it and still be the only right answers. Nothing of it is true:
 * for tests and measurements, never shipped.
 */
export interface GeneratedCatalogue {
  readonly procedures: readonly PublishedProcedure[];
  readonly aliases: readonly CatalogueItemOf<'alias'>[];
}

const words = z
  .object({
    actions: z.array(z.string()),
    cases: z.array(z.string()),
    steps: z.array(z.string()),
    papers: z.array(z.string()),
    domains: z.record(z.string(), z.array(z.string())),
  })
  .parse(JSON.parse(readFileSync(new URL('catalogue-words.json', import.meta.url), 'utf8')));

/** Shares and lengths counted in, or set to exceed, the sample procedures and the national record's detail sheets. */
const unknownShare = 0.5;
const longNameShare = 0.03;
const longNameLength = 500;
const bodyWords = { least: 80, most: 160 };
const aliasShare = 0.2;
const lawsCited = 400;

/** The same `count` and `seed` make the same catalogue. No name and no code comes twice, nor one of the samples. */
export function generateCatalogue(count: number, seed = 1): GeneratedCatalogue {
  const chance = new Seeded(seed);
  const subjects = Object.entries(words.domains).flatMap(([domain, objects]) =>
    objects.map((object) => ({ domain, object })),
  );
  const procedures: PublishedProcedure[] = [];
  const aliases: CatalogueItemOf<'alias'>[] = [];
  const names = new Set<string>();
  while (procedures.length < count) {
    const { domain, object } = chance.of(subjects);
    const name = nameOf(object, chance);
    if (names.has(name)) continue;
    names.add(name);
    const code = codeOf(procedures.length, chance);
    procedures.push(procedureOf({ code, name, domain, object }, chance));
    if (chance.happens(aliasShare)) aliases.push(aliasOf(object, code, chance));
  }
  return { procedures, aliases };
}

/** One action on one subject, in one or several cases: near-twins come of it by themselves. */
function nameOf(object: string, chance: Seeded): string {
  const long = chance.happens(longNameShare);
  const parts = [`${chance.commonFirst(words.actions)} ${object}`];
  const cases = chance.someOf(words.cases, long ? words.cases.length : chance.between(0, 3));
  for (const inCase of cases) {
    if ([...parts, inCase].join(', ').length <= longNameLength) parts.push(inCase);
  }
  const [first = '', second = '', ...rest] = parts;
  return [`${first} ${second}`.trim(), ...rest].join(long ? '; ' : ' ');
}

/** In the national form, from a range that the samples do not use. */
function codeOf(place: number, chance: Seeded): ProcedureCode {
  return procedureCodeSchema.parse(`${chance.between(1, 3)}.${100_000 + place}`);
}

const samples = readSampleProcedures();
const realChannels = samples.flatMap(({ channels }) => channels);

interface Subject {
  readonly code: ProcedureCode;
  readonly name: string;
  readonly domain: string;
  readonly object: string;
}

function procedureOf({ code, name, domain, object }: Subject, chance: Seeded): PublishedProcedure {
  const known = <T>(value: T): T | null => (chance.happens(unknownShare) ? null : value);
  const { timeLimit } = chance.of(realChannels);
  const { fee } = chance.of(realChannels);
  const level = chance.of(['Tỉnh', 'Xã']);
  return publishedProcedureSchema.parse({
    ...{ code, name, domain, level },
    decidingAgency: known(`Ủy ban nhân dân cấp ${level.toLowerCase()}`),
    receivingAgency: known('Trung tâm Phục vụ hành chính công'),
    subjects: known(chance.of(['Cá nhân', 'Tổ chức', 'Doanh nghiệp', 'Cá nhân, tổ chức'])),
    ...bodyOf(object, chance),
    channels: [
      { kind: 'direct', timeLimit, fee, note: null },
      { kind: 'online', timeLimit, fee: known(fee), note: null },
    ],
    blankForms: known([{ name: `Mẫu số ${chance.between(1, 40)}`, address: null }]),
    result: known(`Văn bản về ${object}`),
    conditions: null,
    legalBases: known([{ number: lawOf(chance), title: null, issuedOn: null, agency: null }]),
    keywords: chance.happens(aliasShare) ? [object] : [],
    status: 'in-force',
    ...{ effectiveFrom: null, effectiveTo: null, replacedBy: [], decision: null },
    source: 'Dữ liệu tạo ra để đo, không có thật',
    ...{ dataDate: null, officialUrl: null },
  });
}

/** Steps and papers, by turns until there are as many words as an ordinary detail sheet has. */
function bodyOf(object: string, chance: Seeded): Pick<PublishedProcedure, 'steps' | 'components'> {
  const least = chance.between(bodyWords.least, bodyWords.most - longestPieceWords);
  const steps: string[] = [];
  const papers: string[] = [];
  for (const [turn, step] of chance.someOf(words.steps, words.steps.length).entries()) {
    if (wordsIn([...steps, ...papers]) >= least) break;
    steps.push(turn === 0 ? `${step}, về ${object}` : step);
    papers.push(`${chance.of(words.papers)} (${lawOf(chance)})`);
  }
  const paperList = papers.map((name) => ({
    ...{ name, originals: chance.between(0, 2), copies: chance.between(0, 2), note: null },
  }));
  return { steps, components: [{ case: null, papers: paperList }] };
}

const mostWords = (texts: readonly string[]): number =>
  Math.max(...texts.map((text) => wordsIn([text])));
/** A step, the subject it names and a paper with its law: what one turn can add at most. */
const longestPieceWords =
  mostWords(words.steps) +
  mostWords(Object.values(words.domains).flat()) +
  mostWords(words.papers) +
  2;

function wordsIn(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.split(' ').length, 0);
}

/** Numbers of laws are the rare words of a procedure's text. */
function lawOf(chance: Seeded): string {
  const place = chance.between(1, lawsCited);
  return `${place}/${2_000 + (place % 26)}/${place % 3 === 0 ? 'NĐ-CP' : 'TT-BTC'}`;
}

/** People shorten: the last words of a subject, without marks half of the time. */
function aliasOf(object: string, code: ProcedureCode, chance: Seeded): CatalogueItemOf<'alias'> {
  const short = object.split(' ').slice(-chance.between(2, 3)).join(' ');
  const spoken = `${chance.of(['làm', 'xin', 'mất', 'đổi', 'giấy'])} ${short}`;
  const item = catalogueItemSchema.parse({
    ...{ kind: 'alias', words: chance.happens(0.5) ? fold(spoken) : spoken, codes: [code] },
  });
  if (item.kind !== 'alias') throw new Error('An alias became something else');
  return item;
}

/**
 * What people would type into the search box of this catalogue: 1 to 4 words that stand together in a name or an alias,
 * without marks, the last one half typed. The same catalogue, `count` and `seed` make the same queries.
 */
export function generateQueries(
  { procedures, aliases }: GeneratedCatalogue,
  count: number,
  seed = 2,
): string[] {
  const chance = new Seeded(seed);
  const sources = [procedures.map(({ name }) => name), aliases.map((alias) => alias.words)];
  const spoken = sources.filter((texts) => texts.length > 0);
  return Array.from({ length: count }, () => {
    const all = fold(chance.of(chance.of(spoken)))
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
    const length = chance.between(1, Math.min(4, all.length));
    const start = chance.between(0, Math.min(all.length - length, beginningWords));
    const [last = '', ...before] = all.slice(start, start + length).reverse();
    const half = last.slice(0, chance.between(Math.min(2, last.length), last.length));
    return [...before.reverse(), half].join(' ');
  });
}

/** People remember how a name begins, not how it ends. */
const beginningWords = 6;
