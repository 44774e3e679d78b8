/** How much of a page a page button turns: a line of the old one stays for the eye to hold on to. */
const turnShare = 0.85;

/** Tells a finger's pan from its end: pixels that rounding may cost. */
const slackPx = 2;

/** A list or page that scrolls by finger and by large page buttons. One element at a time. */
export class Scroller {
  canUp = $state(false);
  canDown = $state(false);
  #element: HTMLElement | null = null;

  /** Attachment for the element that scrolls. */
  readonly attach = (element: HTMLElement): (() => void) => {
    this.#element = element;
    const look = (): void => this.#look(element);
    const watched = new ResizeObserver(look);
    watched.observe(element);
    for (const child of element.children) watched.observe(child);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      watched.disconnect();
      element.removeEventListener('scroll', look);
      if (this.#element !== element) return;
      this.#element = null;
      this.canUp = this.canDown = false;
    };
  };

  /** Turns a page: 1 down, -1 up. */
  turn(direction: 1 | -1): void {
    const element = this.#element;
    element?.scrollBy({ top: direction * element.clientHeight * turnShare });
  }

  /** Back to the beginning, at once: something else stands there now. */
  toTop(): void {
    this.#element?.scrollTo({ top: 0, behavior: 'instant' });
  }

  #look({ scrollTop, scrollHeight, clientHeight }: HTMLElement): void {
    this.canUp = scrollTop > slackPx;
    this.canDown = scrollTop + clientHeight < scrollHeight - slackPx;
  }
}
