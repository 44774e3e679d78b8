import type { ImportField } from '../../../../shared/contract/catalogue.ts';
import type {
  Channel,
  DossierComponent,
  PublishedProcedure,
} from '../../../../shared/model/published-procedure.ts';
import { readTimeLimit } from '../../../../shared/rules/time-limit.ts';
import { daysIn } from './cells.ts';

type TextOf = (field: ImportField) => string | null;

const columnsOfChannel = {
  direct: ['timeLimitDirect', 'feeDirect'],
  online: ['timeLimitOnline', 'feeOnline'],
  post: ['timeLimitPost', 'feePost'],
} as const satisfies Partial<Record<Channel['kind'], readonly [ImportField, ImportField]>>;

/**
 * The ways of handing in that the columns tell of. A time limit or fee of no way in particular is `unstated`; so is a
 * row that tells of neither, so that the unknown is there to be shown. A note is said with each of them.
 */
export function channelsOf(text: TextOf): Channel[] {
  const stated = (['direct', 'online', 'post'] as const).flatMap((kind) => {
    const [timeLimit, fee] = columnsOfChannel[kind];
    return channel(kind, text(timeLimit), text(fee));
  });
  const unstated = channel('unstated', text('timeLimit'), text('fee'));
  const known = [...stated, ...unstated];
  const note = text('note');
  return known.length > 0
    ? known.map((told) => ({ ...told, note }))
    : [{ kind: 'unstated', timeLimit: null, fee: null, note }];
}

function channel(kind: Channel['kind'], timeLimit: string | null, fee: string | null): Channel[] {
  if (timeLimit === null && fee === null) return [];
  return [
    { kind, timeLimit: timeLimit === null ? null : readTimeLimit(timeLimit), fee, note: null },
  ];
}

/** One paper a line; a line that ends with a colon begins a case ("Trường hợp …:"). */
export function componentsOf(lines: readonly string[]): DossierComponent[] {
  const groups: DossierComponent[] = [];
  for (const line of lines) {
    const heading = /^(.+):$/u.exec(line)?.[1];
    if (heading !== undefined) groups.push({ case: heading, papers: [] });
    else if (groups.length === 0) groups.push({ case: null, papers: [paper(line)] });
    else groups.at(-1)?.papers.push(paper(line));
  }
  return groups.filter(({ papers }) => papers.length > 0);
}

function paper(name: string): DossierComponent['papers'][number] {
  const count = (what: RegExp) => {
    const [, found] = what.exec(name) ?? [];
    return found === undefined ? null : Number(found);
  };
  return {
    name,
    originals: count(/(\d{1,2}) ?(?:bản|tờ) chính/iu),
    copies: count(/(\d{1,2}) ?bản (?:sao|phô tô|photo)/iu),
    note: null,
  };
}

/** "Luật 31/2024/QH15", "Quyết định số 2304/QĐ-BNNMT ngày 23/6/2025": one a line. */
const number = /\d+\/(?:\d{4}\/)?\p{Lu}[\p{L}\d]*(?:-[\p{L}\d]+)*/u;

export function legalBasesOf(
  lines: readonly string[],
): NonNullable<PublishedProcedure['legalBases']> {
  return lines.map((line) => ({
    number: number.exec(line)?.[0] ?? line,
    title: number.test(line) ? line : null,
    issuedOn: daysIn(line)[0]?.day ?? null,
    agency: null,
  }));
}
