import type { z } from 'zod';
import { acknowledgementSchema, uploadRefusalSchema } from '../../shared/contract/upload.ts';
import type { Hash } from '../../shared/model/ids.ts';
import type { Position } from '../../shared/model/journal.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import type { Answer, Exchange } from './exchange.ts';
import { read, setbackOf, transient, type Setback } from './setback.ts';

/**
 * What an answer about the journal means.
 * `stands`: the district stands at `position`, and the kiosk has that very entry. `fork`: the two copies differ from
 * `seq` on. Everything else is a setback.
 */
export type UploadOutcome =
  { readonly kind: 'stands'; readonly position: Position } | Fork | Setback;

/** Two copies of this journal that differ. */
export type Fork = { readonly kind: 'fork'; readonly problem: Problem };

/** What the kiosk knows of its own journal, to hold an answer against. */
export type OwnJournal = { position(): Position; hashAt(seq: number): Hash | null };

/** The outcome of sending a batch or of asking for the position. */
export function uploadOutcome(exchange: Exchange, own: OwnJournal): UploadOutcome {
  if (exchange.kind === 'no-answer') return setbackOf(exchange);
  const position = statedPosition(exchange);
  if (position !== null) return believed(position, own);
  const refusal = exchange.status >= 400 ? read(uploadRefusalSchema, exchange.body) : null;
  if (refusal?.refusal === 'fork') return fork(refusal.position?.seq ?? own.position().seq);
  return setbackOf(exchange);
}

/** The position an answer says to go on from: an acknowledgement, a gap, or the good part before a broken link. */
function statedPosition(answer: Answer): Position | null {
  if (answer.status === 200) return read(acknowledgementSchema, answer.body)?.position ?? null;
  if (answer.status !== 409 && answer.status !== 400) return null;
  const refusal = read(uploadRefusalSchema, answer.body);
  return refusal?.refusal === 'gap' || refusal?.refusal === 'chain' ? refusal.position : null;
}

/**
 * A position counts only if it names the hash that this journal has at that number. Another journal's position is not
 * an answer to what was asked; another hash in this journal is a fork, and so is a number beyond its end or one that
 * has been forgotten here.
 */
function believed(position: Position, own: OwnJournal): UploadOutcome {
  if (position.journal !== own.position().journal) {
    return transient(problem('district.not-the-district'));
  }
  const stands = own.hashAt(position.seq) === position.hash;
  return stands ? { kind: 'stands', position } : fork(position.seq);
}

/** The alarm of two copies that differ: sending this journal stops, both copies are kept. */
export function fork(seq: number): Fork {
  return { kind: 'fork', problem: problem('district.fork', { seq }) };
}

/** The district's own time, if the answer is in its words at all; null when a stranger answers. */
export function districtTime(
  exchange: Exchange,
  schema: z.ZodType<{ time: number }>,
): number | null {
  return exchange.kind === 'answered' ? (read(schema, exchange.body)?.time ?? null) : null;
}
