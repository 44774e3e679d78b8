import { fullSize, samplesHidden } from './look-up/documents.ts';
import { placesOfAll, printCategories, printScores } from './look-up/relevance.ts';
import { machineNote } from './support.ts';

/** What citizens type, with the sample procedures hidden among so many others that there are as many as a province has. */
const places = await placesOfAll(samplesHidden());
printScores(`Relevance with the samples hidden among ${fullSize.toLocaleString('en')}`, places);
printCategories('By the kind of query', places);
console.log(`\n  ${machineNote()}`);
