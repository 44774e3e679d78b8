import { heldTouchMs, keySlipMm, palmMm, tapShieldMs } from '../../shared/limits.ts';

/**
 * The glass as one field of touch: the shield against ghosts. A tap is one finger that comes down on a target after
 * the screen has settled and goes up inside the same target. Palms, two fingers, resting hands and the tap that
 * belonged to the screen before are no taps.
 */
export class TouchField {
  readonly #now: () => number;
  readonly #targets = new WeakMap<Element, Target>();
  readonly #fingers = new Map<number, Finger>();
  #settledAt = 0;
  #crowded = false;
  #touched: () => void = () => undefined;
  #mm = 3.6;

  /** @param now - monotonic milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Watches the page. `touched` is told of every finger that comes down, whatever it hits. */
  listen(page: Document, touched: () => void): void {
    this.#touched = touched;
    page.addEventListener('pointerdown', (event) => this.#down(event));
    page.addEventListener('pointermove', (event) => this.#move(event));
    page.addEventListener('pointerup', (event) => this.#up(event));
    page.addEventListener('pointercancel', (event) => this.#gone(event));
    page.addEventListener('click', (event) => this.#click(event));
    page.addEventListener('mousedown', keepFocus);
  }

  /** A new screen is drawn: for a moment touches still belong to the one before. */
  shield(): void {
    this.#settledAt = this.#now() + tapShieldMs;
    for (const finger of this.#fingers.values()) this.#release(finger);
  }

  /** @param mm - CSS pixels per millimetre, to tell a palm from a finger. */
  setScale(mm: number): void {
    this.#mm = mm;
  }

  /** Makes an element a target; returns how to undo it. */
  add(element: Element, target: Target): () => void {
    this.#targets.set(element, target);
    return () => this.#targets.delete(element);
  }

  #down(event: PointerEvent): void {
    this.#touched();
    letGo(event);
    this.#forgetResting();
    const isPalm = Math.max(event.width, event.height) > palmMm * this.#mm;
    if (this.#fingers.size > 0 || isPalm) this.#crowded = true;
    const element = this.#targetAt(event);
    const target = element && this.#targets.get(element);
    const mayTap = this.#isSettled() && !isPalm && (!this.#crowded || target?.rollover === true);
    const { clientX: x, clientY: y } = event;
    const finger = { since: this.#now(), x, y, element: mayTap ? element : null };
    this.#fingers.set(event.pointerId, finger);
    if (finger.element) finger.element.setAttribute('data-contact', '');
    if (this.#crowded) this.#releaseAllButRollover();
  }

  #move(event: PointerEvent): void {
    const finger = this.#fingers.get(event.pointerId);
    if (!finger?.element) return;
    finger.element.toggleAttribute('data-contact', this.#targetAt(event) === finger.element);
  }

  #up(event: PointerEvent): void {
    const finger = this.#fingers.get(event.pointerId);
    this.#gone(event);
    const element = finger?.element;
    const target = element && this.#targets.get(element);
    if (!finger || !target || this.#now() - finger.since > heldTouchMs) return;
    if (this.#targetAt(event) === element || (target.rollover && this.#isSlip(finger, event))) {
      target.run();
    }
  }

  #isSlip({ x, y }: Finger, { clientX, clientY }: PointerEvent): boolean {
    return Math.hypot(clientX - x, clientY - y) <= keySlipMm * this.#mm;
  }

  #gone(event: PointerEvent): void {
    const finger = this.#fingers.get(event.pointerId);
    finger?.element?.removeAttribute('data-contact');
    this.#fingers.delete(event.pointerId);
    if (this.#fingers.size === 0) this.#crowded = false;
  }

  /** Clicks made by a keyboard, a switch or a screen reader; those of a finger were taps already. */
  #click(event: MouseEvent): void {
    if (event.detail !== 0 || !this.#isSettled()) return;
    const element = this.#targetAt(event);
    if (element) this.#targets.get(element)?.run();
  }

  #isSettled(): boolean {
    return this.#now() >= this.#settledAt;
  }

  #targetAt(event: Event): Element | null {
    let element = event.target instanceof Element ? event.target : null;
    while (element && !this.#targets.has(element)) element = element.parentElement;
    if (element?.getAttribute('aria-disabled') === 'true') return null;
    return element;
  }

  /** A hand that rests on the glass must not lock everybody out. */
  #forgetResting(): void {
    for (const [id, finger] of this.#fingers) {
      if (this.#now() - finger.since <= heldTouchMs) continue;
      this.#release(finger);
      this.#fingers.delete(id);
    }
    if (this.#fingers.size === 0) this.#crowded = false;
  }

  #releaseAllButRollover(): void {
    for (const finger of this.#fingers.values()) {
      const target = finger.element && this.#targets.get(finger.element);
      if (target && !target.rollover) this.#release(finger);
    }
  }

  #release(finger: Finger): void {
    finger.element?.removeAttribute('data-contact');
    finger.element = null;
  }
}

export interface Target {
  run(): void;
  /**
   * Keys of a keyboard may overlap in time: a quick typist's next finger is down before the last one is up. A thumb that
   * slides off its key a little has typed it all the same.
   */
  readonly rollover?: boolean;
}

interface Finger {
  readonly since: number;
  /** Where it came down, in CSS pixels. */
  readonly x: number;
  readonly y: number;
  /** The target it may still tap. */
  element: Element | null;
}

/** Touch pointers stay captured by the element they came down on; let go, they tell what they are really over. */
function letGo(event: PointerEvent): void {
  const { target, pointerId } = event;
  if (target instanceof Element && target.hasPointerCapture(pointerId)) {
    target.releasePointerCapture(pointerId);
  }
}

/**
 * Browsers tell of a tap once more as of a mouse, on whatever stands there by then, and would take the focus from where
 * a new screen has just put it.
 */
function keepFocus(event: Event): void {
  const { target } = event;
  if (!(target instanceof Element && target.closest('input, textarea'))) event.preventDefault();
}

/** The one field of this window. */
export const touchField = new TouchField();

/** Attachment: runs on a tap, on Enter or Space, and on a screen reader's or switch's select. */
export function tap(run: () => void): (element: Element) => () => void {
  return (element) => touchField.add(element, { run });
}

/** Attachment for a key of the on-screen keyboard. */
export function key(run: () => void): (element: Element) => () => void {
  return (element) => touchField.add(element, { run, rollover: true });
}
