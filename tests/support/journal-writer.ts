import { hash as digest, randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import { v7 as uuidv7 } from 'uuid';
import type { DossierToken, Hash, JournalId } from '../../shared/model/ids.ts';
import type {
  Entry,
  EntryBody,
  EntryKind,
  LatenessFact,
  Position,
} from '../../shared/model/journal.ts';
import { emptyPosition, entryLine } from '../../shared/rules/journal-line.ts';

/** Writes the lines of one journal as a kiosk would, also lines that no kiosk should write. */
export class JournalWriter {
  readonly journal = randomUUID() as JournalId;
  readonly lines: string[] = [];
  position: Position = emptyPosition(this.journal);
  /** Device time of the next entry, and what the kiosk knows of the district's. */
  wall = Date.UTC(2026, 10, 20, 3);
  offset: number | null = 0;

  /** Appends an entry of a known kind. */
  write<K extends EntryKind>(kind: K, body: EntryBody<K>): string {
    return this.writeAny(kind, body);
  }

  /** Appends an entry whatever it says. */
  writeAny(kind: string, body: Record<string, unknown>): string {
    const line = this.lineAfter(this.position, kind, body);
    this.lines.push(line);
    const hash = hashOf(line);
    this.position = { journal: this.journal, seq: this.position.seq + 1, hash };
    return line;
  }

  /** A line that follows `position`, without appending it. */
  lineAfter(position: Position, kind: string, body: Record<string, unknown>): string {
    const entry: Omit<Entry, 'body'> = {
      journal: this.journal,
      seq: position.seq + 1,
      id: uuidv7() as Entry['id'],
      kind,
      wall: this.wall,
      boot: 'boot',
      mono: 0,
      offset: this.offset,
      prev: position.hash,
    };
    this.wall += 1_000;
    return entryLine(entry, canonicalize(body) ?? '{}');
  }

  /** The whole rating of a dossier: launched, shown, answered. */
  rate(rating: Partial<Rating> & { level: number }): string[] {
    const survey = randomUUID();
    this.launch({ ...rating, survey });
    const body = {
      survey,
      form: formOf(rating),
      level: rating.level,
      afterMs: rating.afterMs ?? 900,
    };
    return [
      this.lines.at(-1) ?? '',
      this.writeAny('survey.shown', { survey }),
      this.writeAny('survey.answered', body),
    ];
  }

  /** Launches a survey and leaves it open. */
  launch(rating: Partial<Rating> & { survey?: string }): string {
    const origin = rating.origin ?? 'desk';
    const survey = rating.survey ?? randomUUID();
    this.writeAny('survey.launched', {
      ...{ survey, origin, unit: rating.unit ?? 'don-vi-mau', counter: 'quay-1' },
      form: formOf(rating),
      dossier: origin === 'desk' ? (rating.dossier ?? newDossier()) : null,
      agency: null,
      procedure: rating.procedure ?? null,
      catalogueVersion: 1,
      officer: origin === 'desk' ? 'can-bo-mau-1' : null,
      handOver: origin === 'desk' ? 'completed' : null,
      ...(rating.lateness && { by: 'officer', lateness: rating.lateness }),
      ...(rating.apology && { apology: rating.apology }),
    });
    return survey;
  }
}

export type Rating = {
  readonly origin: 'desk' | 'walk-in';
  readonly unit: string;
  readonly dossier: DossierToken;
  readonly procedure: string;
  readonly form: string;
  readonly lateness: LatenessFact;
  readonly apology: 'recorded' | 'not-recorded';
  readonly afterMs: number;
};

function formOf({ form = 'hai-long-nam-muc' }: Partial<Rating>): { id: string; version: number } {
  return { id: form, version: 1 };
}

export function newDossier(): DossierToken {
  return digest('sha256', randomUUID(), 'hex') as DossierToken;
}

export function hashOf(line: string): Hash {
  return digest('sha256', line, 'hex') as Hash;
}

export function bytesOf(lines: readonly string[]): Uint8Array[] {
  return lines.map((line) => Buffer.from(line));
}

/** The batch as it is sent, before it is packed. */
export function ndjson(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
