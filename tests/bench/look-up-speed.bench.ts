import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildCatalogueIndex } from './look-up/build-index.ts';
import { fullSize } from './look-up/documents.ts';
import { engineNames, type EngineName } from './look-up/engine.ts';
import { install, openShelf, packCatalogue } from './look-up/ours.ts';
import type { Measured } from './look-up/measure.ts';
import { generateCatalogue } from '../support/catalogue-generator.ts';
import { amount, machineNote, median, printCells, scratchFolder } from './support.ts';

/**
 * Queries over a full-size catalogue, memory and index time: ours and four libraries over the same texts, each in a
 * process of its own, one after another. Ours answers as the kiosk does: with rows read from its database, highlighting,
 * reasons, twins and corrections; the libraries answer with codes.
 */
const indexRounds = 3;
const bytesInMegabyte = 1_000_000;
const measureScript = fileURLToPath(new URL('look-up/measure.ts', import.meta.url));

function measured(name: EngineName, folder: string): Measured {
  const line = execFileSync(process.execPath, ['--expose-gc', measureScript, name, folder], {
    encoding: 'utf8',
  });
  return JSON.parse(line) as Measured;
}

function printSpeed(all: ReadonlyMap<EngineName, Measured>): void {
  const rows = [...all].map(([name, { queries, p50Ms, p99Ms, maxMs }]) => [
    ...[name, String(queries), amount(p50Ms, 'ms'), amount(p99Ms, 'ms'), amount(maxMs, 'ms')],
  ]);
  const fastest = Math.min(...peersOf(all).map(({ p99Ms }) => p99Ms));
  const isMet = (all.get('ours')?.p99Ms ?? NaN) < fastest;
  const aim = ['aim: p99 below the fastest', '', '', isMet ? 'met' : 'MISSED', ''];
  const title = `Query over ${fullSize.toLocaleString('en')} procedures: title, aliases, full text`;
  printCells(
    title,
    [['', 'queries', 'p50', 'p99', 'max'], ...rows, aim],
    [
      'Without diacritics, the last word a prefix; as many of 1,000 queries as were answered in 15 s.',
      machineNote(),
    ],
  );
}

function printSize(all: ReadonlyMap<EngineName, Measured>, indexMs: number): void {
  const figures = [...all].map(([name, of]) => ({
    ...{ name, resident: of.residentBytes / bytesInMegabyte, heap: of.heapBytes / bytesInMegabyte },
    index: name === 'ours' ? indexMs : of.readyMs,
    ready: of.readyMs,
  }));
  const verdict = (key: 'resident' | 'index'): string => {
    const peers = figures.filter(({ name }) => name !== 'ours').map((of) => of[key]);
    const ours = figures.find(({ name }) => name === 'ours')?.[key] ?? NaN;
    return ours <= middleBetween(peers) ? 'met' : 'MISSED';
  };
  const rows = figures.map(({ name, resident, heap, index, ready }) => [
    ...[name, amount(resident, 'MB'), amount(heap, 'MB'), amount(index, 'ms'), amount(ready, 'ms')],
  ]);
  const aim = ['aim: not above the median', verdict('resident'), '', verdict('index'), ''];
  const heading = ['', 'memory (rss)', 'of it heap', 'index time', 'ready at a start'];
  printCells(
    'Memory and index time',
    [heading, ...rows, aim],
    ['Ours is indexed once, when a catalogue is installed; a start opens what is on the disk.'],
  );
}

function peersOf(all: ReadonlyMap<EngineName, Measured>): Measured[] {
  return [...all].filter(([name]) => name !== 'ours').map(([, of]) => of);
}

/** Of an even number of values the mean of the two in the middle. */
function middleBetween(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const high = sorted[sorted.length / 2] ?? NaN;
  return ((sorted[sorted.length / 2 - 1] ?? NaN) + high) / 2;
}

const folder = scratchFolder();
const catalogue = generateCatalogue(fullSize);
const shelf = openShelf(folder.path);
await install(shelf, packCatalogue(catalogue, folder.path));
await shelf.close();
const indexMs = median(Array.from({ length: indexRounds }, () => buildCatalogueIndex(catalogue)));
const all = new Map(engineNames.map((name) => [name, measured(name, folder.path)]));
printSpeed(all);
printSize(all, indexMs);
folder.remove();
