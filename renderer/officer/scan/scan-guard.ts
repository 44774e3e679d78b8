import { KeyBurst, type ScannerTiming } from './key-burst.ts';

/** Where scans and stray keys of a page go. */
export type ScanParts = {
  readonly timing: () => ScannerTiming;
  /** A whole scan, wherever the focus was. */
  readonly onScan: (text: string) => void;
  /** Where a character belongs that is typed while no field has the focus; null to leave it. */
  readonly sink: () => HTMLElement | null;
};

type Field = HTMLInputElement | HTMLTextAreaElement;
type Before = { readonly field: Field; readonly value: string };

/**
 * Keeps a page's scanner out of everything but the code: what a scan has typed into another field is taken back, its
 * Enter presses no button, and the text arrives at `onScan`. A hand's keys pass untouched; typed while nothing takes
 * them, they go to the field where the work is.
 * @returns how to stop.
 */
export function guardScans(page: Document, parts: ScanParts): () => void {
  const burst = new KeyBurst();
  let before: Before | null = null;
  let ending: ReturnType<typeof setTimeout> | undefined;

  const deliver = (atMs: number): void => {
    clearTimeout(ending);
    parts.onScan(burst.take(atMs));
  };

  const begin = (event: KeyboardEvent): void => {
    if (!fieldOf(page.activeElement) && event.key !== ' ') parts.sink()?.focus();
    const field = fieldOf(page.activeElement);
    before = field && { field, value: field.value };
  };

  const hold = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isModifier(event.key)) return;
    const timing = parts.timing();
    const verdict = burst.press(
      {
        character: event.ctrlKey || event.altKey || event.metaKey ? null : characterOf(event),
        isEnd: event.key === 'Enter' || event.key === 'Tab',
        isRepeat: event.repeat,
        atMs: event.timeStamp,
      },
      timing,
    );
    if (verdict === 'hand') return;
    if (verdict === 'first') {
      begin(event);
      return;
    }
    hold(event);
    if (verdict === 'proven') putBack(before);
    if (verdict === 'end') deliver(event.timeStamp);
    else if (burst.isProven) {
      clearTimeout(ending);
      ending = setTimeout(() => deliver(performance.now()), 2 * timing.gapMsMax);
    }
  };

  page.addEventListener('keydown', onKeyDown, { capture: true });
  return () => {
    clearTimeout(ending);
    page.removeEventListener('keydown', onKeyDown, { capture: true });
  };
}

/** The field as it was before the scan, for the page's own state too. */
function putBack(before: Before | null): void {
  if (!before) return;
  before.field.value = before.value;
  before.field.dispatchEvent(new Event('input', { bubbles: true }));
}

const textTypes = ['text', 'search', 'password', 'tel', 'number', 'date', 'url', 'email'];

function fieldOf(element: Element | null): Field | null {
  if (element instanceof HTMLTextAreaElement) return element;
  if (element instanceof HTMLInputElement && textTypes.includes(element.type)) return element;
  return null;
}

function isModifier(key: string): boolean {
  return ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'].includes(key);
}

/** What a key writes. Under an input method the key is hidden, so the place on the keyboard tells. */
function characterOf({ key, code }: KeyboardEvent): string | null {
  if (key.length === 1) return key;
  if (key !== 'Process' && key !== 'Unidentified') return null;
  const [, written] = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code) ?? [];
  return written ?? marks[code] ?? null;
}

const marks: Readonly<Record<string, string>> = {
  Minus: '-',
  NumpadSubtract: '-',
  Period: '.',
  NumpadDecimal: '.',
};
