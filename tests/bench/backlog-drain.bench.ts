import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openStore as openDistrictStore } from '../../district/store/store.ts';
import { openStore, systemClock, type Store } from '../../electron/store/store.ts';
import { answered, launched, survey } from '../../electron/store/testing/drafts.ts';
import { createSync, type Sync } from '../../electron/sync/sync.ts';
import { batchEntriesMax } from '../../shared/limits.ts';
import { entrySchema, type EntryDraft } from '../../shared/model/journal.ts';
import { postgresMissing, startPostgres } from '../support/postgres.ts';
import { startDistrict, type District } from './district-process.ts';
import { processesHidden, usageOf } from './linux-process.ts';
import {
  machineNote,
  median,
  printSkipped,
  printTable,
  scratchFolder,
  type Figure,
} from './support.ts';

/**
 * The drain of a backlog: a kiosk's own store and sync, over HTTP, into the district server in a process of its own on
 * PostgreSQL; every batch signed, every signature, hash and link of the chain verified. Beside it the same rows, ready
 * in memory, inserted with `unnest … ON CONFLICT` into a table of the same shape over one connection. In turn.
 */
const title = 'The drain of a backlog into PostgreSQL beside raw inserts of the same rows';
const backlogEntries = 50_000;
const rounds = 3;
const ratingsPerAppend = 500;
const entriesPerRating = 3;
const version = 'bench';
const projectionMs = 4_000;

interface Row {
  journal: string;
  seq: number;
  id: string;
  kind: string;
  wall: number;
  offset: number | null;
  hash: string;
  line: string;
}

interface Kiosk {
  readonly store: Store;
  newSync(): Sync;
}

function openKiosk(folder: string): Kiosk {
  const clock = systemClock();
  const log = (): void => undefined;
  const opened = openStore({ folder, clock, log, offset: () => 0 });
  if (!opened.ok) throw new Error(opened.problem.en);
  const store = opened.value;
  return { store, newSync: () => createSync({ ...store, clock, log, version }) };
}

/** Enrols, lets the kiosk send what it has, and ends the sending. */
async function enrol(kiosk: Kiosk, district: District): Promise<void> {
  const sync = kiosk.newSync();
  const code = await district.newEnrolmentCode();
  const enrolled = await sync.enrol({ districtUrl: district.url, code });
  if (!enrolled.ok) throw new Error(enrolled.problem.en);
  await drained(sync);
  await sync.stop();
}

/** Resolves when the district has acknowledged the last entry. */
function drained(sync: Sync): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { online, queueDepth } = sync.status();
      if (!online || queueDepth > 0) return;
      leave();
      resolve();
    };
    const leave = sync.onChange(look);
    look();
  });
}

function fillBacklog(store: Store): void {
  for (let rating = 0; rating * entriesPerRating < backlogEntries; rating += ratingsPerAppend) {
    const drafts = Array.from({ length: ratingsPerAppend }, (_, index): EntryDraft[] => [
      launched(rating + index),
      { kind: 'survey.shown', body: { survey: survey(rating + index) } },
      answered(rating + index),
    ]).flat();
    const written = store.journal.append(drafts);
    if (!written.ok) throw new Error(written.problem.en);
  }
}

/** The backlog as rows of the district's table. */
function rowsOf(store: Store, afterSeq: number): Row[] {
  const bounds = { entriesMax: backlogEntries * 2, bytesMax: Number.MAX_SAFE_INTEGER };
  return store.journal.linesAfter(afterSeq, bounds).map(({ line, hash }) => {
    const { journal, seq, id, kind, wall, offset } = entrySchema.parse(JSON.parse(line));
    return { journal, seq, id, kind, wall, offset, hash, line };
  });
}

interface Drained {
  readonly entriesPerS: number;
  /** Processor time of the kiosk's process and of the district's, ms for a thousand entries; NaN where it is hidden. */
  readonly kioskMs: number;
  readonly districtMs: number;
}

