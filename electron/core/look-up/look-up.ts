import type {
  CatalogueData,
  Domain,
  FeedbackChannel,
  LifeEvent,
  ProcedureAnswer,
  ProcedurePage,
  ProcedureRow,
  SearchAnswer,
} from '../../../shared/contract/look-up.ts';
import { rowsOnPageMax } from '../../../shared/limits.ts';
import type { ProcedureCode } from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { InstalledDocuments } from '../installed-documents.ts';
import type { Catalogue, CatalogueShelf } from './ports.ts';
import { searchCatalogue } from './search-catalogue.ts';
import { viewOf, type CatalogueView } from './catalogue-view.ts';

/** What a citizen can look up. Answers come from the catalogue in use; without one they are empty. */
export type LookUp = {
  /** Best first; `domain` null looks in all of them. */
  search(request: { readonly text: string; readonly domain: string | null }): SearchAnswer;
  domains(): Domain[];
  /** Those of the unit first, then in the order of names. */
  domain(request: { readonly name: string | null; readonly page: number }): ProcedurePage;
  lifeEvents(): LifeEvent[];
  /** As the district ordered them. */
  lifeEvent(request: { readonly id: string; readonly page: number }): ProcedurePage;
  /** Problem: `procedure.unknown`. */
  procedure(code: ProcedureCode): Result<ProcedureAnswer, Problem>;
  feedback(): FeedbackChannel[];
  /** Null before there is any catalogue. */
  catalogue(): CatalogueData | null;
  /** The first of all procedures, those of the unit before the others. */
  first(count: number): ProcedureRow[];
  row(code: string): ProcedureRow | null;
};

type Parts = {
  readonly shelf: CatalogueShelf;
  readonly documents: InstalledDocuments;
};

export function createLookUp(parts: Parts): LookUp {
  const view = rememberedView(parts);
  return {
    search: ({ text, domain }) => searchCatalogue(view(), text, domain),
    domains: () => [...(view()?.domains ?? [])],
    domain({ name, page }) {
      const now = view();
      return pageOf(now, now?.ownFirst(now.catalogue.domains().get(name) ?? []) ?? [], page);
    },
    lifeEvents: () =>
      (view()?.catalogue.lifeEvents() ?? []).map(({ id, title, numbers }) => ({
        ...{ id, title },
        procedures: numbers.length,
      })),
    lifeEvent({ id, page }) {
      const now = view();
      const event = now?.catalogue.lifeEvents().find((known) => known.id === id);
      return pageOf(now, event?.numbers ?? [], page);
    },
    procedure: (code) => procedureAnswer(view(), code),
    feedback: () => feedbackOf(view()),
    catalogue: () => view()?.data ?? null,
    first: (count) => view()?.first(count) ?? [],
    row(code) {
      const now = view();
      const number = now?.catalogue.numberOf(code) ?? null;
      return number === null ? null : (now?.rows([number])[0] ?? null);
    },
  };
}

/** The catalogue as this unit sees it, worked out once for each catalogue and unit. */
function rememberedView({ shelf, documents }: Parts): () => CatalogueView | null {
  let view: CatalogueView | null = null;
  return () => {
    const catalogue: Catalogue | null = shelf.current();
    const unit = documents.current('settings')?.body.unit.id ?? null;
    if (view?.catalogue !== catalogue || view?.unit !== unit) {
      view = catalogue && viewOf(catalogue, unit);
    }
    return view;
  };
}

function pageOf(
  view: CatalogueView | null,
  numbers: readonly number[],
  asked: number,
): ProcedurePage {
  const pages = Math.max(1, Math.ceil(numbers.length / rowsOnPageMax));
  const page = Math.min(asked, pages - 1);
  const shown = numbers.slice(page * rowsOnPageMax, (page + 1) * rowsOnPageMax);
  return { rows: view ? view.rows(shown) : [], page, pages, total: numbers.length };
}

function procedureAnswer(
  view: CatalogueView | null,
  code: ProcedureCode,
): Result<ProcedureAnswer, Problem> {
  const procedure = view?.catalogue.procedure(code);
  if (!view || !procedure) return fail(problem('procedure.unknown', { code }));
  const replacements = procedure.replacedBy.flatMap((next): ProcedureRow[] => {
    const number = view.catalogue.numberOf(next);
    return number === null ? [] : view.rows([number]);
  });
  return ok({
    ...{ procedure, replacements, data: view.data },
    receivedHere: view.isReceived(code),
    feedback: feedbackOf(view),
  });
}

function feedbackOf(view: CatalogueView | null): FeedbackChannel[] {
  return view?.unit ? [...view.catalogue.feedback(view.unit)] : [];
}
