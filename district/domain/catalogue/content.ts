import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CatalogueChanges } from '../../../shared/contract/catalogue.ts';
import { changesShownMax } from '../../../shared/limits.ts';
import type { CatalogueItem, CatalogueItemOf } from '../../../shared/model/catalogue-package.ts';
import type { PublishedProcedure } from '../../../shared/model/published-procedure.ts';
import { differingFields, isSame } from './comparison.ts';

type PartOf<K extends CatalogueItem['kind']> = readonly Omit<CatalogueItemOf<K>, 'kind'>[];

/** Everything a catalogue says, as the office works on it and as a version holds it. */
export type CatalogueContent = {
  readonly label: string;
  readonly procedures: readonly PublishedProcedure[];
  readonly assignments: PartOf<'assignment'>;
  readonly lifeEvents: PartOf<'life-event'>;
  readonly aliases: PartOf<'alias'>;
  readonly feedback: PartOf<'feedback'>;
};

export const emptyContent: CatalogueContent = {
  label: '',
  procedures: [],
  assignments: [],
  lifeEvents: [],
  aliases: [],
  feedback: [],
};

/** The items of a package, in an order that follows from the content alone. */
export function itemsOf(content: CatalogueContent): CatalogueItem[] {
  const byCode = content.procedures.toSorted((one, other) => (one.code < other.code ? -1 : 1));
  return [
    ...byCode.map((procedure) => ({ kind: 'procedure' as const, procedure })),
    ...content.assignments.map((item) => ({ kind: 'assignment' as const, ...item })),
    ...content.lifeEvents.map((item) => ({ kind: 'life-event' as const, ...item })),
    ...content.aliases.map((item) => ({ kind: 'alias' as const, ...item })),
    ...content.feedback.map((item) => ({ kind: 'feedback' as const, ...item })),
  ];
}

/** What the items of a package say. */
export function contentOf(label: string, items: readonly CatalogueItem[]): CatalogueContent {
  const of = <K extends CatalogueItem['kind']>(kind: K): Omit<CatalogueItemOf<K>, 'kind'>[] =>
    items.flatMap((item) => {
      if (item.kind !== kind) return [];
      const { kind: _kind, ...rest } = item as CatalogueItemOf<K>;
      return [rest];
    });
  return {
    label,
    procedures: of('procedure').map(({ procedure }) => procedure),
    assignments: of('assignment'),
    lifeEvents: of('life-event'),
    aliases: of('alias'),
    feedback: of('feedback'),
  };
}

/** Names a content: SHA-256 over its canonical JSON (RFC 8785), hex. */
export function contentDigest(content: CatalogueContent): string {
  return createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex');
}

const otherParts = ['label', 'assignments', 'lifeEvents', 'aliases', 'feedback'] as const;

/** What `next` would change of `present`, with every procedure by name. */
export function changesBetween(
  present: CatalogueContent,
  next: CatalogueContent,
): CatalogueChanges {
  const before = new Map(present.procedures.map((procedure) => [procedure.code, procedure]));
  const after = new Set(next.procedures.map(({ code }) => code));
  const kept = next.procedures.flatMap((procedure) => {
    const old = before.get(procedure.code);
    return old ? [{ ...named(procedure), fields: differingFields(old, procedure) }] : [];
  });
  const added = next.procedures.filter(({ code }) => !before.has(code)).map(named);
  const changed = kept.filter(({ fields }) => fields.length > 0);
  const withdrawn = present.procedures.filter(({ code }) => !after.has(code)).map(named);
  return {
    counts: { added: added.length, changed: changed.length, withdrawn: withdrawn.length },
    ...{ added, changed, withdrawn },
    unchanged: kept.length - changed.length,
    parts: otherParts.filter((part) => !isSame(present[part], next[part])),
  };
}

const named = ({ code, name }: PublishedProcedure) => ({ code, name });

/** The changes as they are shown: nobody reads ten thousand names, and sending them holds everybody else up. */
export function shown(changes: CatalogueChanges): CatalogueChanges {
  return {
    ...changes,
    added: changes.added.slice(0, changesShownMax),
    changed: changes.changed.slice(0, changesShownMax),
    withdrawn: changes.withdrawn.slice(0, changesShownMax),
  };
}

export function isUnchanged({ counts, parts }: CatalogueChanges): boolean {
  return parts.length === 0 && Object.values(counts).every((count) => count === 0);
}
