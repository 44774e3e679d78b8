import { app, type WebContents } from 'electron';
import { mayNavigate, type Page } from '../lockdown/addresses.ts';
import { lettingThrough } from '../lockdown/keys.ts';
import { mayClick } from '../lockdown/mouse.ts';

/**
 * What no page can do, whatever runs in it. Set on every WebContents the moment it exists, before anybody could have
 * forgotten to; one that is no page of ours may go nowhere at all.
 */
const pagesOf = new WeakMap<WebContents, Page>();

/** Says which page lives here; until then, and for anything else, every way is closed. */
export function registerPage(contents: WebContents, page: Page): void {
  pagesOf.set(contents, page);
}

/** Before `ready`. `locked` leaves a developer the keys and the tools, and no way out either. */
export function guardEveryPage(locked: boolean): void {
  app.on('web-contents-created', (_event, contents) => {
    guard(contents, locked);
  });
}

function guard(contents: WebContents, locked: boolean): void {
  guardWays(contents);
  guardDialogs(contents);
  if (!locked) return;
  guardInput(contents);
  guardZoom(contents);
}

function guardWays(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isReload(contents, event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** A page goes nowhere but to itself: neither by itself to the one that main is about to show instead. */
function isReload(contents: WebContents, address: string): boolean {
  const page = pagesOf.get(contents);
  return page !== undefined && holdsPage(contents, page) && mayNavigate(page, address);
}

/** Whether the document that stands in the window's main frame now is this page of ours. */
export function holdsPage(contents: WebContents, page: Page): boolean {
  // Of the frame, not of the window: a window that is on its way elsewhere gives the address it is going to.
  const { mainFrame } = contents;
  return !mainFrame.isDestroyed() && mayNavigate(page, mainFrame.url);
}

function guardDialogs(contents: WebContents): void {
  // Electron's meaning of "prevent" here is to go on unloading: no page keeps itself alive by asking.
  contents.on('will-prevent-unload', (event) => {
    event.preventDefault();
  });
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.on('login', (event) => {
    event.preventDefault();
  });
}

function guardInput(contents: WebContents): void {
  contents.setIgnoreMenuShortcuts(true);
  contents.on('before-input-event', (event, input) => {
    const page = pagesOf.get(contents);
    if (!page || !lettingThrough(page, input)) event.preventDefault();
  });
  contents.on('before-mouse-event', (event, mouse) => {
    if (!mayClick(mouse)) event.preventDefault();
  });
  contents.on('context-menu', (event) => {
    event.preventDefault();
  });
  contents.on('devtools-opened', () => {
    contents.closeDevTools();
  });
}

function guardZoom(contents: WebContents): void {
  contents.on('zoom-changed', () => holdZoom(contents));
  contents.on('did-finish-load', () => holdZoom(contents));
}

/** Chromium forgets the limits of a page that moved to another screen, or got another pointer. */
export function holdZoom(contents: WebContents): void {
  if (contents.isDestroyed()) return;
  contents.setZoomFactor(1);
  // A page that is going away has nothing to limit; the next one gets its own.
  contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);
}
