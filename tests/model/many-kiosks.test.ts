import { createHash, randomInt } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { entrySchema } from '../../shared/model/journal.ts';
import { emptyPosition, follows } from '../../shared/rules/journal-line.ts';
import { postgresMissing } from '../support/postgres.ts';
import { skipWithout } from '../support/skip.ts';
import { actionsOf } from './actions.ts';
import type { HeldEntry } from './district.ts';
import type { ModelKiosk } from './kiosk.ts';
import { closeWorld, newWorld, play, settle, type World } from './run.ts';

/**
 * Kiosks that lose their network, their time and their power, and a district that loses its memory: when everything
 * works again, each journal is at the district exactly once. HAILONG_SEED=N replays the actions of a failed run.
 */
const torture = process.env['HAILONG_TORTURE'] === '1';
const steps = torture ? 100_000 : 2_000;
const timeoutMs = torture ? 6 * 3_600_000 : 300_000;
const seed = Number(process.env['HAILONG_SEED'] ?? randomInt(2 ** 31));

beforeEach((context) => skipWithout(context, postgresMissing()));

describe('the actions of a seed', () => {
  it('are the same every time, and others for another seed', () => {
    expect(actionsOf(7, 500)).toEqual(actionsOf(7, 500));
    expect(actionsOf(7, 500)).not.toEqual(actionsOf(8, 500));
    expect(actionsOf(7, 500)).toEqual(actionsOf(7, 1_000).slice(0, 500));
  });

  it('leave nothing out', () => {
    const kinds = new Set(actionsOf(7, 5_000).map((action) => action.do));
    expect(kinds.size).toBe(11);
  });
});

it(
  `counts every rating exactly once after ${steps} steps (HAILONG_SEED=${seed})`,
  { timeout: timeoutMs },
  async () => {
    const world = await newWorld();
    try {
      await play(world, actionsOf(seed, steps));
      await settle(world);
      await expectEachJournalOnce(world);
      await expectTheReport(world);
      console.log(summary(world));
    } finally {
      await closeWorld(world);
    }
  },
);

async function expectEachJournalOnce({ district, kiosks }: World): Promise<void> {
  let entries = 0;
  for (const { store } of kiosks) {
    const { journal } = store.journal.position();
    const held = await district.held(journal);
    expectChained(held);
    const own = store.journal.linesAfter(0, { entriesMax: 1e9, bytesMax: 1e12 });
    expect(held.map(({ seq, hash, line }) => ({ seq, hash, line }))).toEqual(own);
    expect(new Set(held.map(({ id }) => id)).size).toBe(held.length);
    entries += own.length;
  }
  expect(await district.count('entry')).toBe(entries);
  expect(await district.count('fork')).toBe(0);
}

/** Verifies the district's copy by itself, without the kiosk's. */
function expectChained(held: readonly HeldEntry[]): void {
  const first = entrySchema.parse(JSON.parse(held[0]!.line));
  let position = emptyPosition(first.journal);
  for (const { seq, id, hash, line } of held) {
    const entry = entrySchema.parse(JSON.parse(line));
    expect(follows(position, entry) && entry.id === id && entry.seq === seq).toBe(true);
    expect(createHash('sha256').update(line).digest('hex')).toBe(hash);
    position = { ...position, seq, hash: hash as typeof position.hash };
  }
}

async function expectTheReport({ district, expected }: World): Promise<void> {
  const { total, walkIn, repeats, quarantined } = await district.report();
  expect({
    dossiers: total.funnel.answered,
    walkIns: walkIn.funnel.answered,
    repeats,
    quarantined,
  }).toEqual({
    dossiers: expected.dossiers.size,
    walkIns: expected.walkIns,
    repeats: expected.repeats,
    quarantined: 0,
  });
}

function summary({ kiosks, expected }: World): string {
  const events = (name: string): number =>
    kiosks.reduce((sum, kiosk: ModelKiosk) => sum + (kiosk.events.get(name) ?? 0), 0);
  const taps = expected.dossiers.size + expected.repeats + expected.walkIns;
  return [
    `many kiosks: seed ${seed}, ${steps} steps, ${taps} taps`,
    `${events('upload.failed')} failed requests, ${events('upload.regressed')} steps back`,
  ].join(', ');
}
