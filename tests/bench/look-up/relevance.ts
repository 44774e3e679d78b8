import {
  querySetNames,
  readQueries,
  type Query,
  type QuerySetName,
} from '../../relevance/query-set.ts';
import type { GeneratedCatalogue } from '../../support/catalogue-generator.ts';
import { foldedDocuments, foldedQuery } from './documents.ts';
import { engineNames, foundMax, type Engine, type EngineName } from './engine.ts';
import { openOurs } from './ours.ts';
import { buildPeer } from './peers.ts';
import { printCells, scratchFolder } from '../support.ts';

/**
 * How often the right procedure comes first (success@1), among the first five (success@5), and the mean of 1 / its
 * place (MRR), over what citizens type.
 */
export interface QuerySet {
  readonly name: QuerySetName;
  readonly queries: readonly Query[];
}

/** All of them, unless some are named as arguments: what is to stay unseen is not run. */
export function chosenQuerySets(): QuerySet[] {
  const chosen = process.argv.slice(2);
  return querySetNames
    .filter((name) => chosen.length === 0 || chosen.includes(name))
    .map((name) => ({ name, queries: readQueries(name) }));
}

/** Places of the first right answer, from 1; Infinity where there is none among the results. */
export type Places = ReadonlyMap<Query, number>;

async function placesOf(
  engine: Engine,
  isOurs: boolean,
  queries: readonly Query[],
): Promise<Places> {
  const places = new Map<Query, number>();
  for (const query of queries) {
    const found = await engine.search(isOurs ? query.text : foldedQuery(query.text));
    const place = found.slice(0, foundMax).findIndex((code) => isRight(query, code));
    places.set(query, place < 0 ? Infinity : place + 1);
  }
  return places;
}

function isRight({ codes }: Query, code: string): boolean {
  return codes.some((right) => right === code);
}

interface Score {
  readonly first: number;
  readonly amongFive: number;
  readonly reciprocal: number;
}

function scoreOf(places: readonly number[]): Score {
  const share = (isCounted: (place: number) => boolean): number =>
    places.filter(isCounted).length / places.length;
  return {
    first: share((place) => place === 1),
    amongFive: share((place) => place <= 5),
    reciprocal: places.reduce((sum, place) => sum + 1 / place, 0) / places.length,
  };
}

function scoreAmong(places: Places, queries: readonly Query[]): Score {
  return scoreOf(queries.map((query) => places.get(query) ?? Infinity));
}

/** Every engine is built once and asked all queries of all sets. */
export async function placesOfAll(
  catalogue: GeneratedCatalogue,
  sets: readonly QuerySet[],
): Promise<Map<EngineName, Places>> {
  const queries = sets.flatMap((set) => set.queries);
  const all = new Map<EngineName, Places>();
  const documents = foldedDocuments(catalogue);
  for (const name of engineNames) {
    const folder = scratchFolder();
    const engine =
      name === 'ours' ? await openOurs(catalogue, folder.path) : await buildPeer[name](documents);
    all.set(name, await placesOf(engine, name === 'ours', queries));
    await engine.close();
    folder.remove();
  }
  return all;
}

export function printScores(
  title: string,
  all: ReadonlyMap<EngineName, Places>,
  { name: setName, queries }: QuerySet,
): void {
  const scores = new Map([...all].map(([name, places]) => [name, scoreAmong(places, queries)]));
  const keys = ['first', 'amongFive', 'reciprocal'] as const;
  const rows = [...scores].map(([name, score]) => [name, ...keys.map((key) => digits(score[key]))]);
  const verdicts = keys.map((key) => {
    const peers = [...scores].filter(([name]) => name !== 'ours').map(([, score]) => score[key]);
    return (scores.get('ours')?.[key] ?? NaN) > Math.max(...peers) ? 'met' : 'MISSED';
  });
  const aim = ['aim: ahead of all', ...verdicts];
  printCells(
    `${title}: ${setName}`,
    [['', 'success@1', 'success@5', 'MRR'], ...rows, aim],
    [
      `${queries.length} queries, written without sight of the search; a query may have several right answers.`,
      'The peers get names, aliases with codes, and texts, folded like the queries, and the settings that did',
      'best on the first set (look-up/peers.ts). Ours counts what it found, then the nearest it offers.',
    ],
  );
}

/** Where the differences come from. */
export function printCategories(
  title: string,
  all: ReadonlyMap<EngineName, Places>,
  { queries }: QuerySet,
): void {
  const categories = [...new Set(queries.map(({ category }) => category))];
  const rows = categories.map((category) => {
    const asked = queries.filter((query) => query.category === category);
    const firsts = [...all.values()].map((places) => digits(scoreAmong(places, asked).first));
    return [category, String(asked.length), ...firsts];
  });
  printCells(title, [['success@1', 'queries', ...all.keys()], ...rows], []);
}

/** What ours did not put first, to be read by people, not to be tuned to. */
export function printMissed(all: ReadonlyMap<EngineName, Places>, { queries }: QuerySet): void {
  const missed = queries.filter((query) => (all.get('ours')?.get(query) ?? Infinity) > 5);
  const list = missed.map(({ text, category }) => `"${text}" (${category})`).join(', ');
  console.log(`\n  Ours, not among the first five: ${list || 'none'}.`);
}

function digits(share: number): string {
  return share.toFixed(3);
}
