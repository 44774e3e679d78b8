import type { Signals } from '../../../shared/contract/signals.ts';
import { Fetched } from '../fetched.svelte.ts';
import type { Session } from '../session/session.svelte.ts';

/** The signals of the month that was asked for. */
export class MonthSignals {
  month = $state('');
  readonly signals = new Fetched<Signals>();
  readonly #session: Session;

  /** `today` in Vietnam, `YYYY-MM-DD`. */
  constructor(session: Session, today: string) {
    this.#session = session;
    this.month = today.slice(0, 7);
  }

  async choose(month: string): Promise<void> {
    if (month === '') return;
    this.month = month;
    this.signals.value = null;
    await this.load();
  }

  async load(): Promise<void> {
    const { month } = this;
    await this.signals.load(() => this.#session.ask(({ office }) => office.signals({ month })));
  }
}
