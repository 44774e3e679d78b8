import { recentEntriesRead } from '../../shared/limits.ts';
import { journalKinds, type EntryBody, type EntryKind } from '../../shared/model/journal.ts';
import type { Journal } from './ports.ts';

/** Something that happened lately, with its place in time. */
export type Recent<K extends EntryKind = EntryKind> = {
  [Kind in K]: {
    readonly kind: Kind;
    readonly body: EntryBody<Kind>;
    readonly wall: number;
    readonly boot: string;
    readonly mono: number;
  };
}[K];

const bytesMax = 64 * 1024 * 1024;

/** The last entries of these kinds, oldest first: what a machine that starts can know of the day before it. */
export function recentOf<K extends EntryKind>(journal: Journal, kinds: readonly K[]): Recent<K>[] {
  const after = Math.max(0, journal.position().seq - recentEntriesRead);
  const lines = journal.linesAfter(after, { entriesMax: recentEntriesRead, bytesMax });
  return lines.flatMap(({ line }) => {
    const entry = JSON.parse(line) as Recent<K>;
    if (!kinds.includes(entry.kind)) return [];
    const body = journalKinds[entry.kind].safeParse(entry.body);
    return body.success ? [{ ...entry, body: body.data }] : [];
  });
}
