import { v7 as uuidv7 } from 'uuid';
import { storageProbeMs } from '../../shared/limits.ts';
import type { EntryDraft } from '../../shared/model/journal.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { ok, type Result } from '../../shared/model/result.ts';
import { createListeners } from './listeners.ts';
import type { Clock, Journal, Log } from './ports.ts';

/**
 * Writes entries and knows whether the disk takes them. After a refusal it tries again by itself until an entry goes
 * through: that entry is `storage.recovered`, so the journal tells of the gap.
 */
export type Recorder = {
  /** Writes all drafts, or none. With nothing to write it does not touch the disk. */
  record(drafts: readonly EntryDraft[]): Result<void, Problem>;
  /** Writes the drafts now, or with the next entries that the disk takes: for facts nobody can be asked about again. */
  recordInTime(drafts: readonly EntryDraft[]): void;
  /** Why the disk refuses at present; null while it takes entries. */
  problem(): Problem | null;
  /** Told when the disk begins to refuse and when it takes entries again. */
  onHealth(listener: () => void): () => void;
  /** Told after a trial went through: what the disk had refused may be tried again. */
  onRecovered(listener: () => void): () => void;
  stop(): void;
};

type Refusal = { readonly problem: Problem; readonly since: number };

export function createRecorder(parts: {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  /** Told after each write: there is something new to send. */
  readonly onWritten: () => void;
}): Recorder {
  const { journal, clock, log, onWritten } = parts;
  const health = createListeners<void>();
  const trials = createListeners<void>();
  let refusal: Refusal | null = null;
  let owed: readonly EntryDraft[] = [];
  let cancelProbe = (): void => {};

  function record(drafts: readonly EntryDraft[]): Result<void, Problem> {
    const due = [...(refusal ? [recovered(refusal, clock.mono())] : []), ...owed, ...drafts];
    if (due.length === 0) return ok(undefined);
    const written = journal.append(due);
    if (!written.ok) {
      refused(written.problem);
      return written;
    }
    owed = [];
    accepted();
    onWritten();
    return ok(undefined);
  }

  function refused(problem: Problem): void {
    const news = refusal?.problem.code !== problem.code;
    refusal = { problem, since: refusal?.since ?? clock.mono() };
    cancelProbe();
    cancelProbe = clock.after(storageProbeMs, probe);
    if (!news) return;
    log('storage.refused', { problem: problem.code });
    health.tell();
  }

  function probe(): void {
    if (record([]).ok) trials.tell();
  }

  function accepted(): void {
    if (!refusal) return;
    refusal = null;
    cancelProbe();
    log('storage.recovered');
    health.tell();
  }

  return {
    record,
    recordInTime(drafts) {
      // Named now: if the disk took them although it reported an error, the journal knows them again.
      owed = [...owed, ...drafts.map((draft) => ({ ...draft, id: draft.id ?? uuidv7() }))];
      record([]);
    },
    problem: () => refusal?.problem ?? null,
    onHealth: health.join,
    onRecovered: trials.join,
    stop: () => cancelProbe(),
  };
}

function recovered(refusal: Refusal, now: number): EntryDraft {
  const refusedForMs = Math.round(now - refusal.since);
  return { kind: 'storage.recovered', body: { problem: refusal.problem.code, refusedForMs } };
}
