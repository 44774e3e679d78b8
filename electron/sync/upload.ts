import { z } from 'zod';
import {
  acknowledgementSchema,
  journalPath,
  ndjsonType,
  uploadRefusalSchema,
} from '../../shared/contract/upload.ts';
import { answerBytesMax, batchEntriesMax } from '../../shared/limits.ts';
import type { Position } from '../../shared/model/journal.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { unreachable } from '../../shared/model/result.ts';
import type { Journal, Log, UploadProgress } from '../core/ports.ts';
import { Batches, type Batch } from './batches.ts';
import type { Contact } from './contact.ts';
import type { Exchange } from './exchange.ts';
import { createRefusalNotes, type RefusalNotes } from './refusal-notes.ts';
import {
  idlePause,
  noPause,
  pauseAfter,
  refusedPause,
  type Failures,
  type Pause,
} from './schedule.ts';
import type { Setback } from './setback.ts';
import type { Send } from './signed-request.ts';
import { districtTime, fork, uploadOutcome, type UploadOutcome } from './upload-outcome.ts';

export type UploadParts = {
  readonly journal: Pick<Journal, 'append' | 'position' | 'linesAfter' | 'hashAt'>;
  readonly progress: UploadProgress;
  readonly send: Send;
  readonly contact: Contact;
  readonly log: Log;
};

const answerSchema = z.union([acknowledgementSchema, uploadRefusalSchema]);

/** The journal's way up: entries in order, each batch going on from where the district says it stands. */
export class Upload {
  readonly #parts: UploadParts;
  readonly #refusals: RefusalNotes;
  readonly #batches: Batches;
  /** Where the district stands; null until it has said so since the start. */
  #held: Position | null = null;
  #entriesMax = batchEntriesMax;
  #acknowledgedAt: number | null = null;
  #failures: Failures = null;
  #problem: Problem | null = null;

  constructor(parts: UploadParts) {
    this.#parts = parts;
    this.#refusals = createRefusalNotes(parts.journal);
    this.#batches = new Batches(parts.journal);
  }

  /** Why the last step did not bring the journal further; null when it did. */
  problem(): Problem | null {
    return this.#problem;
  }

  /** When the district last acknowledged anything, by device time. */
  lastAcknowledged(): number | null {
    return this.#acknowledgedAt;
  }

  /** Entries that the district is not known to hold. */
  queueDepth(): number {
    return this.#parts.journal.position().seq - (this.#lastHeard()?.seq ?? 0);
  }

  /** One request and what follows from it; says when to take the next step. */
  async step(): Promise<Pause> {
    const { journal, contact } = this.#parts;
    const from = this.#held?.journal === journal.position().journal ? this.#held : null;
    const batch = from && (await this.#batches.take(from, this.#entriesMax));
    if (from !== null && batch !== null && batch.firstSeq !== from.seq + 1) {
      return this.#waitForPerson(fork(from.seq + 1).problem); // the district lacks what is forgotten here
    }
    const exchange = batch === null ? await askPosition(this.#parts) : await this.#exchange(batch);
    contact.note(exchange, districtTime(exchange, answerSchema));
    return this.#settle(uploadOutcome(exchange, journal), batch?.entries ?? 0);
  }

  /** Sends a batch and prepares the next one while it is on its way. */
  async #exchange(batch: Batch): Promise<Exchange> {
    const [exchange] = await Promise.all([
      sendBatch(this.#parts, batch),
      this.#batches.prepare(batch.last, this.#entriesMax),
    ]);
    return exchange;
  }

  #settle(outcome: UploadOutcome, sent: number): Pause {
    switch (outcome.kind) {
      case 'stands':
        return this.#goOnFrom(outcome.position, sent);
      case 'fork':
      case 'refused':
        return this.#waitForPerson(outcome.problem);
      case 'too-large':
        return sent > 1 ? this.#sendSmaller(sent) : this.#tryAgain(outcome);
      case 'transient':
        return this.#tryAgain(outcome);
      default:
        return unreachable(outcome);
    }
  }

  #goOnFrom(position: Position, sent: number): Pause {
    const before = this.#lastHeard();
    if (sent > 0 && position.seq === before?.seq) {
      return this.#waitForPerson(fork(position.seq + 1).problem); // it expects another entry there
    }
    this.#held = position;
    this.#acknowledgedAt = this.#parts.contact.lastContact();
    this.#refusals.forget();
    this.#problem = this.#remember(position);
    if (before !== null && position.seq < before.seq) {
      this.#noteRegression(before.seq, position.seq);
      // A district that cannot make up its mind is not called in a tight loop.
      return this.#rest({ kind: 'transient', retryAfterMs: null });
    }
    this.#failures = null;
    if (this.#parts.journal.position().seq > position.seq) return noPause;
    this.#entriesMax = batchEntriesMax;
    return idlePause;
  }

  #sendSmaller(sent: number): Pause {
    this.#entriesMax = Math.ceil(sent / 2);
    this.#parts.log('upload.batch-halved', { entries: this.#entriesMax });
    return noPause;
  }

  /** 401, 403, 410, fork: where the district stands is asked anew next time, a person may have changed everything. */
  #waitForPerson(cause: Problem): Pause {
    this.#held = null;
    this.#problem = cause;
    this.#refusals.note(cause.code);
    return refusedPause;
  }

  #tryAgain(setback: Setback): Pause {
    this.#problem = setback.problem;
    this.#parts.log('upload.failed', { problem: setback.problem.code });
    return this.#rest(setback);
  }

  #rest(setback: Pick<Setback, 'kind' | 'retryAfterMs'>): Pause {
    const { pause, failures } = pauseAfter(setback, this.#failures);
    this.#failures = failures;
    return pause;
  }

  /** A full disk may refuse to remember; the district holds the entries all the same, so sending goes on. */
  #remember(position: Position): Problem | null {
    const { progress } = this.#parts;
    if (progress.acknowledged()?.hash === position.hash) return null;
    const remembered = progress.acknowledge(position);
    return remembered.ok ? null : remembered.problem;
  }

  #noteRegression(from: number, to: number): void {
    this.#parts.journal.append([{ kind: 'upload.regressed', body: { from, to } }]);
    this.#parts.log('upload.regressed', { from, to });
  }

  /** Where the district stood when it was last heard, before a restart too; null for a journal it has not seen. */
  #lastHeard(): Position | null {
    const position = this.#held ?? this.#parts.progress.acknowledged();
    return position?.journal === this.#parts.journal.position().journal ? position : null;
  }
}

function askPosition({ send, journal }: UploadParts): Promise<Exchange> {
  const path = journalPath(journal.position().journal, 'position');
  return send({ method: 'GET', path, headers: {}, body: null, answerBytesMax });
}

function sendBatch({ send }: UploadParts, { last, body }: Batch): Promise<Exchange> {
  return send({
    method: 'POST',
    path: journalPath(last.journal, 'entries'),
    headers: { 'content-type': ndjsonType, 'content-encoding': 'gzip' },
    body,
    answerBytesMax,
  });
}
