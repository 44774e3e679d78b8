import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { generateCatalogue } from '../support/catalogue-generator.ts';
import { fullSize } from './look-up/documents.ts';
import { install, openShelf, packCatalogue } from './look-up/ours.ts';
import { machineNote, median, printTable, scratchFolder } from './support.ts';

/**
 * Installing a full-size catalogue (unpacking, verifying, checking every item, indexing, writing, making durable), beside
 * the plain insert of the same rows into the same tables, made durable; and how long the machine's event loop stood
 * still meanwhile. One of each in turn.
 */
const rounds = 3;
const loopResolutionMs = 1;
/** As built, the way a kiosk has it: `npm run bench` builds it first. */
const builder = new URL('../../out/main/catalogue-builder.js', import.meta.url);
const nanosecondsInMs = 1_000_000;

interface Installed {
  readonly tookMs: number;
  readonly longestStallMs: number;
  readonly database: string;
}

async function installIn(folder: string, path: string): Promise<Installed> {
  const shelf = openShelf(folder, builder);
  const delay = monitorEventLoopDelay({ resolution: loopResolutionMs });
  delay.enable();
  const began = performance.now();
  await install(shelf, path);
  const tookMs = performance.now() - began;
  delay.disable();
  await shelf.close();
  const name = readdirSync(folder).find((file) => /^catalogue-.*\.sqlite$/.test(file)) ?? '';
  return { tookMs, longestStallMs: delay.max / nanosecondsInMs, database: join(folder, name) };
}

interface Table {
  readonly name: string;
  readonly sql: string;
  readonly rows: readonly unknown[][];
}

/** Tables and rows of a database, whatever they are. */
function tablesOf(path: string): Table[] {
  const database = new Database(path, { readonly: true });
  const tables = database
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .all()
    .map(({ name, sql }) => {
      const all = database.prepare<[], unknown[]>(`SELECT * FROM "${name}"`).raw();
      return { name, sql, rows: all.all() };
    });
  database.close();
  return tables;
}

/** @returns ms to insert the rows in one transaction and have them on the disk */
function insertPlainly(tables: readonly Table[], path: string): number {
  const began = performance.now();
  const database = new Database(path);
  database.pragma('synchronous = OFF'); // one fsync at the end, as ours
  database.exec('BEGIN');
  for (const { name, sql, rows } of tables) {
    database.exec(sql);
    const holes = (rows[0] ?? []).map(() => '?').join(', ');
    if (holes === '') continue;
    const insert = database.prepare(`INSERT INTO "${name}" VALUES (${holes})`);
    for (const row of rows) insert.run(...row);
  }
  database.exec('COMMIT');
  database.close();
  const descriptor = openSync(path, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
  return performance.now() - began;
}

const packed = scratchFolder();
const path = packCatalogue(generateCatalogue(fullSize), packed.path);
const installs: Installed[] = [];
const inserts: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const folder = scratchFolder();
  const installed = await installIn(folder.path, path);
  installs.push(installed);
  inserts.push(insertPlainly(tablesOf(installed.database), join(folder.path, 'plain.sqlite')));
  folder.remove();
}
packed.remove();
printTable(
  `Install of a catalogue of ${fullSize.toLocaleString('en')} beside the plain insert of its rows`,
  [
    {
      ...{ name: 'package → in use', unit: 'ms' },
      ours: median(installs.map(({ tookMs }) => tookMs)),
      peer: median(inserts),
      aim: { kind: 'ratio-max', value: 3 },
    },
    {
      ...{ name: 'longest stall of the event loop', unit: 'ms' },
      ours: median(installs.map(({ longestStallMs }) => longestStallMs)),
      aim: { kind: 'max', value: 50 },
    },
  ],
  [
    `Median of ${rounds}, in turn. The plain insert neither unpacks, verifies, parses nor indexes.`,
    machineNote(),
  ],
);
