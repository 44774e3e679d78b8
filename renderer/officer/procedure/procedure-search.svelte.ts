import type { DeskProcedure } from '../../../shared/contract/desk.ts';

/** The list under the procedure field: what matches, which one is marked. */
export class ProcedureSearch {
  text = $state('');
  matches = $state.raw<readonly DeskProcedure[]>([]);
  /** Index of the marked match; -1 while none is, so that Enter alone chooses nothing. */
  marked = $state(-1);
  /** Whether the matches belong to the text as it stands. */
  isSettled = $state(true);
  #asked = 0;
  #searching: Promise<void> = Promise.resolve();
  readonly #suggested: DeskProcedure | null;
  readonly #find: (text: string) => Promise<readonly DeskProcedure[]>;

  /** `suggested` is offered first and marked while nothing is typed. */
  constructor(
    find: (text: string) => Promise<readonly DeskProcedure[]>,
    suggested: DeskProcedure | null,
  ) {
    this.#find = find;
    this.#suggested = suggested;
    this.marked = this.#firstMark();
  }

  /** What is offered now: the matches, after the suggestion while nothing is typed. */
  get offered(): readonly DeskProcedure[] {
    if (this.#isTyped || this.#suggested === null) return this.matches;
    return [this.#suggested, ...this.matches.filter((match) => !this.isSuggested(match))];
  }

  isSuggested(procedure: DeskProcedure): boolean {
    return procedure.code === this.#suggested?.code;
  }

  /** Looks up what is typed. */
  search(): Promise<void> {
    this.isSettled = false;
    this.#searching = this.#settle(++this.#asked);
    return this.#searching;
  }

  /** What Enter chooses: hands are faster than the look-up, so it waits for the answer to what was typed. */
  async choiceOnEnter(): Promise<DeskProcedure | null> {
    const { text } = this;
    if (this.#isTyped) await this.#searching;
    return this.text === text ? this.choice : null;
  }

  /** An answer that has been overtaken by more letters is dropped. */
  async #settle(turn: number): Promise<void> {
    const matches = await this.#lookUp(this.text);
    if (turn !== this.#asked) return;
    this.matches = matches;
    this.isSettled = true;
    this.marked = this.#firstMark();
  }

  /** Moves the mark and goes round at both ends. */
  move(step: 1 | -1): void {
    const count = this.offered.length;
    if (count === 0) return;
    const from = this.marked < 0 && step < 0 ? 0 : this.marked;
    this.marked = (from + step + count) % count;
  }

  /** The marked match, if Enter may choose it. */
  get choice(): DeskProcedure | null {
    return this.isSettled || !this.#isTyped ? (this.offered[this.marked] ?? null) : null;
  }

  /** The best match is marked as soon as something was typed, the suggestion before that: Enter chooses it. */
  #firstMark(): number {
    if (this.#isTyped) return this.matches.length > 0 ? 0 : -1;
    return this.#suggested === null ? -1 : 0;
  }

  get #isTyped(): boolean {
    return this.text.trim() !== '';
  }

  /** While the machine is away nothing matches; the page says that it is away. */
  async #lookUp(text: string): Promise<readonly DeskProcedure[]> {
    try {
      return await this.#find(text);
    } catch {
      return [];
    }
  }
}
