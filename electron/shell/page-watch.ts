import type { WebContents } from 'electron';
import { blankGraceMs, hungGraceMs, type Trouble } from '../lockdown/recovery.ts';

/** A world of its own in the page, so that nothing in the page can answer for it. */
const watchWorld = 901;
const drawnLength = 'document.body ? document.body.innerText.trim().length : 0';

/** Tells of everything that can end a page, each once: its process, its hanging, a load that failed, a page left blank. */
export function watchPage(contents: WebContents, tell: (trouble: Trouble) => void): void {
  let isHung = false;
  let hungTimer: NodeJS.Timeout | undefined;
  let blankTimer: NodeJS.Timeout | undefined;
  const quiet = (): void => {
    clearTimeout(hungTimer);
    clearTimeout(blankTimer);
  };

  contents.on('render-process-gone', (_event, { reason }) => {
    quiet();
    // A hung page was ended by us, below: that is no second trouble.
    tell(isHung ? { what: 'page-hung' } : { what: 'page-gone', reason });
    isHung = false;
  });
  contents.on('unresponsive', () => {
    clearTimeout(hungTimer);
    hungTimer = setTimeout(() => {
      if (contents.isDestroyed()) return;
      isHung = true;
      contents.forcefullyCrashRenderer();
    }, hungGraceMs);
  });
  contents.on('responsive', () => clearTimeout(hungTimer));
  contents.on('did-start-loading', quiet);
  contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (isMainFrame) tell({ what: 'page-not-loaded', code });
  });
  contents.on('did-finish-load', () => {
    clearTimeout(blankTimer);
    blankTimer = setTimeout(() => void look(), blankGraceMs);
  });

  async function look(): Promise<void> {
    if (contents.isDestroyed()) return;
    const asked = contents.executeJavaScriptInIsolatedWorld(watchWorld, [{ code: drawnLength }]);
    // A page that cannot answer is dying in another way, and that way is told.
    const drawn: unknown = await asked.catch(() => null);
    if (drawn === 0) tell({ what: 'page-blank' });
  }
}
