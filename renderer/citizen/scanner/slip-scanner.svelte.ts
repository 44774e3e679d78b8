import type { CitizenClient } from '../../../shared/contract/citizen.ts';
import { refusalOf, type Bridge } from '../../bridge.ts';

/** What a scan came to; each has its sentence. */
export type ScanOutcome =
  'launched' | 'closed' | 'notHandedOver' | 'rated' | 'busy' | 'unreadable' | 'failed';

/** How long the sentence stays. */
export const outcomeShownMs = 10_000;
/** A scanner that is held on a slip reads it again and again. */
export const sameSlipMs = 3_000;

/** The citizen's own way to a rating: the slip under the scanner. Holds the last sentence, and nothing of the code for long. */
export class SlipScanner {
  outcome: ScanOutcome | null = $state(null);
  readonly #bridge: Bridge<CitizenClient>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #present: string | null = null;
  #forget: ReturnType<typeof setTimeout> | undefined;

  constructor(bridge: Bridge<CitizenClient>) {
    this.#bridge = bridge;
  }

  /** @param text - what was read, or null for something that was no whole code */
  async scan(text: string | null): Promise<void> {
    if (text === null) return this.#say('unreadable');
    if (text === this.#present) return;
    this.#remember(text);
    this.#say(await this.#launch(text));
  }

  async #launch(text: string): Promise<ScanOutcome> {
    try {
      await this.#bridge.client.scanned({ text });
      return 'launched';
    } catch (error) {
      const code = refusalOf(error)?.code;
      return code === undefined ? 'failed' : outcomeOf(code);
    }
  }

  #remember(text: string): void {
    this.#present = text;
    clearTimeout(this.#forget);
    this.#forget = setTimeout(() => (this.#present = null), sameSlipMs);
  }

  #say(outcome: ScanOutcome): void {
    clearTimeout(this.#timer);
    this.outcome = outcome;
    this.#timer = setTimeout(() => (this.outcome = null), outcomeShownMs);
  }
}

const outcomes: Readonly<Record<string, ScanOutcome>> = {
  'scan.closed': 'closed',
  'scan.not-handed-over': 'notHandedOver',
  'scan.unreadable': 'unreadable',
  'scan.busy': 'busy',
  'survey.busy': 'busy',
  'stage.full': 'busy',
  'survey.already-rated': 'rated',
};

/** A refusal in the words of whoever holds the slip: what is wrong with a code in detail is for the desk. */
function outcomeOf(code: string): ScanOutcome {
  return outcomes[code] ?? (code.startsWith('dossier') ? 'unreadable' : 'failed');
}
