import type { CitizenClient } from '../../../../shared/contract/citizen.ts';
import type { SearchAnswer } from '../../../../shared/contract/look-up.ts';
import { searchTextLengthMax } from '../../../../shared/limits.ts';
import type { TonePlacement } from '../../../../shared/rules/syllable.ts';
import { typeKey, type TypingMethod } from '../../../../shared/rules/typing.ts';
import type { Bridge } from '../../../bridge.ts';

/** What comes below what fits on the screen is drawn once typing has paused for so long. */
const restAfterMs = 500;

interface Known {
  readonly text: string;
  readonly answer: SearchAnswer;
}

/**
 * What is being looked for: text and answer. At most one question is on its way; what was typed meanwhile is asked
 * once it is answered, so the last text always wins and no slow answer comes in after it. A finger that comes down on
 * a key already asks what the key would find: when it goes up, the answer is mostly there.
 */
export class Search {
  text = $state('');
  /** For the text of a moment ago while the next one is on its way; null without a text. */
  answer: SearchAnswer | null = $state.raw(null);
  /** The text that was answered. */
  answered = $state('');
  /** Whether what lies out of sight is drawn, too; a little later than what a key is waited for to show. */
  isWhole = $state(true);
  hasFailed = $state(false);
  /** More was put in than is looked for; the rest was left out. */
  isTooLong = $state(false);
  readonly #bridge: Bridge<CitizenClient>;
  readonly #placement: TonePlacement;
  /** The text to ask next: the one that stands there, or the one that a key under a finger would make. */
  #wanted = '';
  /** The last answer there is, shown or not. */
  #known: Known | null = null;
  #isAsking = false;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(bridge: Bridge<CitizenClient>, placement: TonePlacement) {
    this.#bridge = bridge;
    this.#placement = placement;
  }

  /** Types one key of the on-screen keyboard before the caret and gives the caret's new place, in UTF-16 code units. */
  type(key: string, caret: number, method: TypingMethod): number {
    const typed = this.#typed(key, caret, method);
    if (!typed) return caret;
    this.set(typed.text);
    return typed.caret;
  }

  /** A finger came down on a key: asks already what it would find. Nothing of it is shown before it is typed. */
  expect(key: string, caret: number, method: TypingMethod): void {
    const typed = this.#typed(key, caret, method);
    if (!typed || typed.text.trim() === '') return;
    this.#want(typed.text);
    this.#drawRestLater();
  }

  /** Looks for another text, at once; what is known already is shown at once. */
  set(entered: string): void {
    const text = beginningOf(entered);
    this.isTooLong = text !== entered;
    this.text = text;
    this.hasFailed = false;
    if (text.trim() === '') {
      this.answer = null;
      this.answered = '';
      this.#known = null;
    } else if (this.#known?.text === text) this.#show(this.#known);
    this.#want(text);
  }

  #typed(
    key: string,
    caret: number,
    method: TypingMethod,
  ): { readonly text: string; readonly caret: number } | null {
    const after = this.text.slice(caret);
    const before = typeKey(this.text.slice(0, caret), key, { method, placement: this.#placement });
    const text = before + after;
    return text.length > searchTextLengthMax ? null : { text, caret: before.length };
  }

  #want(text: string): void {
    this.#wanted = text;
    if (!this.#isAsking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    try {
      while (this.#wanted.trim() !== '' && this.#wanted !== this.#known?.text) {
        const text = this.#wanted;
        const wasTyped = text === this.text;
        const answer = await this.#bridge.insist((client) => client.lookUp.search({ text }));
        if (this.text.trim() === '' && wasTyped) break;
        this.#known = { text, answer };
        if (wasTyped || text === this.text) this.#show(this.#known);
      }
    } catch {
      this.hasFailed = this.text !== this.answered;
    } finally {
      this.#isAsking = false;
    }
  }

  #show({ text, answer }: Known): void {
    this.answer = answer;
    this.answered = text;
    this.isWhole = false;
    this.#drawRestLater();
  }

  #drawRestLater(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => (this.isWhole = true), restAfterMs);
  }
}

/** As much of a text as is looked for; what is pasted may be of any length. No sign is cut in two. */
function beginningOf(text: string): string {
  const beginning = text.slice(0, searchTextLengthMax);
  return beginning.replace(/[\uD800-\uDBFF]$/, '');
}
