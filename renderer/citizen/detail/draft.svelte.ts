import { commentLengthMax } from '../../../shared/limits.ts';
import type { TonePlacement } from '../../../shared/rules/syllable.ts';
import { typeKey, type TypingMethod } from '../../../shared/rules/typing.ts';
import type { Detail } from './send-detail.ts';

/** What a citizen is about to add: in memory only, until it is sent or the visit ends. */
export class Draft {
  /** Ids of the reasons chosen. */
  reasons: readonly string[] = $state.raw([]);
  /** Level by criterion id. */
  criteria: Readonly<Record<string, number>> = $state.raw({});
  comment = $state('');

  readonly left = $derived(commentLengthMax - this.comment.length);
  readonly criteriaCount = $derived(Object.keys(this.criteria).length);
  readonly isEmpty = $derived(
    this.reasons.length === 0 && this.criteriaCount === 0 && this.comment.trim() === '',
  );

  readonly #placement: TonePlacement;

  constructor(placement: TonePlacement) {
    this.#placement = placement;
  }

  toggleReason(id: string): void {
    const isChosen = this.reasons.includes(id);
    this.reasons = isChosen ? this.reasons.filter((it) => it !== id) : [...this.reasons, id];
  }

  /** Sets a criterion's level; the same level again takes it back. */
  chooseCriterion(id: string, level: number): void {
    const { [id]: before, ...others } = this.criteria;
    this.criteria = before === level ? others : { ...others, [id]: level };
  }

  /**
   * Types one key of the on-screen keyboard before the caret and gives the caret's new place.
   * @param caret - in UTF-16 code units.
   */
  type(key: string, caret: number, method: TypingMethod): number {
    const before = this.comment.slice(0, caret);
    const after = this.comment.slice(caret);
    const typed = typeKey(before, key, { method, placement: this.#placement });
    if (typed.length + after.length > commentLengthMax) return caret;
    this.comment = typed + after;
    return typed.length;
  }

  /** What is sent. */
  detail(): Detail {
    const comment = this.comment.trim();
    return {
      reasons: [...this.reasons],
      criteria: Object.entries(this.criteria).map(([id, level]) => ({ id, level })),
      comment: comment === '' ? null : comment.normalize('NFC'),
    };
  }
}
