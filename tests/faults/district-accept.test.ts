import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptBatch, type Acceptance } from '../../district/domain/accept.ts';
import type { DistrictStore } from '../../district/domain/ports.ts';
import { project } from '../../district/domain/projection.ts';
import type { KioskId } from '../../shared/model/ids.ts';
import { newKiosk, storeKinds } from '../support/district-store.ts';
import { bytesOf, hashOf, JournalWriter } from '../support/journal-writer.ts';
import { postgresMissing } from '../support/postgres.ts';
import { skipWithout } from '../support/skip.ts';

/** Every batch a kiosk may send and every one it should not, against both kinds of store. */
describe.each(['PGlite', 'PostgreSQL'] as const)('accepting a batch on %s', (kind) => {
  const missing = kind === 'PostgreSQL' ? postgresMissing() : undefined;
  let store: DistrictStore;
  let close = async (): Promise<void> => undefined;
  let kiosk: KioskId;
  let writer: JournalWriter;

  beforeAll(async () => {
    if (missing === undefined) ({ store, close } = await storeKinds[kind]());
  });
  afterAll(() => close());
  beforeEach(async (context) => {
    skipWithout(context, missing);
    kiosk = await newKiosk(store);
    writer = new JournalWriter();
  });

  const send = (lines: readonly string[], of = writer): Promise<Acceptance> =>
    acceptBatch(store.journals, {
      kiosk,
      journal: of.journal,
      lines: bytesOf(lines),
      receivedAt: 1,
    });
  const standing = async () => {
    const all = await store.kiosks.standings();
    return all.find((row) => row.kiosk === kiosk);
  };
  const fill = (entries: number): string[] => {
    for (let at = 0; at < entries; at += 1) writer.write('clock.jumped', { byMs: at });
    return writer.lines;
  };

  test('stores what follows and says where it stands', async () => {
    const answer = await send(fill(3));
    expect(answer).toEqual({ outcome: 'accepted', position: writer.position, stored: 3 });
    expect(await store.journals.position(kiosk, writer.journal)).toEqual(writer.position);
  });

  test('takes a repeat as done', async () => {
    await send(fill(3));
    expect(await send(writer.lines)).toMatchObject({ outcome: 'accepted', stored: 0 });
    expect((await standing())?.entriesHeld).toBe(3);
  });

  test('stores only what is new of a batch that overlaps', async () => {
    await send(fill(3));
    fill(2);
    const answer = await send(writer.lines.slice(1));
    expect(answer).toEqual({ outcome: 'accepted', position: writer.position, stored: 2 });
  });

  test('stores a batch once that is sent twice at the same moment', async () => {
    fill(20);
    const answers = await Promise.all([send(writer.lines), send(writer.lines)]);
    expect(answers.map((answer) => answer.outcome)).toEqual(['accepted', 'accepted']);
    expect(answers.reduce((total, answer) => total + answer.stored, 0)).toBe(20);
  });

  test('answers a gap with where it stands and stores nothing', async () => {
    await send(fill(2));
    const { position } = writer;
    fill(3);
    const answer = await send(writer.lines.slice(3));
    expect(answer).toEqual({ outcome: 'gap', position, stored: 0 });
  });

  test('keeps journals of one name by two kiosks apart', async () => {
    await send(fill(2));
    kiosk = await newKiosk(store);
    expect(await send(writer.lines)).toMatchObject({ outcome: 'accepted', stored: 2 });
  });

  test('keeps an entry that contradicts what is held as evidence and stores nothing', async () => {
    await send(fill(3));
    const { position } = writer;
    const other = Object.assign(new JournalWriter(), { journal: writer.journal });
    other.position = { ...other.position, journal: writer.journal };
    for (const byMs of [7, 8, 9, 10]) other.write('clock.jumped', { byMs });
    const answer = await send(other.lines);
    expect(answer).toEqual({ outcome: 'fork', position, stored: 0 });
    expect(await standing()).toMatchObject({ forks: 4, entriesHeld: 3 });
    await send(other.lines);
    expect((await standing())?.forks).toBe(4);
  });

  test('sees a fork in a next entry that names another predecessor', async () => {
    await send(fill(2));
    const elsewhere = { ...writer.position, hash: hashOf('another history') };
    const answer = await send([writer.lineAfter(elsewhere, 'clock.jumped', { byMs: 1 })]);
    expect(answer).toMatchObject({ outcome: 'fork', stored: 0 });
    expect((await standing())?.forks).toBe(1);
  });

  test.each([
    ['after one that is missing', 2, (lines: string[]) => lines.toSpliced(2, 1)],
    ['after one that was changed', 3, (lines: string[]) => lines.with(2, changed(lines[2]!))],
    ['that is not JSON', 2, (lines: string[]) => lines.with(2, '{"body":')],
    ['with another envelope', 2, (lines: string[]) => lines.with(2, '{"seq":3}')],
    ['that is empty', 2, (lines: string[]) => lines.with(2, '')],
  ])('stores what stands before an entry %s', async (_, stored, spoil) => {
    const answer = await send(spoil(fill(5)));
    expect(answer).toMatchObject({ outcome: 'chain', stored, position: { seq: stored } });
    expect((await standing())?.entriesHeld).toBe(stored);
  });

  test('refuses a first entry that does not begin at the beginning', async () => {
    const line = writer.lineAfter({ ...writer.position, hash: hashOf('x') }, 'machine.stopped', {});
    expect(await send([line])).toMatchObject({ outcome: 'chain', stored: 0 });
  });

  test('refuses bytes that are not UTF-8', async () => {
    fill(1);
    const answer = await acceptBatch(store.journals, {
      kiosk,
      journal: writer.journal,
      lines: [...bytesOf(writer.lines), Uint8Array.of(0xc3, 0x28)],
      receivedAt: 1,
    });
    expect(answer).toMatchObject({ outcome: 'chain', stored: 1 });
  });

  test('stores what it does not understand and everything behind it', async () => {
    fill(1);
    writer.writeAny('survey.imagined', { anything: ['goes', '\u0000'] });
    writer.writeAny('survey.answered', { survey: 'nobody', level: 'seven' });
    writer.writeAny('kind\u0000with a hole', {});
    writer.write('journal.salvaged', { line: 'torn' });
    fill(1);
    const answer = await send(writer.lines);
    expect(answer).toEqual({ outcome: 'accepted', position: writer.position, stored: 6 });
    await project(store.projections);
    const ever = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
    expect(await store.surveys.quarantined(ever, null)).toBeGreaterThanOrEqual(4);
  });

  test('takes an empty batch as nothing new', async () => {
    expect(await send([])).toMatchObject({ outcome: 'accepted', stored: 0 });
  });
});

function changed(line: string): string {
  return line.replace('"byMs":2', '"byMs":3');
}
