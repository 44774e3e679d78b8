import { writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { openStore, systemClock } from '../../electron/store/store.ts';
import { officerIdSchema } from '../../shared/model/ids.ts';

/**
 * The process that is killed: opens the folder and appends without pause, naming each entry on its standard output once
 * it is committed. Usage: kill-child.ts FOLDER acknowledge|checkpoint|replace|once
 */
const [folder = '', load = ''] = process.argv.slice(2);
const appendsPerDisturbance = 10;

const opened = openStore({ folder, clock: systemClock(), log: () => undefined, offset: () => 0 });
if (!opened.ok) throw new Error(opened.problem.en);
const store = opened.value;
const officer = officerIdSchema.parse('can-bo-1');

/** Makes the moment of the kill fall into a checkpoint, an acknowledgement or the birth of a new journal. */
const disturbances: Record<string, () => unknown> = {
  acknowledge: () => store.progress.acknowledge(store.journal.position()),
  checkpoint: () => {
    const second = new Database(join(folder, 'journal.sqlite'));
    second.pragma('wal_checkpoint(PASSIVE)');
    second.close();
  },
  replace: () => store.startOver('killed on the way'),
};

for (let count = 1; load !== 'once'; count += 1) {
  const id = uuidv7();
  const appended = store.journal.append([{ kind: 'officer.chosen', body: { officer }, id }]);
  if (!appended.ok) throw new Error(appended.problem.en);
  writeSync(1, `${id}\n`);
  if (count % appendsPerDisturbance === 0) disturbances[load]?.();
}
