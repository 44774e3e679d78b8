import { textLengthMax } from '../../shared/limits.ts';
import type { ScannerSettings } from '../../shared/model/documents.ts';

/** A key that went down, as the page was told of it. */
export interface WedgeKey {
  readonly key: string;
  /** Held down until it repeats: a person's, whatever its pace. */
  readonly isRepeat: boolean;
  /** Monotonic milliseconds. */
  readonly at: number;
}

export interface WedgeStep {
  /** The key is kept from the page. */
  readonly isHeld: boolean;
  /** Keys kept until now that turned out to be a person's, to be given to the page first. */
  readonly typed: readonly string[];
  /** What the scanner read, if it has just come to its end; null inside: it read something, but no whole code. */
  readonly scanned: { readonly text: string | null } | null;
}

const nothing: WedgeStep = { isHeld: false, typed: [], scanned: null };
const terminators = ['Enter', 'Tab'];

/**
 * Tells a scanner that types from a person who types, by its pace alone: a run of at least so many keys, none further
 * from the one before than a person's fingers are. Every key is kept back until its run is told, so that no key of a
 * scanner ever reaches the page. Pure: it is told what happens and when.
 */
export class Wedge {
  readonly #settings: ScannerSettings;
  #run: string[] = [];
  #last = -Infinity;
  /** When the last scan ended: some scanners send one more key after it. */
  #endedAt = -Infinity;

  constructor(settings: ScannerSettings) {
    this.#settings = settings;
  }

  /** A run is under way: {@link rest} is to be called when no key follows. */
  get isWaiting(): boolean {
    return this.#run.length > 0;
  }

  press({ key, isRepeat, at }: WedgeKey): WedgeStep {
    if (isModifier(key)) return nothing;
    const before = this.#isFast(at) ? nothing : this.rest();
    const step = this.#take(key, isRepeat, at);
    return {
      isHeld: step.isHeld,
      typed: [...before.typed, ...step.typed],
      scanned: step.scanned ?? before.scanned,
    };
  }

  /** No key followed for longer than the gap. */
  rest(): WedgeStep {
    if (!this.#isLong()) return { ...nothing, typed: this.#release() };
    return { ...nothing, scanned: { text: this.#read(this.#settings.suffix === 'none') } };
  }

  #take(key: string, isRepeat: boolean, at: number): WedgeStep {
    const isEnd = terminators.includes(key);
    if (isEnd && this.#isLong()) {
      this.#endedAt = at;
      return { isHeld: true, typed: [], scanned: { text: this.#read(true) } };
    }
    if (isEnd && at - this.#endedAt <= this.#settings.gapMsMax) return { ...nothing, isHeld: true };
    const beginsNothing = this.#run.length === 0 && key === ' ';
    if (isRepeat || !isCharacter(key) || beginsNothing) {
      return { ...nothing, typed: this.#release() };
    }
    if (this.#run.length <= textLengthMax) this.#run.push(key);
    this.#last = at;
    return { ...nothing, isHeld: true };
  }

  #isFast(at: number): boolean {
    return this.#run.length === 0 || at - this.#last <= this.#settings.gapMsMax;
  }

  #isLong(): boolean {
    return this.#run.length >= this.#settings.lengthMin;
  }

  #release(): readonly string[] {
    const run = this.#run;
    this.#run = [];
    return run;
  }

  /** The code without what the scanner puts before it, or null if it is not whole. */
  #read(isWhole: boolean): string | null {
    const text = this.#release().join('');
    const { prefix } = this.#settings;
    const code = text.startsWith(prefix) ? text.slice(prefix.length).trim() : '';
    return isWhole && code !== '' && text.length <= textLengthMax ? code : null;
  }
}

function isCharacter(key: string): boolean {
  return [...key].length === 1;
}

/** Keys that only change what the others mean. */
function isModifier(key: string): boolean {
  return ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock'].includes(key);
}
