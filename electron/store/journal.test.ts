import { createHash, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryBodyBytesMax } from '../../shared/limits.ts';
import { follows, zeroHash } from '../../shared/rules/journal-line.ts';
import { entrySchema } from '../../shared/model/journal.ts';
import { answered, append, chosen, dossier, launched, survey } from './testing/drafts.ts';
import { TestFolder } from './testing/test-store.ts';

const everything = { entriesMax: 1_000, bytesMax: 1_000_000 };
const dayMs = 24 * 60 * 60_000;

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

describe('appending', () => {
  it('chains entries whose lines are what their hash says', () => {
    const store = folder.open();
    folder.offset = -250;
    append(store, chosen, launched(1));
    const lines = store.journal.linesAfter(0, everything);
    let position = { ...store.journal.position(), seq: 0, hash: zeroHash };
    for (const { seq, hash, line } of lines) {
      const entry = entrySchema.parse(JSON.parse(line));
      expect(createHash('sha256').update(line).digest('hex')).toBe(hash);
      expect(follows(position, entry)).toBe(true);
      position = { ...position, seq, hash };
    }
    expect(position).toEqual(store.journal.position());
    expect(entrySchema.parse(JSON.parse(lines[1]!.line))).toMatchObject({
      kind: 'officer.chosen',
      wall: folder.clock.wall(),
      mono: folder.clock.mono(),
      boot: folder.clock.boot,
      offset: -250,
    });
  });

  it('begins every journal with journal.opened and says so once', () => {
    const store = folder.open();
    expect(store.notices).toMatchObject([{ kind: 'journal.opened', body: { cause: 'first' } }]);
    expect(store.journal.position().seq).toBe(1);
    expect(folder.reopen().notices).toEqual([]);
  });

  it('goes on where it was after a restart', () => {
    append(folder.open(), chosen);
    const store = folder.reopen();
    expect(store.journal.position().seq).toBe(2);
    expect(append(store, chosen)[0]).toMatchObject({ seq: 3 });
    expect(store.verify()).toMatchObject({ ok: true, value: { entries: 3, damage: null } });
  });

  it('writes an id once: the same again is what stands, another content is a mistake', () => {
    const store = folder.open();
    const id = randomUUID();
    const [first] = append(store, answered(1, id));
    const [again, next] = append(store, answered(1, id), chosen);
    expect(again).toEqual(first);
    expect(next?.seq).toBe(3);
    expect(() => store.journal.append([answered(2, id)])).toThrow('something else');
    const other = randomUUID();
    expect(() => store.journal.append([answered(3, other), answered(4, other)])).toThrow('twice');
    expect(store.journal.position().seq).toBe(3);
  });

  it('refuses an entry beyond the bound before it touches the disk', () => {
    const store = folder.open();
    const reason = 'ộ'.repeat(entryBodyBytesMax / 2);
    expect(() => store.journal.append([{ kind: 'settings.refused', body: { reason } }])).toThrow(
      RangeError,
    );
    expect(store.journal.position().seq).toBe(1);
  });

  it('keeps every text as it was hashed, the odd ones too', () => {
    const store = folder.open();
    const reason = 'Rất hài lòng 😀 \u0000 \u001f " \\ \ud800 \u2028';
    const [entry] = append(store, { kind: 'settings.refused', body: { reason } });
    expect(entry?.body['reason']).toBe(reason.toWellFormed());
    expect(folder.reopen().verify()).toMatchObject({ ok: true, value: { damage: null } });
  });
});

describe('a device clock that is set', () => {
  const kinds = (after: number) =>
    folder
      .reopen()
      .journal.linesAfter(after, everything)
      .map(({ line }) => entrySchema.parse(JSON.parse(line)))
      .map(({ kind, body }) => (kind === 'clock.jumped' ? body['byMs'] : kind));

  it.each([40 * 365 * dayMs, -40 * 365 * dayMs, 5_001, -5_001])(
    'by %i ms is an entry before the next one',
    (byMs) => {
      const store = folder.open();
      folder.clock.jumpWall(byMs);
      append(store, chosen, chosen);
      append(store, chosen);
      expect(kinds(1)).toEqual([byMs, 'officer.chosen', 'officer.chosen', 'officer.chosen']);
    },
  );

  it('is noticed over a restart of the process', () => {
    folder.open();
    folder.clock.jumpWall(-dayMs);
    append(folder.reopen(), chosen);
    expect(kinds(1)).toEqual([-dayMs, 'officer.chosen']);
  });

  it('is not noticed within the tolerance, nor over a boot, where nobody can know', () => {
    const store = folder.open();
    folder.clock.advance(dayMs);
    folder.clock.jumpWall(5_000);
    append(store, chosen);
    folder.clock.reboot('boot-2');
    folder.clock.jumpWall(dayMs);
    append(folder.reopen(), chosen);
    expect(kinds(1)).toEqual(['officer.chosen', 'officer.chosen']);
  });
});

