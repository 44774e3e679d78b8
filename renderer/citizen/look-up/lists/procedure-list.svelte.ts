import type { ProcedurePage, ProcedureRow } from '../../../../shared/contract/look-up.ts';
import type { Bilingual } from '../../../../shared/model/text.ts';

/** The procedures of a domain or a life event, fetched page by page as they are asked for. */
export class ProcedureList {
  /** Null: the domain of the procedures without one. */
  readonly title: Bilingual | null;
  rows: readonly ProcedureRow[] = $state.raw([]);
  total: number | null = $state(null);
  hasFailed = $state(false);
  readonly #ask: (page: number) => Promise<ProcedurePage>;
  #pages = 0;
  #isAsking = false;

  constructor(title: Bilingual | null, ask: (page: number) => Promise<ProcedurePage>) {
    this.title = title;
    this.#ask = ask;
    void this.more();
  }

  get hasMore(): boolean {
    return this.total !== null && this.rows.length < this.total;
  }

  /** Adds the next page; once, however often it is asked for meanwhile. */
  async more(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      const { rows, total } = await this.#ask(this.#pages);
      this.#pages += 1;
      this.rows = [...this.rows, ...rows];
      this.total = total;
    } catch {
      this.hasFailed = true;
    } finally {
      this.#isAsking = false;
    }
  }
}
