import type { CatalogueData, Domain, ProcedureRow } from '../../../shared/contract/look-up.ts';
import type { UnitId } from '../../../shared/model/ids.ts';
import type { Catalogue } from './ports.ts';

/** A catalogue as one unit sees it. */
export type CatalogueView = {
  readonly catalogue: Catalogue;
  readonly unit: UnitId | null;
  readonly data: CatalogueData;
  /** Those with procedures of the unit first, then in the Vietnamese order of names; the unnamed one last. */
  readonly domains: readonly Domain[];
  /** 1 by number: the unit receives it. */
  readonly received: Uint8Array;
  rows(numbers: readonly number[]): ProcedureRow[];
  /** The unit's own before the province's, otherwise in the order given. */
  ownFirst(numbers: readonly number[]): number[];
  isReceived(code: string): boolean;
  first(count: number): ProcedureRow[];
};

export function viewOf(catalogue: Catalogue, unit: UnitId | null): CatalogueView {
  const received = new Uint8Array(catalogue.search.index.procedures);
  for (const number of unit ? catalogue.receivedBy(unit) : []) received[number] = 1;
  const isOwn = (number: number): boolean => received[number] === 1;
  const { label, version, publishedAt } = catalogue.manifest;
  const rows = (numbers: readonly number[]): ProcedureRow[] =>
    catalogue.rows(numbers).map(({ number, ...row }) => ({ ...row, receivedHere: isOwn(number) }));
  const ownFirst = (numbers: readonly number[]): number[] => [
    ...numbers.filter(isOwn),
    ...numbers.filter((number) => !isOwn(number)),
  ];
  return {
    ...{ catalogue, unit, received },
    data: {
      ...{ label, publishedAt },
      version: catalogue.origin === 'shipped' ? null : version,
      procedures: received.length,
      receivedHere: received.filter((own) => own === 1).length,
    },
    domains: domainsOf(catalogue, isOwn),
    ...{ rows, ownFirst },
    isReceived(code) {
      const number = catalogue.numberOf(code);
      return number !== null && isOwn(number);
    },
    first: (count) => rows(ownFirst([...received.keys()]).slice(0, count)),
  };
}

const vietnamese = new Intl.Collator('vi');

function domainsOf(catalogue: Catalogue, isOwn: (number: number) => boolean): Domain[] {
  const domains = [...catalogue.domains()].map(([name, numbers]) => ({
    name,
    procedures: numbers.length,
    receivedHere: numbers.filter(isOwn).length,
  }));
  return domains.sort(
    (a, b) =>
      Number(a.name === null) - Number(b.name === null) ||
      Number(b.receivedHere > 0) - Number(a.receivedHere > 0) ||
      vietnamese.compare(a.name ?? '', b.name ?? ''),
  );
}
