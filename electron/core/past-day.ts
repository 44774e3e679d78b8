import { recentEntriesRead } from '../../shared/limits.ts';
import { journalKinds, type EntryBody } from '../../shared/model/journal.ts';
import type { Health } from '../../shared/model/health.ts';
import type { Clock, Journal } from './ports.ts';

const dayMs = 24 * 60 * 60_000;
const bytesMax = 64 * 1024 * 1024;

const kinds = [
  'machine.started',
  'machine.stopped',
  'clock.jumped',
  'window.gone',
  'health.noted',
] as const;
type Kind = (typeof kinds)[number];
type Happened = {
  [K in Kind]: { readonly kind: K; readonly wall: number; readonly body: EntryBody<K> };
}[Kind];

/** What the journal tells of the last 24 hours. Each entry is looked at once, however often it is asked. */
export class PastDay {
  readonly #journal: Journal;
  readonly #clock: Clock;
  #read: number;
  #id: string;
  #happened: Happened[] = [];

  constructor(journal: Journal, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
    const { journal: id, seq } = journal.position();
    this.#id = id;
    this.#read = Math.max(0, seq - recentEntriesRead);
  }

  figures(): Pick<Health, 'starts24h' | 'crashes24h' | 'clockJumps24h' | 'lastWindowFault'> {
    this.#catchUp();
    const now = this.#clock.wall();
    const today = this.#happened.filter(({ wall }) => Math.abs(now - wall) < dayMs);
    const runs = this.#happened.filter(({ kind }) => kind.startsWith('machine.'));
    const isUnclean = (run: Happened): boolean =>
      run.kind === 'machine.started' && runs[runs.indexOf(run) - 1]?.kind === 'machine.started';
    const count = (kind: Kind): number => today.filter((one) => one.kind === kind).length;
    const fault = today.findLast((one) => one.kind === 'window.gone');
    return {
      starts24h: count('machine.started'),
      crashes24h: today.filter(isUnclean).length,
      clockJumps24h: count('clock.jumped'),
      lastWindowFault: fault?.kind === 'window.gone' ? fault.body.reason : null,
    };
  }

  /** The faults that were written down last, and when. */
  lastNoted(): { readonly faults: readonly string[]; readonly wall: number } | null {
    this.#catchUp();
    const noted = this.#happened.findLast((one) => one.kind === 'health.noted');
    return noted?.kind === 'health.noted' ? { faults: noted.body.faults, wall: noted.wall } : null;
  }

  #catchUp(): void {
    const { journal, seq } = this.#journal.position();
    if (journal !== this.#id) [this.#id, this.#read] = [journal, 0]; // another one began
    while (this.#read < seq) {
      const lines = this.#journal.linesAfter(this.#read, { entriesMax: 500, bytesMax });
      for (const { line } of lines) this.#take(line);
      const last = lines.at(-1)?.seq;
      if (last === undefined) break;
      this.#read = last;
    }
    const now = this.#clock.wall();
    // The last start and the last noted faults are asked for however long ago they were.
    const kept = this.#happened.slice(-2);
    this.#happened = this.#happened.filter(
      (one) => Math.abs(now - one.wall) < dayMs || kept.includes(one),
    );
  }

  #take(line: string): void {
    if (!kinds.some((kind) => line.includes(`"${kind}"`))) return;
    const entry = JSON.parse(line) as Happened;
    if (!kinds.includes(entry.kind)) return;
    const body = journalKinds[entry.kind].safeParse(entry.body);
    if (body.success) this.#happened.push({ ...entry, body: body.data } as Happened);
  }
}
