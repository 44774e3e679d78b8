import type { CitizenClient } from '../../../../shared/contract/citizen.ts';
import type { SearchAnswer } from '../../../../shared/contract/look-up.ts';
import { searchTextLengthMax } from '../../../../shared/limits.ts';
import type { TonePlacement } from '../../../../shared/rules/syllable.ts';
import { typeKey, type TypingMethod } from '../../../../shared/rules/typing.ts';
import type { Bridge } from '../../../bridge.ts';

/**
 * What is being looked for: text and answer. At most one question is on its way; what was typed meanwhile is asked
 * once it is answered, so the last text always wins and no slow answer comes in after it.
 */
export class Search {
  text = $state('');
  /** For the text of a moment ago while the next one is on its way; null without a text. */
  answer: SearchAnswer | null = $state.raw(null);
  /** The text that was answered. */
  answered = $state('');
  hasFailed = $state(false);
  /** More was put in than is looked for; the rest was left out. */
  isTooLong = $state(false);
  readonly #bridge: Bridge<CitizenClient>;
  readonly #placement: TonePlacement;
  #isAsking = false;

  constructor(bridge: Bridge<CitizenClient>, placement: TonePlacement) {
    this.#bridge = bridge;
    this.#placement = placement;
  }

  /** Types one key of the on-screen keyboard before the caret and gives the caret's new place, in UTF-16 code units. */
  type(key: string, caret: number, method: TypingMethod): number {
    const after = this.text.slice(caret);
    const typed = typeKey(this.text.slice(0, caret), key, { method, placement: this.#placement });
    if (typed.length + after.length > searchTextLengthMax) return caret;
    this.set(typed + after);
    return typed.length;
  }

  /** Looks for another text, from the next frame on: keys of one frame are one question. */
  set(entered: string): void {
    const text = beginningOf(entered);
    this.isTooLong = text !== entered;
    this.text = text;
    this.hasFailed = false;
    if (text.trim() === '') {
      this.answer = null;
      this.answered = '';
    }
    requestAnimationFrame(() => void this.#ask());
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.text.trim() !== '' && this.text !== this.answered) {
        const text = this.text;
        const answer = await this.#bridge.insist((client) => client.lookUp.search({ text }));
        if (this.text.trim() === '') break;
        this.answer = answer;
        this.answered = text;
      }
    } catch {
      this.hasFailed = true;
    } finally {
      this.#isAsking = false;
    }
  }
}

/** As much of a text as is looked for; what is pasted may be of any length. No sign is cut in two. */
function beginningOf(text: string): string {
  const beginning = text.slice(0, searchTextLengthMax);
  return beginning.replace(/[\uD800-\uDBFF]$/, '');
}
