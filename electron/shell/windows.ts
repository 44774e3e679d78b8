import { BrowserWindow, type WebContents } from 'electron';
import { homeOf, mayNavigate, type Page } from '../lockdown/addresses.ts';
import type { Placement } from '../lockdown/placement.ts';

export type WindowOptions = {
  readonly placement: Placement;
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** Fills the screen and cannot be left; else an ordinary window, for a developer's desk. */
  readonly kiosk: boolean;
};

/** The officer's page is drawn for a PC screen and stays usable this narrow, beside other software. */
const officerSize = { width: 1_280, height: 800, minWidth: 480, minHeight: 600 };
/** An upright touch screen, halved, so that it fits a developer's desk. */
const citizenSize = { width: 1_024, height: 768, minWidth: 480, minHeight: 600 };

/** The tone of paper in renderer/parts/tokens.css: what is seen before the page has drawn. */
const paperColour = '#f7f4ee';

/** Opens one of the kiosk's two windows and sends it to its page. It can go nowhere else and open nothing. */
export function openWindow({ placement, preload, kiosk }: WindowOptions): BrowserWindow {
  const { page, screen } = placement;
  const window = new BrowserWindow({
    ...(page === 'citizen' ? citizenSize : officerSize),
    x: screen.x,
    y: screen.y,
    title: 'Hài Lòng',
    backgroundColor: paperColour,
    autoHideMenuBar: true,
    kiosk: kiosk && page === 'citizen',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !kiosk,
    },
  });
  window.removeMenu();
  confine(window.webContents, page);
  return window;
}

/** Loads the window's page; also how it comes back after its process died. */
export async function showPage(window: BrowserWindow, page: Page): Promise<void> {
  await window.loadURL(homeOf(page));
}

function confine(contents: WebContents, page: Page): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !mayNavigate(page, event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
}
