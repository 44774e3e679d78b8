import { fork } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore, systemClock, type Store } from '../../electron/store/store.ts';
import { answered, launched, survey } from '../../electron/store/testing/drafts.ts';
import type { EntryDraft } from '../../shared/model/journal.ts';
import {
  machineNote,
  median,
  percentile,
  printTable,
  scratchFolder,
  type Figure,
} from './support.ts';

/**
 * A journal of a million entries beside one of a thousand: opening, committing, memory, bytes per entry. Both are
 * written by the store itself, so every entry is chained. Each is opened by a process of its own, several times in turn.
 */
const sizes = { small: 1_000, large: 1_000_000 } as const;
const rounds = 5;
const commitsPerRound = 400;
/** Ratings written in one transaction while the journal is built. */
const ratingsPerBatch = 1_000;
/** Surveys of the measuring process: beyond those of the largest journal. */
const firstMeasuredSurvey = 10_000_000;

interface Measured {
  openMs: number;
  /** Of single-entry commits. */
  commitsMs: number[];
  /** Resident memory of the process after opening and committing. */
  rssBytes: number;
}

function rating(number: number): EntryDraft[] {
  return [
    launched(number),
    { kind: 'survey.shown', body: { survey: survey(number) } },
    answered(number),
  ];
}

function openFolder(folder: string): Store {
  const opened = openStore({
    ...{ folder, clock: systemClock(), log: () => undefined, offset: () => 0 },
  });
  if (!opened.ok) throw new Error(opened.problem.en);
  return opened.value;
}

function append(store: Store, drafts: readonly EntryDraft[]): void {
  const written = store.journal.append(drafts);
  if (!written.ok) throw new Error(written.problem.en);
}

/** @returns bytes of the database file per entry */
function build(folder: string, entries: number): number {
  const store = openFolder(folder);
  let ratings = 0;
  let missing = entries - store.journal.position().seq;
  while (missing > 0) {
    const drafts = Array.from({ length: ratingsPerBatch }, () => rating((ratings += 1))).flat();
    append(store, drafts.slice(0, missing));
    missing = entries - store.journal.position().seq;
  }
  store.close();
  return statSync(join(folder, 'journal.sqlite')).size / entries;
}

/** What the measuring process does: opens as the machine does at its start, then commits one entry at a time. */
function measureHere(folder: string): Measured {
  const began = performance.now();
  const store = openFolder(folder);
  store.journal.openSurveys();
  const openMs = performance.now() - began;
  const first = firstMeasuredSurvey + store.journal.position().seq;
  const commitsMs = Array.from({ length: commitsPerRound }, (_, index) => {
    const draft = answered(first + index);
    const start = performance.now();
    append(store, [draft]);
    return performance.now() - start;
  });
  const rssBytes = process.memoryUsage.rss();
  store.close();
  return { openMs, commitsMs, rssBytes };
}

async function measureElsewhere(folder: string): Promise<Measured> {
  const child = fork(fileURLToPath(import.meta.url), [folder]);
  const [measured] = (await once(child, 'message')) as [Measured];
  await once(child, 'exit');
  return measured;
}

function figuresOf(
  small: readonly Measured[],
  large: readonly Measured[],
  bytes: { small: number; large: number },
): Figure[] {
  const commit = (all: readonly Measured[], share: number) =>
    percentile(
      all.flatMap(({ commitsMs }) => commitsMs),
      share,
    );
  const medianOf = (all: readonly Measured[], of: (one: Measured) => number) => median(all.map(of));
  const megabytes = ({ rssBytes }: Measured) => rssBytes / 2 ** 20;
  return [
    {
      ...{ name: 'open, median', unit: 'ms' },
      ours: medianOf(large, ({ openMs }) => openMs),
      peer: medianOf(small, ({ openMs }) => openMs),
      aim: { kind: 'max', value: 1_000 },
    },
    ...[0.5, 0.99].map((share): Figure => ({
      ...{ name: `commit of one entry, p${share * 100}`, unit: 'ms' },
      ours: commit(large, share),
      peer: commit(small, share),
      aim: { kind: 'ratio-max', value: 1.2 },
    })),
    {
      ...{ name: 'memory after opening, median', unit: 'MB' },
      ours: medianOf(large, megabytes),
      peer: medianOf(small, megabytes),
      aim: { kind: 'more-max', value: 50 },
    },
    { name: 'on disk, per entry', unit: 'bytes', ours: bytes.large, peer: bytes.small },
  ];
}

async function compare(): Promise<void> {
  const folder = scratchFolder();
  try {
    const folders = { small: join(folder.path, 'small'), large: join(folder.path, 'large') };
    const began = performance.now();
    const bytes = {
      small: build(folders.small, sizes.small),
      large: build(folders.large, sizes.large),
    };
    const builtS = Math.round((performance.now() - began) / 1_000);
    const [small, large]: [Measured[], Measured[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      small.push(await measureElsewhere(folders.small));
      large.push(await measureElsewhere(folders.large));
    }
    printTable(
      `A journal of ${sizes.large.toLocaleString('en')} entries beside one of ${sizes.small.toLocaleString('en')}`,
      figuresOf(small, large, bytes),
      [
        `Built through the store's own append in ${builtS} s; ${rounds} processes each in turn, ${commitsPerRound} commits each.`,
        'Opening includes the checks of the end of the journal and the search for open surveys; files in the page cache.',
        machineNote(),
      ],
    );
  } finally {
    folder.remove();
  }
}

const [given] = process.argv.slice(2);
if (given === undefined) await compare();
else process.send?.(measureHere(given));
