/**
 * A page used with three keys, a keypad or a switch: arrows move, select acts, back leads out.
 * Enter and Space are the browser's own; this adds the arrows and back, and stops a held key from acting again.
 * @returns how to stop.
 */
export function listenForKeypad(page: Document): () => void {
  const press = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step !== undefined && !isWriting(event)) {
      event.preventDefault();
      moveFocus(page, step);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      lead(page, '[data-back]');
    } else if (event.repeat && (event.key === 'Enter' || event.key === ' ') && !isWriting(event)) {
      event.preventDefault();
    }
  };
  page.addEventListener('keydown', press);
  return () => page.removeEventListener('keydown', press);
}

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

const focusable = 'button:not([aria-disabled="true"]), textarea, input';

function moveFocus(page: Document, step: number): void {
  const stops = [...page.querySelectorAll<HTMLElement>(focusable)].filter(
    (stop) => stop.closest('[inert], [hidden]') === null,
  );
  const from = stops.findIndex((stop) => stop === page.activeElement);
  const first = step > 0 ? 0 : stops.length - 1;
  const next = from === -1 ? first : (from + step + stops.length) % stops.length;
  stops[next]?.focus();
}

/** Back never answers for the citizen: it goes to the way out and leaves the choice to select. */
function lead(page: Document, selector: string): void {
  page.querySelector<HTMLElement>(selector)?.focus();
}

/** Where the key belongs to the text: a line of text needs no keys for up and down. */
function isWriting({ target, key }: KeyboardEvent): boolean {
  if (target instanceof HTMLInputElement) return key !== 'ArrowUp' && key !== 'ArrowDown';
  return target instanceof HTMLTextAreaElement;
}
