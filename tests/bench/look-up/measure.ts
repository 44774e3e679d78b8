import { generateCatalogue, generateQueries } from '../../support/catalogue-generator.ts';
import { percentile } from '../support.ts';
import { foldedDocuments, foldedQuery, fullSize } from './documents.ts';
import { engineNames, type Engine, type EngineName } from './engine.ts';

/**
 * Measures one engine in a process of its own: `node --expose-gc measure.ts NAME FOLDER`. Prints one line of JSON. Ours
 * finds its catalogue installed in FOLDER, as a kiosk does at its start.
 */

export interface Measured {
  /** From the texts to the first query, ms; for ours the opening of what is installed. */
  readonly readyMs: number;
  readonly heapBytes: number;
  /** Heap and everything outside of it that the process holds more than before. */
  readonly residentBytes: number;
  readonly queries: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const queryCount = 1_000;
/** Who has not answered them all by then is judged by those answered: they come in no order, so any will do. */
const queryingMaxMs = 15_000;
const warmUpMaxMs = 2_000;

function collectGarbage(): void {
  if (!globalThis.gc) throw new Error('Started without --expose-gc');
  globalThis.gc();
  globalThis.gc();
}

async function measure(name: EngineName, folder: string): Promise<Measured> {
  const catalogue = generateCatalogue(fullSize);
  const queries = generateQueries(catalogue, queryCount);
  const open = name === 'ours' ? await openingOurs(folder) : await buildingPeer(name);
  collectGarbage();
  const before = process.memoryUsage();
  const began = performance.now();
  const engine = await open();
  await engine.search(queries[0] ?? '');
  const readyMs = performance.now() - began;
  collectGarbage();
  const after = process.memoryUsage();
  await timeQueries(engine, queries, warmUpMaxMs);
  const took = await timeQueries(engine, queries, queryingMaxMs);
  await engine.close();
  return {
    readyMs,
    heapBytes: after.heapUsed - before.heapUsed,
    residentBytes: after.rss - before.rss,
    queries: took.length,
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
    maxMs: Math.max(...took),
  };

  /** The folded texts are made before the clock starts: ours is given them made, too. */
  async function buildingPeer(peer: Exclude<EngineName, 'ours'>) {
    const { buildPeer } = await import('./peers.ts');
    const documents = foldedDocuments(catalogue);
    return () => buildPeer[peer](documents);
  }
}

async function openingOurs(folder: string) {
  const { lookUpOver, openShelf } = await import('./ours.ts');
  return () => lookUpOver(openShelf(folder));
}

/** @returns ms for each query that was begun before the time was up */
async function timeQueries(
  engine: Engine,
  queries: readonly string[],
  longestMs: number,
): Promise<number[]> {
  const took: number[] = [];
  const end = performance.now() + longestMs;
  for (const query of queries) {
    const began = performance.now();
    if (began > end) break;
    // Folding the query belongs to every engine's work.
    await engine.search(foldedQuery(query));
    took.push(performance.now() - began);
  }
  return took;
}

const [asked = '', folder = ''] = process.argv.slice(2);
const name = engineNames.find((known) => known === asked);
if (!name) throw new Error(`No such engine: ${asked}`);
console.log(JSON.stringify(await measure(name, folder)));