async function drain(kiosk: Kiosk, district: District, entries: number): Promise<Drained> {
  const sync = kiosk.newSync();
  const [kioskBefore, districtBefore] = [cpuS(process.pid), cpuS(district.pid)];
  const began = performance.now();
  sync.start();
  await drained(sync);
  const seconds = (performance.now() - began) / 1_000;
  const msPerThousand = (cpuSeconds: number) => (cpuSeconds * 1_000) / (entries / 1_000);
  const kioskMs = msPerThousand(cpuS(process.pid) - kioskBefore);
  const districtMs = msPerThousand(cpuS(district.pid) - districtBefore);
  await sync.stop();
  return { entriesPerS: entries / seconds, kioskMs, districtMs };
}

function cpuS(pid: number): number {
  return processesHidden() === undefined ? usageOf(pid).cpuS : NaN;
}

const insertRaw = `
  insert into entry (kiosk, journal, seq, id, kind, wall, "offset", hash, line)
  select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::text[], $6::bigint[],
    $7::bigint[], $8::text[], $9::text[])
  on conflict (kiosk, journal, seq) do nothing`;

/** @returns rows per second */
async function insert(client: pg.Client, rows: readonly Row[]): Promise<number> {
  const batches = Array.from({ length: Math.ceil(rows.length / batchEntriesMax) }, (_, index) => {
    const batch = rows.slice(index * batchEntriesMax, (index + 1) * batchEntriesMax);
    const column = <K extends keyof Row>(name: K) => batch.map((row) => row[name]);
    return [
      ...[column('journal'), column('journal'), column('seq'), column('id'), column('kind')],
      ...[column('wall'), column('offset'), column('hash'), column('line')],
    ];
  });
  const began = performance.now();
  for (const values of batches) await client.query(insertRaw, values);
  return rows.length / ((performance.now() - began) / 1_000);
}

/** A connection to an empty database with the district's tables. */
async function rawDatabase(url: string): Promise<pg.Client> {
  const store = await openDistrictStore({ postgres: url, lost: () => undefined });
  if (!store.ok) throw new Error(store.problem.en);
  await store.value.close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

function figuresOf(ours: readonly Drained[], peer: readonly number[]): Figure[] {
  const of = (key: keyof Drained) => median(ours.map((one) => one[key]));
  return [
    {
      ...{ name: `${backlogEntries.toLocaleString('en')} entries, median`, unit: 'entries/s' },
      ...{ ours: of('entriesPerS'), peer: median(peer), aim: { kind: 'ratio-min', value: 0.6 } },
    },
    { name: 'processor time of the kiosk per 1,000 entries', unit: 'ms', ours: of('kioskMs') },
    { name: 'processor time of the district per 1,000', unit: 'ms', ours: of('districtMs') },
  ];
}

async function compare(): Promise<void> {
  const folder = scratchFolder();
  const postgres = await startPostgres();
  const client = await rawDatabase(await postgres.createDatabase());
  const district = await startDistrict(await postgres.createDatabase());
  try {
    const [ours, peer]: [Drained[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      const kiosk = openKiosk(join(folder.path, `kiosk-${round}`));
      await enrol(kiosk, district);
      const sent = kiosk.store.journal.position().seq;
      fillBacklog(kiosk.store);
      const rows = rowsOf(kiosk.store, sent);
      peer.push(await insert(client, rows));
      ours.push(await drain(kiosk, district, rows.length));
      kiosk.store.close();
      await sleep(projectionMs); // the district reads what came into its surveys: not while the next round runs
    }
    printTable(title, figuresOf(ours, peer), [
      `${rounds} rounds in turn, ${batchEntriesMax} entries a batch, PostgreSQL with fsync, all on this machine.`,
      machineNote(),
    ]);
  } finally {
    await client.end();
    await district.stop();
    await postgres.stop();
    folder.remove();
  }
}

const missing = postgresMissing();
if (missing === undefined) await compare();
else printSkipped(title, missing);
