import type { DeskProcedure } from '../../../shared/contract/desk.ts';

/** Procedures used a moment ago are offered first while nothing is typed. */
const recentMax = 5;

/** The list under the procedure field: what matches, which one is marked, whether it is open. */
export class ProcedureSearch {
  text = $state('');
  matches = $state.raw<readonly DeskProcedure[]>([]);
  isOpen = $state(false);
  /** Index of the marked match; -1 while none is, so that Enter alone chooses nothing. */
  marked = $state(-1);
  /** Whether the matches belong to the text as it stands. */
  isSettled = $state(true);
  #recent = $state.raw<readonly DeskProcedure[]>([]);
  #asked = 0;
  #searching: Promise<void> = Promise.resolve();
  readonly #find: (text: string) => Promise<readonly DeskProcedure[]>;

  constructor(find: (text: string) => Promise<readonly DeskProcedure[]>) {
    this.#find = find;
  }

  /** What is offered now: the matches, after what was used a moment ago while nothing is typed. */
  get offered(): readonly DeskProcedure[] {
    if (this.text.trim() !== '') return this.matches;
    return [...this.#recent, ...this.matches.filter((match) => !this.#isRemembered(match))];
  }

  isRecent(procedure: DeskProcedure): boolean {
    return this.text.trim() === '' && this.#isRemembered(procedure);
  }

  /** Looks up what is typed. */
  search(): Promise<void> {
    this.isOpen = true;
    this.isSettled = false;
    this.#searching = this.#settle(++this.#asked);
    return this.#searching;
  }

  /** What Enter chooses: hands are faster than the look-up, so it waits for the answer to what was typed. */
  async choiceOnEnter(): Promise<DeskProcedure | null> {
    const { text } = this;
    await this.#searching;
    return this.text === text ? this.choice : null;
  }

  /** An answer that has been overtaken by more letters is dropped. */
  async #settle(turn: number): Promise<void> {
    const matches = await this.#lookUp(this.text);
    if (turn !== this.#asked) return;
    this.matches = matches;
    this.isSettled = true;
    // The best match is marked as soon as something was typed: Enter chooses it.
    this.marked = this.text.trim() !== '' && matches.length > 0 ? 0 : -1;
  }

  /** Moves the mark and goes round at both ends. */
  move(step: 1 | -1): void {
    const count = this.offered.length;
    if (count === 0) return;
    this.isOpen = true;
    const from = this.marked < 0 && step < 0 ? 0 : this.marked;
    this.marked = (from + step + count) % count;
  }

  /** The marked match, if Enter may choose it. */
  get choice(): DeskProcedure | null {
    return this.isOpen && this.isSettled ? (this.offered[this.marked] ?? null) : null;
  }

  close(): void {
    this.isOpen = false;
    this.marked = -1;
  }

  /** Empties the field after a choice and remembers it. */
  remember(procedure: DeskProcedure): void {
    const others = this.#recent.filter(({ code }) => code !== procedure.code);
    this.#recent = [procedure, ...others].slice(0, recentMax);
    this.text = '';
    this.matches = [];
    this.close();
  }

  #isRemembered(procedure: DeskProcedure): boolean {
    return this.#recent.some(({ code }) => code === procedure.code);
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
