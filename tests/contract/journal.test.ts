import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { value } from '../../electron/core/testing/acts.ts';
import { HandClock } from '../../electron/core/testing/hand-clock.ts';
import { MemoryJournal } from '../../electron/core/testing/memory-journal.ts';
import type { Journal } from '../../electron/core/ports.ts';
import { openStore } from '../../electron/store/store.ts';
import { dossierTokenSchema, surveyIdSchema, type SurveyId } from '../../shared/model/ids.ts';
import { entrySchema, type EntryBody, type EntryDraft } from '../../shared/model/journal.ts';
import { follows, zeroHash } from '../../shared/rules/journal-line.ts';

/** What the use cases rely on, of the journal on disk and of the one in memory that their tests use. */
type Opened = { readonly journal: Journal; close(): void };

const everything = { entriesMax: 1_000, bytesMax: 10_000_000 };

function inMemory(clock: HandClock): Opened {
  return { journal: new MemoryJournal(clock), close: () => undefined };
}

function onDisk(clock: HandClock): Opened {
  const folder = mkdtempSync(join(tmpdir(), 'hai-long-journal-'));
  const options = { folder, clock, log: () => undefined, offset: () => null };
  const store = value(openStore(options));
  return {
    journal: store.journal,
    close: () => {
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const token = (digit: string) => dossierTokenSchema.parse(digit.repeat(64));

function launched(survey: SurveyId, dossier: string | null): EntryDraft {
  const body: unknown = {
    ...{ survey, origin: dossier === null ? 'walk-in' : 'desk', unit: 'don-vi', counter: 'quay-1' },
    form: { id: 'hai-long-nam-muc', version: 1 },
    dossier: dossier === null ? null : token(dossier),
    ...{ agency: null, procedure: null, catalogueVersion: null, officer: null, handOver: null },
  };
  return { kind: 'survey.launched', body: body as EntryBody<'survey.launched'> };
}

function answered(survey: SurveyId, id?: string): EntryDraft {
  const form = { id: 'hai-long-nam-muc', version: 1 };
  const body = { survey, form, level: 5, afterMs: 1 } as EntryBody<'survey.answered'>;
  return { kind: 'survey.answered', body, ...(id === undefined ? {} : { id }) };
}

const newSurvey = (): SurveyId => surveyIdSchema.parse(uuidv7());

describe.each([
  ['in memory', inMemory],
  ['on disk', onDisk],
])('the journal %s', (_, open) => {
  let clock: HandClock;
  let opened: Opened;
  let journal: Journal;
  let begin: number;

  beforeEach(() => {
    clock = new HandClock();
    opened = open(clock);
    journal = opened.journal;
    begin = journal.position().seq;
  });
  afterEach(() => opened.close());

  test('chains what it writes: every line hashes to what the next one names', () => {
    const survey = newSurvey();
    value(journal.append([launched(survey, null), { kind: 'survey.shown', body: { survey } }]));
    clock.advance(10);
    value(journal.append([answered(survey)]));
    const lines = journal.linesAfter(0, everything);
    expect(lines).toHaveLength(begin + 3);
    let position = { journal: journal.position().journal, seq: 0, hash: zeroHash };
    for (const { seq, hash, line } of lines) {
      const entry = entrySchema.parse(JSON.parse(line));
      expect(createHash('sha256').update(line).digest('hex')).toBe(hash);
      expect(follows(position, entry)).toBe(true);
      expect(journal.hashAt(seq)).toBe(hash);
      position = { ...position, seq, hash };
    }
    expect(journal.position()).toEqual(position);
  });

  test('tells time by the clock it was given', () => {
    const [entry] = value(journal.append([answered(newSurvey())]));
    expect(entry).toMatchObject({ wall: clock.wall(), mono: clock.mono(), boot: clock.boot });
  });

  test('gives the entries of one append back, in order, and finds them by id', () => {
    const survey = newSurvey();
    const tap = uuidv7();
    const entries = value(journal.append([launched(survey, null), answered(survey, tap)]));
    expect(entries.map(({ seq }) => seq)).toEqual([begin + 1, begin + 2]);
    expect(journal.entry(tap)).toEqual(entries[1]);
    expect(journal.entry(randomUUID())).toBeNull();
  });

  test('writes the same id with the same content once, and no other content under it', () => {
    const survey = newSurvey();
    const tap = uuidv7();
    const first = value(journal.append([answered(survey, tap)]));
    expect(value(journal.append([answered(survey, tap)]))).toEqual(first);
    expect(journal.position().seq).toBe(begin + 1);
    expect(() => journal.append([answered(newSurvey(), tap)])).toThrow();
    expect(journal.position().seq).toBe(begin + 1);
  });

  test('writes nothing for nothing', () => {
    expect(value(journal.append([]))).toEqual([]);
    expect(journal.position().seq).toBe(begin);
  });

  test('gives lines within both bounds, and at least one', () => {
    for (let index = 0; index < 5; index += 1) value(journal.append([answered(newSurvey())]));
    const seqs = (after: number, entriesMax: number, bytesMax: number) =>
      journal.linesAfter(begin + after, { entriesMax, bytesMax }).map(({ seq }) => seq - begin);
    expect(seqs(1, 3, 1e6)).toEqual([2, 3, 4]);
    expect(seqs(1, 99, 1)).toEqual([2]);
    expect(seqs(5, 99, 1e6)).toEqual([]);
    const [line] = journal.linesAfter(begin, { entriesMax: 1, bytesMax: 1e6 });
    const bytes = Buffer.byteLength(line?.line ?? '') + 1;
    expect(seqs(0, 99, bytes * 2 + 20)).toEqual([1, 2]);
  });

  test('knows hashes only of what it holds', () => {
    expect(journal.hashAt(0)).toBe(zeroHash);
    expect(journal.hashAt(begin + 1)).toBeNull();
    expect(journal.hashAt(-1)).toBeNull();
  });

  test('knows which dossiers were rated', () => {
    const [one, other] = [newSurvey(), newSurvey()];
    value(journal.append([launched(one, 'a'), launched(other, 'b'), launched(newSurvey(), null)]));
    expect(journal.isRated(token('a'))).toBe(false);
    value(journal.append([answered(one)]));
    value(journal.append([{ kind: 'survey.declined', body: { survey: other } }]));
    expect(journal.isRated(token('a'))).toBe(true);
    expect(journal.isRated(token('b'))).toBe(false);
  });

  test('knows which surveys are open, oldest first, with all their entries', () => {
    const ended: EntryDraft[] = [];
    const surveys = [newSurvey(), newSurvey(), newSurvey(), newSurvey(), newSurvey(), newSurvey()];
    for (const survey of surveys) value(journal.append([launched(survey, null)]));
    const [declined, expired, withdrawn, rated, shown, waiting] = surveys as [
      SurveyId,
      SurveyId,
      SurveyId,
      SurveyId,
      SurveyId,
      SurveyId,
    ];
    ended.push({ kind: 'survey.declined', body: { survey: declined } });
    ended.push({ kind: 'survey.expired', body: { survey: expired, cause: 'timeout' } });
    ended.push({ kind: 'survey.withdrawn', body: { survey: withdrawn, officer: null } });
    ended.push(answered(rated), { kind: 'survey.shown', body: { survey: shown } });
    value(journal.append(ended));
    const open = journal.openSurveys().map((entries) => entries.map(({ kind }) => kind));
    expect(open).toEqual([['survey.launched', 'survey.shown'], ['survey.launched']]);
    expect(journal.entriesOf(rated).map(({ kind }) => kind)).toEqual([
      'survey.launched',
      'survey.answered',
    ]);
    expect(journal.entriesOf(waiting)).toEqual(journal.openSurveys()[1]);
    expect(journal.entriesOf(newSurvey())).toEqual([]);
  });
});
