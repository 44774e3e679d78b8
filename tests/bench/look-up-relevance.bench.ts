import { readUnanswerable } from '../relevance/query-set.ts';
import type { GeneratedCatalogue } from '../support/catalogue-generator.ts';
import { sampleCatalogue } from './look-up/documents.ts';
import { openOurs } from './look-up/ours.ts';
import {
  chosenQuerySets,
  placesOfAll,
  printCategories,
  printMissed,
  printScores,
} from './look-up/relevance.ts';
import { machineNote, printCells, scratchFolder } from './support.ts';

/** What citizens type, over the sample procedures alone: who finds the right one. */

/** A query that nothing answers is answered with the nearest ones and the domains, never with an empty page. */
async function printUnanswerable(catalogue: GeneratedCatalogue): Promise<void> {
  const folder = scratchFolder();
  const ours = await openOurs(catalogue, folder.path);
  const answers = readUnanswerable().map((text) => ours.answer(text));
  await ours.close();
  folder.remove();
  const count = (isCounted: (answer: (typeof answers)[number]) => boolean): string =>
    String(answers.filter(isCounted).length);
  const rows = [
    ['says that nothing was found', count(({ total }) => total === 0)],
    [
      '… and offers the nearest ones',
      count(({ total, nearest }) => total === 0 && nearest.length > 0),
    ],
    ['… and offers the domains', count(({ total, domains }) => total === 0 && domains.length > 0)],
    ['finds something all the same', count(({ total }) => total > 0)],
    ['empty page', count(({ total, domains }) => total === 0 && domains.length === 0)],
  ];
  const title = 'Ours, queries that no sample procedure answers';
  printCells(title, [['', `of ${answers.length}`], ...rows], []);
}

const alone = sampleCatalogue();
const sets = chosenQuerySets();
const places = await placesOfAll(alone, sets);
for (const set of sets) {
  printScores(`Relevance over the ${alone.procedures.length} sample procedures`, places, set);
  printCategories('By the kind of query', places, set);
  printMissed(places, set);
}
await printUnanswerable(alone);
console.log(`\n  ${machineNote()}`);
