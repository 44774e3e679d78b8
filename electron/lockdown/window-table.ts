import type { WindowPage } from './addresses.ts';
import { centred, type Area } from './placement.ts';

/**
 * How every window of the kiosk is made. One table, so that a test can compare what Electron is given with it, option
 * by option.
 */

/** `kiosk` fills its screen and cannot be left; `window` is ordinary; `cover` is black and empty. */
export type WindowRole = 'kiosk' | 'window' | 'cover';

/** The tone of paper in renderer/parts/tokens.css: what is seen before the page has drawn. */
export const paperColour = '#f7f4ee';
export const coverColour = '#000000';

/** Above task bars and toasts wherever the system lets a program be. */
export const kioskLevel = 'screen-saver';

/** The officer's page is drawn for a PC screen; an upright touch screen, halved, fits a developer's desk. */
const ordinarySizes: Readonly<Record<WindowPage, { width: number; height: number }>> = {
  citizen: { width: 1_024, height: 768 },
  officer: { width: 1_280, height: 800 },
};
/** Both pages stay usable this small, beside other software. */
const least = { minWidth: 480, minHeight: 600 };

/** What a page may do, the same in every window. Whatever Electron might one day switch on is off by name. */
export const pagePreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  plugins: false,
  webgl: false,
  experimentalFeatures: false,
  enableWebSQL: false,
  disableDialogs: true,
  disableHtmlFullscreenWindowResize: true,
  textAreasAreResizable: false,
  scrollBounce: false,
  images: true,
  javascript: true,
  zoomFactor: 1,
  /** The citizen's clock and countdown go on whatever covers the window. */
  backgroundThrottling: false,
} as const;

/** A frame around a window is a handle to take it away by. */
const fixed = {
  frame: false,
  kiosk: true,
  fullscreen: true,
  alwaysOnTop: true,
  skipTaskbar: true,
  resizable: true, // Electron does not go full screen otherwise on Linux; without a frame nothing can take hold of it
  movable: false,
  minimizable: false,
  maximizable: false,
  closable: false,
  thickFrame: false,
  roundedCorners: false,
  hasShadow: false,
} as const;

/** The options that make a window in its role on `area`, the preload left out. */
export function windowOptions(page: WindowPage, role: WindowRole, area: Area) {
  const shown = {
    title: 'Hài Lòng',
    autoHideMenuBar: true,
    show: true,
    acceptFirstMouse: true,
    disableAutoHideCursor: false,
    enableLargerThanScreen: false,
    backgroundColor: role === 'cover' ? coverColour : paperColour,
  };
  if (role === 'window') {
    const place = centred(area, ordinarySizes[page]);
    return { ...shown, ...least, ...place };
  }
  const { x, y, width, height } = area;
  return { ...shown, ...fixed, ...{ x, y, width, height } };
}

/** `locked` is a kiosk in its place; a developer's window has its tools. */
export function webPreferences(preload: string | null, locked: boolean) {
  return { ...pagePreferences, devTools: !locked, ...(preload === null ? {} : { preload }) };
}
