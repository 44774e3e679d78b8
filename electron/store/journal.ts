import { v7 as uuidv7 } from 'uuid';
import { clockJumpMs, entryBodyBytesMax } from '../../shared/limits.ts';
import {
  entryIdSchema,
  type DossierToken,
  type Hash,
  type SurveyId,
} from '../../shared/model/ids.ts';
import type { Entry, EntryDraft, Position } from '../../shared/model/journal.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { ok, type Result } from '../../shared/model/result.ts';
import type { Clock, Journal, JournalLine, UploadProgress } from '../core/ports.ts';
import { endsSurvey, type Head, type JournalFile, type UnchainedEntry } from './journal-file.ts';
import type { JournalKeeper } from './journal-keeper.ts';
import { canonicalText, entryOf, entryOfLine, lineOf, type EntryRow } from './journal-row.ts';

/**
 * Launches looked back through for surveys that have not ended. At most two are open at a time and every start ends
 * what the last run left, so an open survey is always among the last few; the bound keeps the start short.
 */
const launchesLookedBack = 200;
/** Entries deleted in one go: a longer transaction would keep a citizen waiting. */
const forgottenAtOnceMax = 5_000;

/** The journal on disk. */
export class SqliteJournal implements Journal {
  readonly #keeper: JournalKeeper;
  readonly #clock: Clock;
  readonly #offset: () => number | null;

  constructor(keeper: JournalKeeper, clock: Clock, offset: () => number | null) {
    this.#keeper = keeper;
    this.#clock = clock;
    this.#offset = offset;
  }

  /**
   * An entry whose id is already in the journal with the same content is not written again but returned as it stands:
   * a write that the disk reported as failed may have reached it all the same. The same id with other content throws.
   */
  append(given: readonly EntryDraft[]): Result<readonly Entry[], Problem> {
    if (given.length === 0) return ok([]);
    const drafts = given.map(wellFormed);
    checkDrafts(drafts);
    return this.#keeper.use((file) =>
      file.write(() => {
        const head = file.head();
        const held = drafts.map((draft) => heldAlready(file, draft));
        const fresh = drafts.filter((_, index) => !held[index]);
        const jump = fresh.length === 0 ? [] : this.#clockJump(head);
        const written = file.insert(head, this.#timed([...jump, ...fresh]));
        const entries = written.entries.slice(jump.length);
        return { value: held.map((entry) => entry ?? shifted(entries)), head: written.head };
      }),
    );
  }

