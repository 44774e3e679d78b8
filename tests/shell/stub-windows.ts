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
  readonly mainFrame: Pick<Electron.WebFrameMain, 'url' | 'isDestroyed' | 'postMessage'>;

  constructor() {
    super();
    const url = (): string => this.url;
    this.mainFrame = {
      get url() {
        return url();
      },
      isDestroyed: () => false,
      postMessage: (channel, _message, ports = []) => {
        const [port] = ports as unknown as MessagePort[];
        this.#hold(channel, port);
      },
    };
    this.on('render-process-gone', () => this.#dropPort());
  }

  getType(): string {
    return 'window';
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
  /** The document of before goes, and its port with it, when the new one comes. */
  load(url: string): void {
    this.emit('did-start-loading');
    setImmediate(() => {
      this.#dropPort();
      this.page = new URL(url).host;
      this.url = url;
      this.emit('did-finish-load');
    });
  }

  #hold(channel: string, port: MessagePort | undefined): void {
    const { page } = this;
    this.port = port ?? null;
    port?.on('message', (data) => record('port', { page, data }));
    record('hand-port', { page, channel });
  }

  #dropPort(): void {
    this.port?.close();
    this.port = null;
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
    record('load', url);
    if (url === 'about:blank') this.webContents.url = url;
    else this.webContents.load(url);
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
