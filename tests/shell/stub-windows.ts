import { EventEmitter } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type Electron from 'electron';
import { keep, record } from './stub-wire.ts';

/** Windows and their contents, on plain Node. */

type Area = Electron.Rectangle;

export const windows: BrowserWindow[] = [];

/** Set by electron-stub.ts, which holds `app`. */
export const created: { tell: (contents: StubWebContents) => void } = { tell: () => undefined };

export class StubWebContents extends EventEmitter {
  page = '';
  url = '';
  /** What a look at the page would find drawn; null: it does not answer. */
  drawn: number | null = 100;
  port: MessagePort | null = null;

  getType(): string {
    return 'window';
  }
  getURL(): string {
    return this.url;
  }
  isDestroyed(): boolean {
    return false;
  }
  setWindowOpenHandler(handler: (details: never) => { action: string }): void {
    keep(`window-open ${windows.length}`, handler);
    record('window-open', handler({} as never));
  }
  setWebRTCIPHandlingPolicy(
    policy: Parameters<Electron.WebContents['setWebRTCIPHandlingPolicy']>[0],
  ): void {
    record('webrtc', policy);
  }
  setIgnoreMenuShortcuts(ignore: boolean): void {
    record('ignore-menu-shortcuts', ignore);
  }
  setZoomFactor(factor: number): void {
    record('zoom-factor', { page: this.page, factor });
  }
  setVisualZoomLevelLimits(minimum: number, maximum: number): Promise<void> {
    record('zoom-limits', { page: this.page, limits: [minimum, maximum] });
    return Promise.resolve();
  }
  closeDevTools(): void {
    record('close-devtools', this.page);
  }
  executeJavaScriptInIsolatedWorld(world: number): Promise<unknown> {
    record('look-into-page', { page: this.page, world });
    return Promise.resolve(this.drawn);
  }
  forcefullyCrashRenderer(): void {
    record('crash-renderer', this.page);
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  }
  postMessage(channel: string, _message: unknown, [port]: MessagePort[]): void {
    this.port = port ?? null;
    port?.on('message', (data) => record('port', { page: this.page, data }));
    record('hand-port', { page: this.page, channel });
  }
  load(): void {
    this.emit('did-start-loading');
    setImmediate(() => this.emit('did-finish-load'));
  }
}

/** A window that does at once what it is told, and says so. */
export class BrowserWindow extends EventEmitter {
  readonly webContents = new StubWebContents();
  readonly #name: () => string;
  #bounds: Area;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#name = () => this.webContents.page || 'none';
    windows.push(this);
    record('window', options);
    created.tell(this.webContents);
  }

  loadURL(url: string): Promise<void> {
    this.webContents.page = new URL(url).host;
    this.webContents.url = url;
    record('load', url);
    if (url !== 'about:blank') this.webContents.load();
    return Promise.resolve();
  }
  getBounds(): Area {
    return this.#bounds;
  }
  setBounds(bounds: Area): void {
    this.#bounds = bounds;
    this.#do('bounds', bounds);
  }
  setKiosk(flag: boolean): void {
    this.#do('kiosk', flag);
  }
  setFullScreen(flag: boolean): void {
    this.#do('full-screen', flag);
  }
  setAlwaysOnTop(
    flag: boolean,
    level?: Parameters<Electron.BrowserWindow['setAlwaysOnTop']>[1],
  ): void {
    this.#do('on-top', flag && level);
  }
  setVisibleOnAllWorkspaces(visible: boolean): void {
    this.#do('all-workspaces', visible);
  }
  removeMenu(): void {
    record('no-menu');
  }
  isDestroyed(): boolean {
    return !windows.includes(this);
  }
  isMinimized(): boolean {
    return false;
  }
  moveTop(): void {
    this.#do('move-top');
  }
  minimize(): void {
    this.#do('minimize');
  }
  restore(): void {
    this.#do('restore');
  }
  show(): void {
    this.#do('show');
  }
  hide(): void {
    this.#do('hide');
  }
  focus(): void {
    record('focus', this.webContents.page);
  }
  destroy(): void {
    windows.splice(windows.indexOf(this), 1);
    this.#do('destroy');
  }

  #do(what: string, detail: unknown = null): void {
    record('window-did', { window: this.#name(), what, detail });
  }
}

export function windowOf(page: string): BrowserWindow | undefined {
  return windows.find(({ webContents }) => webContents.page === page);
}