  position(): Position {
    return this.#read((file) => {
      const { seq, hash } = file.head();
      return { journal: file.journal, seq, hash };
    });
  }

  linesAfter(
    seq: number,
    bounds: { entriesMax: number; bytesMax: number },
  ): readonly JournalLine[] {
    return this.#read((file) => {
      const lines: JournalLine[] = [];
      let bytes = 0;
      for (const row of file.iterateAfter(seq, Math.max(1, bounds.entriesMax))) {
        const line = lineOf(row, file.journal);
        bytes += Buffer.byteLength(line.line) + 1;
        if (lines.length > 0 && bytes > bounds.bytesMax) break;
        lines.push(line);
      }
      return lines;
    });
  }

  hashAt(seq: number): Hash | null {
    return this.#read((file) => file.hashAt(seq));
  }

  /** Also finds an entry that was carried over from a damaged journal, as it stood there. */
  entry(id: string): Entry | null {
    return this.#read((file) => {
      const row = file.rowById(id) ?? file.rowByCarriedId(id);
      return row ? meant(row, file.journal) : null;
    });
  }

  isRated(dossier: DossierToken): boolean {
    return this.#read((file) =>
      file
        .surveysOfDossier(dossier)
        .some((survey) => entriesOf(file, survey).some(({ kind }) => kind === 'survey.answered')),
    );
  }

  entriesOf(survey: SurveyId): readonly Entry[] {
    return this.#read((file) => entriesOf(file, survey));
  }

  openSurveys(): readonly (readonly Entry[])[] {
    return this.#read((file) =>
      file
        .surveysLaunchedLast(launchesLookedBack)
        .map((survey) => entriesOf(file, survey))
        .filter((entries) => entries.some(({ kind }) => kind === 'survey.launched'))
        .filter((entries) => !entries.some(({ kind }) => endsSurvey(kind)))
        .reverse(),
    );
  }

  /** A journal that cannot be read is no expected state: the process ends, is started again, and opens it anew. */
  #read<T>(work: (file: JournalFile) => T): T {
    const read = this.#keeper.use(work);
    if (!read.ok) throw new Error(`The journal cannot be read: ${read.problem.code}`);
    return read.value;
  }

  #timed(drafts: readonly EntryDraft[]): UnchainedEntry[] {
    const { boot } = this.#clock;
    const wall = Math.trunc(this.#clock.wall());
    const mono = Math.trunc(this.#clock.mono());
    const offset = this.#offset();
    return drafts.map(({ kind, body, id }) => ({
      ...{ id: entryIdSchema.parse(id ?? uuidv7()), kind, body },
      ...{ wall, boot, mono, offset: offset === null ? null : Math.trunc(offset) },
    }));
  }

  /** The entry that tells of a device clock that was set: wall against monotonic time since the last entry. */
  #clockJump(head: Head): EntryDraft[] {
    if (head.boot !== this.#clock.boot) return [];
    const byMs = Math.trunc(this.#clock.wall() - head.wall - (this.#clock.mono() - head.mono));
    return Math.abs(byMs) > clockJumpMs ? [{ kind: 'clock.jumped', body: { byMs } }] : [];
  }
}

/** How far the district has acknowledged; kept beside the entries it speaks of. */
export class SqliteProgress implements UploadProgress {
  readonly #keeper: JournalKeeper;

  constructor(keeper: JournalKeeper) {
    this.#keeper = keeper;
  }

  acknowledged(): Position | null {
    const read = this.#keeper.use((file) => {
      const progress = file.progress();
      return progress && { journal: file.journal, ...progress };
    });
    return read.ok ? read.value : null;
  }

  /** Throws if the position is none of this journal: sync has to compare the hash before it believes anybody. */
  acknowledge(position: Position): Result<void, Problem> {
    return this.#keeper.use((file) => {
      const ours = position.journal === file.journal && file.hashAt(position.seq) === position.hash;
      if (!ours) throw new RangeError(`Not a position of this journal: ${position.seq}`);
      file.write(() => {
        file.setProgress(position.seq, position.hash);
        return { value: undefined, head: file.head() };
      });
    });
  }

  /**
   * Deletes from the oldest on, up to the first entry that is not acknowledged or not old enough, never the last one,
   * and at most 5,000 at a time: a full count means that there may be more.
   */
  forgetBefore(wallMs: number): Result<number, Problem> {
    return this.#keeper.use((file) =>
      file.write(() => {
        const head = file.head();
        const limit = Math.min(file.progress()?.seq ?? 0, head.seq - 1);
        const forgettable = forgettableSeq(file, wallMs, limit);
        return { value: forgettable === null ? 0 : file.forget(forgettable), head };
      }),
    );
  }
}

/** The last seq of the unbroken run of old entries at the beginning, null if there is none. */
function forgettableSeq(file: JournalFile, wallMs: number, seqMax: number): number | null {
  const oldest = file.oldest(forgottenAtOnceMax);
  const kept = oldest.findIndex(({ seq, wall }) => seq > seqMax || wall >= wallMs);
  const last = kept === -1 ? oldest.at(-1) : oldest[kept - 1];
  return last?.seq ?? null;
}

/** Half a character, left by a text that was cut, has no UTF-8 and so no hash; it becomes U+FFFD. */
function wellFormed(draft: EntryDraft): EntryDraft {
  const body: unknown = JSON.parse(JSON.stringify(draft.body), (_name, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  );
  return { ...draft, body } as EntryDraft;
}

/** Mistakes of the caller, found before the disk is touched. */
function checkDrafts(drafts: readonly EntryDraft[]): void {
  const ids = drafts.flatMap((draft) => draft.id ?? []);
  if (new Set(ids).size !== ids.length) throw new Error(`An id twice in one append: ${ids.join()}`);
  for (const { kind, body } of drafts) {
    const bytes = Buffer.byteLength(canonicalText(body));
    if (bytes > entryBodyBytesMax) throw new RangeError(`An entry of ${bytes} bytes: ${kind}`);
  }
}

function heldAlready(file: JournalFile, { id, kind, body }: EntryDraft): Entry | null {
  if (id === undefined) return null;
  const row = file.rowById(id) ?? file.rowByCarriedId(id);
  if (!row) return null;
  const held = meant(row, file.journal);
  if (held.kind !== kind || canonicalText(held.body) !== canonicalText(body)) {
    throw new Error(`The entry id ${id} was used for something else`);
  }
  return held;
}

function shifted(entries: Entry[]): Entry {
  const entry = entries.shift();
  if (!entry) throw new Error('Fewer entries than drafts');
  return entry;
}

/** The entry a row means: itself, or the one it carries. */
function meant(row: EntryRow, journal: string): Entry {
  const entry = entryOf(row, journal);
  return entry.kind === 'journal.salvaged' ? entryOfLine(String(entry.body['line'])) : entry;
}

function entriesOf(file: JournalFile, survey: string): Entry[] {
  return file.rowsOfSurvey(survey).map((row) => meant(row, file.journal));
}
