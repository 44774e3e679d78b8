import type { EditablePart } from '../../../../shared/contract/catalogue.ts';

/** The entries of the catalogue's parts as a person edits them, and the way from and to what the server keeps. */

export type Alias = { readonly words: string; readonly codes: readonly string[] };
export type LifeEvent = {
  readonly id: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly order: number;
  readonly codes: readonly string[];
};
export type Assignment = { readonly unit: string; readonly codes: readonly string[] };
/** An empty text is what is not known. */
export type Feedback = {
  readonly unit: string;
  readonly agency: string;
  readonly address: string;
  readonly telephone: string;
  readonly mailbox: string;
  readonly website: string;
};

export type PartItems = {
  readonly aliases: readonly Alias[];
  readonly 'life-events': readonly LifeEvent[];
  readonly assignments: readonly Assignment[];
  readonly feedback: readonly Feedback[];
};

export const editableParts: readonly EditablePart[] = [
  'life-events',
  'aliases',
  'assignments',
  'feedback',
];

type Kept = Readonly<Record<string, unknown>>;

/** What the server keeps of a part, ready to be edited: life events in their order, unknown as empty. */
export function itemsFrom<P extends EditablePart>(part: P, text: string): PartItems[P] {
  const kept = JSON.parse(text) as readonly Kept[];
  if (part === 'feedback') {
    return kept.map((item) =>
      Object.fromEntries(Object.entries(item).map(([key, value]) => [key, value ?? ''])),
    ) as unknown as PartItems[P];
  }
  if (part === 'life-events') {
    const events = kept as unknown as readonly LifeEvent[];
    return [...events].sort((one, other) => one.order - other.order) as unknown as PartItems[P];
  }
  return kept as unknown as PartItems[P];
}

/** The part as the server keeps it: the order of life events is their place in the list, empty is null. */
export function textFrom<P extends EditablePart>(part: P, items: PartItems[P]): string {
  if (part === 'life-events') {
    return JSON.stringify(
      (items as readonly LifeEvent[]).map((item, order) => ({ ...item, order })),
    );
  }
  if (part !== 'feedback') return JSON.stringify(items);
  const orNull = (text: string) => (text.trim() === '' ? null : text);
  return JSON.stringify(
    (items as readonly Feedback[]).map(({ unit, agency, ...rest }) => ({
      ...{ unit, agency },
      ...Object.fromEntries(Object.entries(rest).map(([key, text]) => [key, orNull(text)])),
    })),
  );
}

/** The entries with one of them changed. */
export function changedAt<T>(items: readonly T[], at: number, changes: Partial<T>): readonly T[] {
  return items.map((item, place) => (place === at ? { ...item, ...changes } : item));
}

/** The entries with one of them in another place. */
export function movedTo<T>(items: readonly T[], at: number, to: number): readonly T[] {
  const others = without(items, at);
  return [...others.slice(0, to), ...items.slice(at, at + 1), ...others.slice(to)];
}

/** The entries without one of them. */
export function without<T>(items: readonly T[], at: number): readonly T[] {
  return items.filter((_, place) => place !== at);
}
