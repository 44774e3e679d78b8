import type { ScannerSettings } from '../../shared/model/documents.ts';
import { Wedge, type WedgeStep } from './scanner-wedge.ts';

/** Input comes before timers, but not always at once: a little longer than the gap before a run counts as over. */
const slackMs = 20;

/**
 * Listens for a scanner that types, whatever has the focus. Its keys reach no field, no button and no keypad
 * navigation; a person's keys reach them all, at most one gap later.
 * @param scanned - what was read, or null for something that was no whole code
 * @returns how to stop.
 */
export function listenForScanner(
  page: Window,
  settings: ScannerSettings,
  scanned: (text: string | null) => void,
): () => void {
  const wedge = new Wedge(settings);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const carryOut = (step: WedgeStep): void => {
    for (const key of step.typed) retype(page.document, key);
    if (step.scanned) scanned(step.scanned.text);
    clearTimeout(timer);
    if (wedge.isWaiting) {
      timer = setTimeout(() => carryOut(wedge.rest()), settings.gapMsMax + slackMs);
    }
  };
  const press = (event: KeyboardEvent): void => {
    if (!event.isTrusted || event.isComposing) return;
    const key = event.ctrlKey || event.altKey || event.metaKey ? 'Shortcut' : event.key;
    const step = wedge.press({ key, isRepeat: event.repeat, at: event.timeStamp });
    if (step.isHeld) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    carryOut(step);
  };
  page.addEventListener('keydown', press, { capture: true });
  return () => {
    clearTimeout(timer);
    page.removeEventListener('keydown', press, { capture: true });
  };
}

/** Gives a person's key back to the page: to whoever listens, then to the field that has the focus. */
function retype(page: Document, key: string): void {
  const target = page.activeElement ?? page.body;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  if (!target.dispatchEvent(event)) return;
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
  const { selectionStart, selectionEnd, value, maxLength } = target;
  const [from, to] = [selectionStart ?? value.length, selectionEnd ?? value.length];
  if (maxLength >= 0 && value.length - (to - from) + key.length > maxLength) return;
  target.setRangeText(key, from, to, 'end');
  target.dispatchEvent(new InputEvent('input', { bubbles: true, data: key }));
}
