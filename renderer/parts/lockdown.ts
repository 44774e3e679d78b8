import { mayPress, type Keyboard } from '../../shared/rules/allowed-keys.ts';

/**
 * What a page itself can close of a kiosk, under whichever browser it runs: the ways out that begin with a finger, a
 * key, a drag or a script. The rest is the shell's and the system's.
 *
 * Only what a person does is looked at: an event that a script made cannot do anything a script could not.
 */
export function lockDownPage(page: Window, keyboard: Keyboard): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const guard = (name: string, refuse: (event: Event) => boolean): void => {
    const decide = (event: Event): void => {
      if (!event.isTrusted || !refuse(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    page.addEventListener(name, decide, { capture: true, passive: false, signal });
  };

  for (const name of refusedEvents) guard(name, () => true);
  for (const name of ['keydown', 'keyup']) guard(name, (event) => !mayKey(keyboard, event));
  guard('selectstart', (event) => !isText(event.target));
  guard('wheel', (event) => isZooming(event));
  for (const name of ['mousedown', 'mouseup']) guard(name, (event) => !isLeft(event));
  guard('touchstart', (event) => isMany(event));
  guard('touchmove', (event) => isMany(event));

  closeScripts(page);
  keepPlace(page, signal);
  hideFromPaper(page, signal);
  return () => listening.abort();
}

/** Menus, drags, the clipboard, history and zoom: nothing of it belongs to a kiosk. */
const refusedEvents: readonly string[] = [
  ...['contextmenu', 'auxclick', 'dragstart', 'dragenter', 'dragover', 'drop'],
  ...['copy', 'cut', 'paste', 'gesturestart', 'gesturechange', 'gestureend'],
];

function mayKey(keyboard: Keyboard, event: Event): boolean {
  if (!(event instanceof KeyboardEvent)) return false;
  const { key, code, shiftKey: shift, ctrlKey: control, altKey: alt, metaKey: meta } = event;
  return mayPress(keyboard, { key, code, shift, control, alt, meta });
}

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

function isZooming(event: Event): boolean {
  return event instanceof WheelEvent && (event.ctrlKey || event.metaKey || event.altKey);
}

/** The middle button opens and pastes, the right one has a menu, the side buttons go back in history. */
function isLeft(event: Event): boolean {
  return event instanceof MouseEvent && event.button === 0;
}

/** A tap is one finger; what two fingers mean to a browser is zoom, history or a menu. Pointers are told all the same. */
function isMany(event: Event): boolean {
  return event instanceof TouchEvent && event.touches.length > 1;
}

/** The dialogs and windows that a script could open. A page of ours never calls them; nothing else shall. */
function closeScripts(page: Window): void {
  const nothing = (): null => null;
  Object.assign(page, {
    print: nothing,
    open: nothing,
    alert: nothing,
    confirm: nothing,
    prompt: nothing,
  });
}

/** Back leads to where the page is, and whatever has scrolled the page itself is undone. */
function keepPlace(page: Window, signal: AbortSignal): void {
  const { history, document } = page;
  const pin = (): void => history.pushState(null, '');
  pin();
  page.addEventListener('popstate', pin, { signal });
  document.addEventListener('scroll', () => page.scrollTo(0, 0), { signal });
}

/** Whatever prints the page, by a way that nobody thought of, prints an empty sheet. */
function hideFromPaper(page: Window, signal: AbortSignal): void {
  const { documentElement } = page.document;
  page.addEventListener('beforeprint', () => (documentElement.hidden = true), { signal });
  page.addEventListener('afterprint', () => (documentElement.hidden = false), { signal });
}
