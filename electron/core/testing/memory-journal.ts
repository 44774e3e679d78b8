import { createHash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import canonicalize from 'canonicalize';
import { v7 as uuidv7 } from 'uuid';
import {
  entryIdSchema,
  journalIdSchema,
  surveyIdSchema,
  type DossierToken,
  type Hash,
  type SurveyId,
} from '../../../shared/model/ids.ts';
import type { Entry, EntryDraft, Position } from '../../../shared/model/journal.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { entryLine, zeroHash } from '../../../shared/rules/journal-line.ts';
import type { Clock, Journal, JournalLine } from '../ports.ts';

/** Kinds after which a survey is open no more. */
const endings = new Set([
  'survey.answered',
  'survey.declined',
  'survey.expired',
  'survey.withdrawn',
]);

/** A journal in memory that behaves like the one on disk: chained, all or nothing, and it can refuse. */
export class MemoryJournal implements Journal {
  readonly entries: Entry[] = [];
  readonly #lines: JournalLine[] = [];
  readonly #journal = journalIdSchema.parse(randomUUID());
  readonly #clock: Clock;
  #refusal: Problem | null = null;
  #writesAllTheSame = false;
  offset: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** From now on every append is refused; null lets them through again. */
  refuse(code: 'storage.full' | 'storage.failing' | null): void {
    this.#refusal = code && problem(code, { path: '/data' });
  }

  /** The next append reports an error although its entries reach the disk; later ones are refused. */
  failAfterWriting(): void {
    this.refuse('storage.failing');
    this.#writesAllTheSame = true;
  }

  append(drafts: readonly EntryDraft[]): Result<readonly Entry[], Problem> {
    const refusal = this.#refusal;
    if (refusal && !this.#writesAllTheSame) return fail(refusal);
    this.#writesAllTheSame = false;
    const entries = drafts.map((draft) => this.#held(draft) ?? this.#write(draft));
    return refusal ? fail(refusal) : ok(entries);
  }

  position(): Position {
    const last = this.#lines.at(-1);
    return { journal: this.#journal, seq: last?.seq ?? 0, hash: last?.hash ?? zeroHash };
  }

  linesAfter(seq: number, bounds: { entriesMax: number; bytesMax: number }): JournalLine[] {
    const lines: JournalLine[] = [];
    let bytes = 0;
    for (const line of this.#lines.slice(seq)) {
      bytes += Buffer.byteLength(line.line) + 1;
      if (lines.length > 0 && (lines.length >= bounds.entriesMax || bytes > bounds.bytesMax)) break;
      lines.push(line);
    }
    return lines;
  }

  hashAt(seq: number): Hash | null {
    return seq === 0 ? zeroHash : (this.#lines[seq - 1]?.hash ?? null);
  }

  entry(id: string): Entry | null {
    return this.entries.find((entry) => entry.id === id) ?? null;
  }

  isRated(dossier: DossierToken): boolean {
    const surveys = this.entries
      .filter((entry) => entry.kind === 'survey.launched' && entry.body['dossier'] === dossier)
      .map((entry) => entry.body['survey']);
    return this.ofKind('survey.answered').some((entry) => surveys.includes(entry.body['survey']));
  }

  entriesOf(survey: SurveyId): Entry[] {
    return this.entries.filter((entry) => entry.body['survey'] === survey);
  }

  openSurveys(): (readonly Entry[])[] {
    return this.ofKind('survey.launched')
      .map((launched) => this.entriesOf(surveyIdSchema.parse(launched.body['survey'])))
      .filter((entries) => !entries.some((entry) => endings.has(entry.kind)));
  }

  ofKind(kind: EntryDraft['kind']): Entry[] {
    return this.entries.filter((entry) => entry.kind === kind);
  }

  /** An entry that is there already, word for word: a write reported as failed may have reached the disk. */
  #held(draft: EntryDraft): Entry | null {
    const held = draft.id === undefined ? null : this.entry(draft.id);
    const same = held?.kind === draft.kind && isDeepStrictEqual(held.body, draft.body);
    if (held && !same) throw new Error(`Entry id ${held.id} was used twice`);
    return held;
  }

  #write(draft: EntryDraft): Entry {
    const entry: Entry = {
      journal: this.#journal,
      seq: this.#lines.length + 1,
      id: entryIdSchema.parse(draft.id ?? uuidv7()),
      kind: draft.kind,
      body: draft.body,
      wall: this.#clock.wall(),
      boot: this.#clock.boot,
      mono: this.#clock.mono(),
      offset: this.offset,
      prev: this.position().hash,
    };
    const line = entryLine(entry, canonicalize(draft.body) ?? '{}');
    const hash = createHash('sha256').update(line).digest('hex') as Hash;
    this.#lines.push({ seq: entry.seq, hash, line });
    this.entries.push(entry);
    return entry;
  }
}
