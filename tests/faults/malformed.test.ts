import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  appended,
  draft,
  openedStore,
  randomNumbers,
  say,
  sized,
  temporaryFolderInMemory,
} from './support.ts';

const databases = sized(500, 20_000);
const entriesCheckpointed = 120;
const entriesInWal = 20;
const firstSeed = 20_261_122;
const testTimeoutMs = sized(5 * 60_000, 6 * 60 * 60_000);
const pageBytes = 4096;
const headerBytes = 100;

const home = temporaryFolderInMemory();
const folder = join(home.path, 'case');
const path = join(folder, 'journal.sqlite');
let source: { main: Buffer; wal: Buffer; journalIds: Buffer; ids: string[] };
afterAll(home.remove);

/** A kiosk's folder with everything in use: entries in the main file and in the WAL, progress, a carried entry. */
beforeAll(() => {
  const kiosk = join(home.path, 'source');
  const first = openedStore(kiosk);
  const ids = appended(first, entriesCheckpointed / 2);
  first.startOver('to have carried entries, too');
  ids.push(...appended(first, entriesCheckpointed / 2));
  first.close();
  const second = openedStore(kiosk);
  ids.push(...appended(second, entriesInWal));
  const [main, wal, journalIds] = ['journal.sqlite', 'journal.sqlite-wal', 'journal.ids'].map(
    (name) => readFileSync(join(kiosk, name)),
  );
  source = { main: main!, wal: wal!, journalIds: journalIds!, ids };
  second.close();
});

type Random = (below: number) => number;

function flipBits(bytes: Buffer, from: number, to: number, random: Random): void {
  for (let count = random(20) + 1; count > 0; count -= 1) {
    const at = from + random(to - from);
    bytes[at] = bytes[at]! ^ (1 << random(8));
  }
}

function overwrite(bytes: Buffer, random: Random, byte: () => number): void {
  const from = random(bytes.length);
  const to = Math.min(bytes.length, from + 1 + random(4 * pageBytes));
  for (let at = from; at < to; at += 1) bytes[at] = byte();
}

const walDamage = 'a WAL of garbage';

/** Ways a file goes bad. Each changes the files of the case's folder. */
const damages: Record<string, (random: Random) => void> = {
  'bits of the header': (random) => change((main) => flipBits(main, 0, headerBytes, random)),
  'bits of the schema': (random) =>
    change((main) => flipBits(main, headerBytes, pageBytes, random)),
  'bits anywhere': (random) => change((main) => flipBits(main, 0, main.length, random)),
  'cut short': (random) => writeFileSync(path, source.main.subarray(0, random(source.main.length))),
  'a stretch of zeros': (random) => change((main) => overwrite(main, random, () => 0)),
  'a stretch of garbage': (random) => change((main) => overwrite(main, random, () => random(256))),
  'pages exchanged': (random) =>
    change((main) => {
      const pages = main.length / pageBytes;
      const [one, other] = [random(pages) * pageBytes, random(pages) * pageBytes];
      const kept = Buffer.from(main.subarray(one, one + pageBytes));
      main.copy(main, one, other, other + pageBytes);
      kept.copy(main, other);
    }),
  'an empty file': () => writeFileSync(path, ''),
  'a text in its place': () => writeFileSync(path, 'Phiếu đánh giá\n'.repeat(100)),
  'a folder in its place': () => {
    rmSync(path);
    mkdirSync(path);
  },
  'all garbage': (random) => change((main) => main.forEach((_, at) => (main[at] = random(256)))),
  'all zeros': () => change((main) => main.fill(0)),
  'a missing file beside its WAL': () => rmSync(path),
  [walDamage]: (random) =>
    writeFileSync(`${path}-wal`, Buffer.from(Array.from({ length: 9_000 }, () => random(256)))),
};

function change(edit: (main: Buffer) => void): void {
  const main = Buffer.from(source.main);
  edit(main);
  writeFileSync(path, main);
}

/** The files as they were, in every other round with the WAL that still holds the last entries, and then the damage. */
function lay(seed: number, withWal: boolean, damage: (random: Random) => void): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(path, source.main);
  writeFileSync(join(folder, 'journal.ids'), source.journalIds);
  if (withWal) writeFileSync(`${path}-wal`, source.wal);
  damage(randomNumbers(seed));
}

/**
 * Opens, finds the entries of an unharmed WAL (`kept`), appends, verifies, opens again: the second start finds a sound
 * journal. Returns how many entries are there.
 */
function survives(kept: readonly string[]): number {
  const store = openedStore(folder);
  expect(kept.filter((id) => store.journal.entry(id) === null)).toEqual([]);
  const held = source.ids.filter((id) => store.journal.entry(id) !== null).length;
  expect(store.journal.append([draft()]).ok).toBe(true);
  expect(store.verify()).toMatchObject({ ok: true, value: { damage: null } });
  const position = store.journal.position();
  store.close();
  const again = openedStore(folder);
  expect(again.journal.position()).toEqual(position);
  again.close();
  return held;
}

test(
  'a damaged journal never stops the kiosk: it opens, or is set aside and salvaged',
  () => {
    const kinds = Object.keys(damages);
    const held = new Map(kinds.map((kind) => [kind, 0]));
    for (let count = 0; count < databases; count += 1) {
      const kind = kinds[count % kinds.length] ?? '';
      const seed = firstSeed + count;
      const withWal = Math.floor(count / kinds.length) % 2 === 0;
      lay(seed, withWal, damages[kind]!);
      const kept = withWal && kind !== walDamage ? source.ids.slice(-entriesInWal) : [];
      try {
        held.set(kind, (held.get(kind) ?? 0) + survives(kept));
      } catch (error) {
        throw new Error(`seed ${seed}, ${kind}`, { cause: error });
      }
    }
    say(`malformed journals: ${databases} databases, none stopped the kiosk. Entries still there:`);
    const possible = (databases / kinds.length) * source.ids.length;
    for (const [kind, count] of held) say(`  ${kind}: ${Math.round((100 * count) / possible)} %`);
  },
  testTimeoutMs,
);
