import { ipcRenderer } from 'electron';

/**
 * Hands each MessagePort that main sends to the page, and nothing else: no function of Electron or Node is exposed.
 * Only the kiosk's own page in the window itself is handed one; a frame, or another place, gets nothing.
 * The name is `windowPortMessage` of shared/contract/shell.ts, written out here because a sandboxed preload can load
 * nothing but `electron`, and the schemas beside that constant would come along.
 */
const windowPortMessage = 'hai-long-port';

if (window.top === window && window.location.protocol === 'app:') {
  ipcRenderer.on(windowPortMessage, (event) => {
    window.postMessage(windowPortMessage, window.location.origin, [...event.ports]);
  });
}
