import { fullSize, samplesHidden } from './look-up/documents.ts';
import { chosenQuerySets, placesOfAll, printCategories, printScores } from './look-up/relevance.ts';
import { machineNote } from './support.ts';

/** What citizens type, with the sample procedures hidden among so many others that there are as many as a province has. */
const sets = chosenQuerySets();
const places = await placesOfAll(samplesHidden(), sets);
for (const set of sets) {
  const title = `Relevance with the samples hidden among ${fullSize.toLocaleString('en')}`;
  printScores(title, places, set);
  printCategories('By the kind of query', places, set);
}
console.log(`\n  ${machineNote()}`);
