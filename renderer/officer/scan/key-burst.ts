/** How a scanner types: faster and longer than hands, and what it sends at the end. */
export type ScannerTiming = {
  /** The longest pause between two keys of one scan, in ms. */
  readonly gapMsMax: number;
  /** Fewer characters than this may be a fast hand. */
  readonly lengthMin: number;
};

/** Until the station says how the unit's are. Scanners send their keys some 1 to 20 ms apart, the fastest hands 60. */
export const timingOfMost: ScannerTiming = { gapMsMax: 50, lengthMin: 8 };

/** A key as far as timing tells scans from typing. `character` is null for a key that writes nothing. */
export type Press = {
  readonly character: string | null;
  /** Enter or Tab: what scanners end with. */
  readonly isEnd: boolean;
  /** Held keys repeat as fast as a scanner types. */
  readonly isRepeat: boolean;
  readonly atMs: number;
};

/**
 * What a press is: `hand` (let it through), `first` (let it through, it may begin a scan), `proven` (this key proves
 * the scan: take back what it has written so far), `scan` (another key of it), `end` (the scan is complete), `echo`
 * (a second Enter behind a scan).
 */
export type Verdict = 'hand' | 'first' | 'proven' | 'scan' | 'end' | 'echo';

/** Many scanners send Enter twice; it must press nothing. */
const echoMs = 300;

/** Tells a keyboard-wedge scanner from typing by the pauses between its keys. */
export class KeyBurst {
  text = '';
  #lastMs = -Infinity;
  #endedMs = -Infinity;
  #isProven = false;

  press(press: Press, timing: ScannerTiming): Verdict {
    const isClose = press.atMs - this.#lastMs <= timing.gapMsMax;
    if (press.isRepeat) return this.#reset('hand');
    if (press.isEnd) return this.#endOrHand(press.atMs, isClose);
    if (press.character === null) return this.#reset('hand');
    const isFirst = !isClose || this.text === '';
    if (isFirst) this.#reset('first');
    this.#lastMs = press.atMs;
    this.text += press.character;
    return isFirst ? 'first' : this.#judge(timing.lengthMin);
  }

  /** Whether a scan has been proven that has not ended yet: a scanner may be set to send no end. */
  get isProven(): boolean {
    return this.#isProven;
  }

  /** Ends the scan and gives what it read. */
  take(atMs: number): string {
    const { text } = this;
    this.#reset('end');
    this.#endedMs = atMs;
    return text;
  }

  #judge(lengthMin: number): Verdict {
    if (this.#isProven) return 'scan';
    if (this.text.length < lengthMin) return 'hand';
    this.#isProven = true;
    return 'proven';
  }

  #endOrHand(atMs: number, isClose: boolean): Verdict {
    if (this.#isProven && isClose) return 'end';
    const isEcho = atMs - this.#endedMs <= echoMs;
    return this.#reset(isEcho ? 'echo' : 'hand');
  }

  #reset<V extends Verdict>(verdict: V): V {
    this.text = '';
    this.#isProven = false;
    this.#lastMs = -Infinity;
    return verdict;
  }
}