describe('lines for the upload', () => {
  it('come within both bounds, and always at least one', () => {
    const store = folder.open();
    append(store, chosen, chosen, chosen);
    const all = store.journal.linesAfter(1, everything);
    const bytes = Buffer.byteLength(all[0]!.line) + 1;
    const seqs = (bounds: typeof everything) =>
      store.journal.linesAfter(1, bounds).map(({ seq }) => seq);
    expect(seqs(everything)).toEqual([2, 3, 4]);
    expect(seqs({ entriesMax: 2, bytesMax: 1_000_000 })).toEqual([2, 3]);
    expect(seqs({ entriesMax: 9, bytesMax: 2 * bytes })).toEqual([2, 3]);
    expect(seqs({ entriesMax: 9, bytesMax: 1 })).toEqual([2]);
    expect(store.journal.linesAfter(4, everything)).toEqual([]);
  });

  it('name the hash of any entry still known', () => {
    const store = folder.open();
    append(store, chosen);
    const { seq, hash } = store.journal.position();
    expect(store.journal.hashAt(0)).toBe(zeroHash);
    expect(store.journal.hashAt(seq)).toBe(hash);
    expect(store.journal.hashAt(seq + 1)).toBeNull();
  });
});

describe('surveys', () => {
  it('are open from launch to end, oldest first', () => {
    const store = folder.open();
    append(store, launched(1), launched(2), launched(3), launched(4));
    append(store, { kind: 'survey.shown', body: { survey: survey(3) } }, answered(2));
    append(store, { kind: 'survey.expired', body: { survey: survey(4), cause: 'timeout' } });
    const open = () =>
      store.journal
        .openSurveys()
        .map((entries) => entries.map(({ seq, kind }) => `${seq} ${kind}`));
    expect(open()).toEqual([['2 survey.launched'], ['4 survey.launched', '6 survey.shown']]);
    append(store, { kind: 'survey.declined', body: { survey: survey(1) } });
    append(store, { kind: 'survey.withdrawn', body: { survey: survey(3), officer: null } });
    expect(open()).toEqual([]);
  });

  it('rate their dossier once answered, and only then', () => {
    const store = folder.open();
    append(store, launched(1));
    expect(store.journal.isRated(dossier(1))).toBe(false);
    append(store, { kind: 'survey.expired', body: { survey: survey(1), cause: 'timeout' } });
    expect(store.journal.isRated(dossier(1))).toBe(false);
    append(store, launched(2), answered(2));
    append(store, {
      kind: 'survey.repeat-refused',
      body: { dossier: dossier(3), officer: null },
    });
    expect(store.journal.isRated(dossier(2))).toBe(true);
    expect(store.journal.isRated(dossier(3))).toBe(false);
  });

  it('are found by the id of any of their entries', () => {
    const store = folder.open();
    const id = randomUUID();
    const [entry] = append(store, answered(1, id));
    expect(store.journal.entry(id)).toEqual(entry);
    expect(store.journal.entry(randomUUID())).toBeNull();
  });
});

describe('what the district has acknowledged', () => {
  it('is remembered, may go back, and belongs to this journal only', () => {
    const store = folder.open();
    const first = store.journal.position();
    append(store, chosen);
    expect(store.progress.acknowledged()).toBeNull();
    expect(store.progress.acknowledge(store.journal.position()).ok).toBe(true);
    expect(folder.reopen().progress.acknowledged()?.seq).toBe(2);
    const { progress } = folder.reopen();
    expect(progress.acknowledge(first).ok).toBe(true);
    expect(progress.acknowledged()).toEqual(first);
    const foreign = { ...first, journal: randomUUID() as typeof first.journal };
    expect(() => progress.acknowledge(foreign)).toThrow(RangeError);
    expect(() => progress.acknowledge({ ...first, hash: zeroHash })).toThrow(RangeError);
  });

  it('is forgotten only when it is old, from the oldest on, and never the last entry', () => {
    const store = folder.open();
    const { clock } = folder;
    append(store, chosen);
    clock.advance(dayMs);
    append(store, chosen, chosen);
    const later = clock.wall() + 1;
    expect(store.progress.forgetBefore(later)).toEqual({ ok: true, value: 0 });
    store.progress.acknowledge({
      ...store.journal.position(),
      seq: 3,
      hash: store.journal.hashAt(3)!,
    });
    expect(store.progress.forgetBefore(clock.wall())).toEqual({ ok: true, value: 2 });
    expect(store.progress.forgetBefore(later)).toEqual({ ok: true, value: 1 });
    store.progress.acknowledge(store.journal.position());
    expect(store.progress.forgetBefore(later)).toEqual({ ok: true, value: 0 });
    expect(store.journal.hashAt(3)).not.toBeNull();
    expect(store.journal.hashAt(2)).toBeNull();
    const again = folder.reopen();
    expect(append(again, chosen)[0]).toMatchObject({ seq: 5 });
    expect(again.verify()).toMatchObject({ ok: true, value: { entries: 2, damage: null } });
  });
});
