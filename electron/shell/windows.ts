import { BrowserWindow } from 'electron';
import { homeOf, type Page, type WindowPage } from '../lockdown/addresses.ts';
import type { Area } from '../lockdown/placement.ts';
import {
  kioskLevel,
  webPreferences,
  windowOptions,
  type WindowRole,
} from '../lockdown/window-table.ts';
import { registerPage } from './guards.ts';

export type WindowOptions = {
  readonly page: WindowPage;
  readonly role: Exclude<WindowRole, 'cover'>;
  readonly area: Area;
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** A kiosk in its place, not a developer's window. */
  readonly locked: boolean;
};

/** Opens a window for one of the kiosk's pages. It can go nowhere else and open nothing. */
export function openWindow({ page, role, area, preload, locked }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...windowOptions(page, role, area),
    webPreferences: webPreferences(preload, locked),
  });
  window.removeMenu();
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  if (locked) lockFrame(window);
  if (role === 'kiosk') cover(window, area);
  return window;
}

/** Opens a black window with an empty page: over a screen that is nobody's, or one that sleeps. */
export function openCover(area: Area): BrowserWindow {
  const window = new BrowserWindow({
    ...windowOptions('citizen', 'cover', area),
    webPreferences: webPreferences(null, true),
  });
  window.removeMenu();
  lockFrame(window);
  cover(window, area);
  // Only a window with a document feels a finger.
  window.loadURL('about:blank').catch(() => undefined);
  return window;
}

/** Fills a screen and stays above everything. A full window does not move: it is let go for the moment of moving. */
export function cover(window: BrowserWindow, area: Area): void {
  if (window.isDestroyed()) return;
  const { x, y, width, height } = window.getBounds();
  const isThere = x === area.x && y === area.y && width === area.width && height === area.height;
  if (!isThere) {
    window.setKiosk(false);
    window.setFullScreen(false);
    window.setBounds(area);
  }
  window.setFullScreen(true);
  window.setKiosk(true);
  window.setAlwaysOnTop(true, kioskLevel);
  window.setVisibleOnAllWorkspaces(true);
  window.moveTop();
}

/** Loads a page into the window, the only one it may show from now on; also how one comes back after it died. */
export async function showPage(window: BrowserWindow, page: Page): Promise<void> {
  registerPage(window.webContents, page);
  await window.loadURL(homeOf(page));
}

/** Nothing in the frame, on the keyboard or on the mouse of a locked window moves, closes or opens anything. */
function lockFrame(window: BrowserWindow): void {
  window.on('app-command', (event) => {
    event.preventDefault();
  });
  window.on('system-context-menu', (event) => {
    event.preventDefault();
  });
}
