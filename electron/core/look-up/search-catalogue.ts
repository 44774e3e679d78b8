import type { FoundProcedure, SearchAnswer, Twin } from '../../../shared/contract/look-up.ts';
import { searchTextLengthMax } from '../../../shared/limits.ts';
import { codeSpans } from '../../../shared/rules/search/codes.ts';
import { Highlighter } from '../../../shared/rules/search/highlight.ts';
import { procedureTexts } from '../../../shared/rules/search/procedure-texts.ts';
import type { Found, SearchOutcome } from '../../../shared/rules/search/search.ts';
import { differences } from '../../../shared/rules/search/twins.ts';
import type { CatalogueView } from './catalogue-view.ts';

/** Of so many, more than a screen shows at once, the text that matched is read and shown; of the others the name. */
const textReasonsMax = 6;

/** Looks a text up in the catalogue as the unit sees it. Nothing found is answered with the nearest and the domains. */
export function searchCatalogue(
  view: CatalogueView | null,
  text: string,
  domain: string | null,
): SearchAnswer {
  const cut = text.length > searchTextLengthMax;
  if (!view) {
    return { readAs: null, cut, found: [], total: 0, twins: [], nearest: [], domains: [] };
  }
  const among = domain === null ? null : marksOf(view, domain);
  const outcome = view.catalogue.search.search(text, { received: view.received, among });
  const describe = (found: readonly Found[]) => describeFound(view, outcome, found, text);
  return {
    ...{ cut, readAs: outcome.readAs, total: outcome.total },
    found: describe(outcome.found),
    twins: twinsOf(view, outcome.twins),
    nearest: describe(outcome.nearest),
    domains: outcome.total === 0 ? [...view.domains] : [],
  };
}

/** 1 by number: it belongs to the domain. */
function marksOf({ catalogue, received }: CatalogueView, domain: string): Uint8Array {
  const marks = new Uint8Array(received.length);
  for (const number of catalogue.domains().get(domain) ?? []) marks[number] = 1;
  return marks;
}

function describeFound(
  view: CatalogueView,
  { words }: SearchOutcome,
  found: readonly Found[],
  typed: string,
): FoundProcedure[] {
  const { catalogue } = view;
  let textsRead = 0;
  const highlighter = new Highlighter(catalogue.search.index, words);
  const rows = view.rows(found.map(({ number }) => number));
  return rows.map((row, at): FoundProcedure => {
    const nameSpans = highlighter.spans(row.name);
    const { alias = null, byCode = false, byText = false } = found[at] ?? {};
    if (byCode) {
      const reason = { where: 'code', text: row.code, spans: codeSpans(row.code, typed) } as const;
      return { ...row, nameSpans, reason };
    }
    if (alias !== null) {
      const text = catalogue.alias(alias);
      const spans = highlighter.spans(text);
      return { ...row, nameSpans, reason: { where: 'alias', text, spans } };
    }
    const isTold = byText && textsRead < textReasonsMax;
    if (isTold) textsRead += 1;
    const procedure = isTold ? catalogue.procedure(row.code) : null;
    const piece = procedure && highlighter.snippet(procedureTexts(procedure));
    return { ...row, nameSpans, reason: piece && { where: 'text', ...piece } };
  });
}

function twinsOf(view: CatalogueView, numbers: readonly number[]): Twin[] {
  const rows = view.rows(numbers);
  const differing = differences(rows.map(({ name }) => name));
  return rows.map(({ code, name, receivedHere }, at) => ({
    ...{ code, name, receivedHere },
    differs: differing[at] ?? [],
  }));
}
