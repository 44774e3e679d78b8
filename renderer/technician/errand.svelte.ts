import type { TechnicianClient } from '../../shared/contract/technician.ts';
import type { Complaint, Technician } from './technician.svelte.ts';

/** Something the technician asked for: one at a time, with what became of it. */
export class Errand<Output> {
  isRunning = $state(false);
  output: Output | null = $state.raw(null);
  complaint: Complaint | null = $state.raw(null);
  readonly #technician: Technician;

  constructor(technician: Technician) {
    this.#technician = technician;
  }

  /** @returns the answer, or null if there was none. */
  async run(call: (client: TechnicianClient) => Promise<Output>): Promise<Output | null> {
    if (this.isRunning) return null;
    this.isRunning = true;
    this.complaint = null;
    this.output = null;
    const answer = await this.#technician.ask(call);
    this.isRunning = false;
    if ('complaint' in answer) this.complaint = answer.complaint;
    else this.output = answer.output;
    return this.output;
  }

  forget(): void {
    this.output = this.complaint = null;
  }
}
