import type { FeedbackChannel } from '../../../shared/contract/look-up.ts';
import type { CatalogueItem, CatalogueItemOf } from '../../../shared/model/catalogue-package.ts';
import { hashSchema } from '../../../shared/model/ids.ts';
import { problem } from '../../../shared/model/problems.ts';
import { fail } from '../../../shared/model/result.ts';
import { IndexBuilder } from '../../../shared/rules/search/build-index.ts';
import { procedureTexts } from '../../../shared/rules/search/procedure-texts.ts';
import { ProcedureSearch } from '../../../shared/rules/search/search.ts';
import { createListeners } from '../listeners.ts';
import type { Catalogue, CatalogueShelf } from '../look-up/ports.ts';

/** The catalogues in memory: what a test puts there is in use. */
export class MemoryShelf implements CatalogueShelf {
  readonly #changed = createListeners<void>();
  readonly onChange = this.#changed.join;
  install: CatalogueShelf['install'] = () => Promise.resolve(fail(problem('catalogue.no-key')));
  #current: Catalogue | null = null;

  current(): Catalogue | null {
    return this.#current;
  }

  put(items: readonly CatalogueItem[], version = 1, label = 'Dữ liệu mẫu'): void {
    this.#current = memoryCatalogue(items, version, label);
    this.#changed.tell();
  }
}

export function memoryCatalogue(
  items: readonly CatalogueItem[],
  version: number,
  label: string,
): Catalogue {
  const of = <K extends CatalogueItem['kind']>(kind: K): CatalogueItemOf<K>[] =>
    items.filter((item): item is CatalogueItemOf<K> => item.kind === kind);
  const published = of('procedure').map(({ procedure }) => procedure);
  const builder = new IndexBuilder();
  for (const procedure of published) {
    const { code, name, keywords, status } = procedure;
    const texts = procedureTexts(procedure);
    builder.add({ code, name, keywords, texts, inForce: status === 'in-force' });
  }
  for (const { words, codes } of of('alias')) builder.addAlias(words, codes);
  const { index, places, aliases } = builder.build();
  const sorted = [...places].flatMap((place) => published[place] ?? []);
  const numbersOf = (codes: readonly string[]): number[] =>
    codes.map((code) => sorted.findIndex((it) => it.code === code)).filter((at) => at >= 0);
  const domains = new Map<string | null, number[]>();
  sorted.forEach(({ domain }, number) => {
    domains.set(domain, [...(domains.get(domain) ?? []), number]);
  });
  const digest = hashSchema.parse('0'.repeat(64));
  const counts = { items: items.length, procedures: sorted.length };
  return {
    manifest: { format: 1, version, publishedAt: 0, label, digest, ...counts },
    origin: 'district',
    search: new ProcedureSearch(index),
    rows: (asked) =>
      asked.flatMap((number) => {
        const it = sorted[number];
        if (!it) return [];
        const { code, name, domain, level, status } = it;
        return [{ number, code, name, domain, level, status }];
      }),
    numberOf: (code) => numbersOf([code])[0] ?? null,
    procedure: (code) => sorted.find((it) => it.code === code) ?? null,
    domains: () => domains,
    lifeEvents: () =>
      of('life-event').map(({ id, title, codes }) => ({ id, title, numbers: numbersOf(codes) })),
    receivedBy: (unit) =>
      of('assignment').flatMap((item) => (item.unit === unit ? numbersOf(item.codes) : [])),
    feedback: (unit) =>
      of('feedback')
        .filter((item) => item.unit === unit)
        .map(({ kind: _kind, unit: _unit, ...channel }): FeedbackChannel => channel),
    alias: (alias) => aliases[alias] ?? '',
  };
}
