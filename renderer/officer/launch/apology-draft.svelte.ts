import type { Apology } from '../../../shared/contract/desk.ts';
import type { HandOver } from '../../../shared/model/journal.ts';
import { readDay, showDay } from './day.ts';

/** Why an apology is due. */
export type ApologyCause = 'late' | 'correction';
/** The facts of the slip that are missing or cannot be. */
export type SlipFault = 'reason' | 'date-shape' | 'date-past' | 'date-future' | 'slip';

/** The facts of the apology slip while they are being copied from it. */
export class ApologyDraft {
  reason = $state('');
  kind = $state<Apology['promise']['kind']>('returned-on');
  date = $state('');
  slip = $state('');
  faults = $state.raw<readonly SlipFault[]>([]);

  /** A finished result is in the citizen's hand today; anything else has still to come. */
  constructor(handOver: HandOver, today: string) {
    if (handOver === 'completed') this.date = showDay(today);
    else this.kind = 'new-date';
  }

  /** The day belongs to the other kind of promise: handed over today, or a day that is still to be given. */
  choose(kind: Apology['promise']['kind'], today: string): void {
    if (this.kind === kind) return;
    this.kind = kind;
    this.date = kind === 'returned-on' ? showDay(today) : '';
    this.faults = this.faults.filter((fault) => !fault.startsWith('date'));
  }

  /** The facts if they are whole; otherwise `faults` says what is missing. */
  complete(today: string): Apology | null {
    const date = readDay(this.date, today);
    this.faults = this.#faultsWith(date, today);
    if (this.faults.length > 0 || date === null) return null;
    return {
      reason: this.reason.trim(),
      promise: { kind: this.kind, date },
      slip: this.slip.trim(),
    };
  }

  #faultsWith(date: string | null, today: string): SlipFault[] {
    const faults: SlipFault[] = [];
    if (this.reason.trim() === '') faults.push('reason');
    if (date === null) faults.push('date-shape');
    else if (this.kind === 'new-date' && date < today) faults.push('date-past');
    else if (this.kind === 'returned-on' && date > today) faults.push('date-future');
    if (this.slip.trim() === '') faults.push('slip');
    return faults;
  }
}
