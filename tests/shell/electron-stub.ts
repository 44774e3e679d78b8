import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type Electron from 'electron';

/**
 * The part of Electron that the kiosk's main process uses, on plain Node. What main does is told to the test over the
 * process's channel; a utility process is a thread, so that ports and the machine behind them are real.
 * Each object is checked against electron.d.ts: a call that Electron does not have does not type-check here either.
 */

/** Tells the test what happened. */
function record(what: string, detail: unknown = null): void {
  process.send?.({ what, detail });
}

type Command =
  | { readonly command: 'kill-machine' }
  | { readonly command: 'crash-page'; readonly page: string }
  | { readonly command: 'navigate'; readonly page: string; readonly url: string }
  | { readonly command: 'throw' }
  | { readonly command: 'fetch'; readonly url: string }
  | { readonly command: 'port'; readonly page: string; readonly data: unknown }
  | { readonly command: 'quit' };

const machines: StubUtilityProcess[] = [];
const windows: BrowserWindow[] = [];
let answerApp: ((request: Request) => Response | Promise<Response>) | null = null;

/** As in Electron, nothing is ready before the main module has been evaluated; start-main.ts says when it has. */
let mainWasEvaluated: () => void = () => undefined;
const evaluated = new Promise<void>((resolve) => (mainWasEvaluated = resolve));
export { mainWasEvaluated };

const appMethods = {
  enableSandbox: () => record('enableSandbox'),
  requestSingleInstanceLock: () => process.env.STUB_SECOND_INSTANCE === undefined,
  whenReady: async () => {
    await evaluated;
    record('ready');
  },
  getPath: () => process.env.STUB_USER_DATA ?? '',
  getVersion: () => '0.0.0-test',
  exit: (code?: number) => {
    record('exit', code);
    process.disconnect?.();
    process.exit(code);
  },
} satisfies Partial<Electron.App>;
export const app = Object.assign(new EventEmitter(), appMethods);

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => record('registerSchemes', schemes),
  handle: (scheme, handler) => {
    answerApp = handler;
    record('handle', scheme);
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

const askedPermissions = ['media', 'geolocation', 'notifications', 'clipboard-read', 'hid', 'usb'];

const sessionMethods = {
  setPermissionRequestHandler: (handler) => {
    for (const permission of askedPermissions) {
      handler?.(null as never, permission as never, (granted) => record('permission', granted), {
        isMainFrame: true,
        requestingUrl: 'app://citizen/',
      });
    }
  },
  setPermissionCheckHandler: (handler) => {
    for (const permission of askedPermissions) {
      record('permission', handler?.(null, permission as never, 'app://citizen', {} as never));
    }
  },
  setDevicePermissionHandler: (handler) => record('permission', handler?.({} as never)),
} satisfies Partial<Electron.Session>;
export const session = { defaultSession: Object.assign(new EventEmitter(), sessionMethods) };

const display = { id: 1, bounds: { x: 0, y: 0, width: 1_280, height: 800 } } as Electron.Display;
export const screen = {
  getAllDisplays: () => [display],
  getPrimaryDisplay: () => display,
} satisfies Pick<Electron.Screen, 'getAllDisplays' | 'getPrimaryDisplay'>;

/** `MessagePortMain` is an emitter; Node's port has the same `on`, `start`, `postMessage` and `close`. */
export class MessageChannelMain {
  readonly port1: MessagePort;
  readonly port2: MessagePort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = port1;
    this.port2 = port2;
  }
}

class StubUtilityProcess extends EventEmitter {
  readonly #thread: Worker;

  constructor(modulePath: string, args: string[]) {
    super();
    this.#thread = new Worker(new URL('./worker-thread.ts', import.meta.url), {
      workerData: modulePath,
      argv: args,
    });
    this.#thread.on('message', (message) => this.emit('message', message));
    this.#thread.on('error', (error) => record('machine-error', String(error)));
    this.#thread.on('exit', (code) => this.emit('exit', code));
  }

  postMessage(data: unknown, ports: MessagePort[] = []): void {
    record('tell-machine', { data, ports: ports.length });
    this.#thread.postMessage({ data, ports }, ports);
  }

  kill(): boolean {
    void this.#thread.terminate();
    return true;
  }
}

export const utilityProcess = {
  fork: (modulePath: string, args: string[] = [], options?: Electron.ForkOptions) => {
    record('fork', { modulePath, args, options });
    const child = new StubUtilityProcess(modulePath, args);
    machines.push(child);
    return child;
  },
};

class StubWebContents extends EventEmitter {
  page = '';
  port: MessagePort | null = null;

  setWindowOpenHandler(handler: (details: never) => { action: string }): void {
    record('window-open', handler({} as never));
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

  reload(): void {
    record('reload', this.page);
    this.load();
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new StubWebContents();

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    windows.push(this);
    record('window', options);
  }

  loadURL(url: string): Promise<void> {
    this.webContents.page = new URL(url).host;
    record('load', url);
    this.webContents.load();
    return Promise.resolve();
  }

  removeMenu(): void {
    record('no-menu');
  }
  isDestroyed(): boolean {
    return false;
  }
  isMinimized(): boolean {
    return false;
  }
  focus(): void {
    record('focus', this.webContents.page);
  }
}

const contentsOf = (page: string): StubWebContents | undefined =>
  windows.find(({ webContents }) => webContents.page === page)?.webContents;

process.on('message', (command: Command) => {
  if (command.command === 'kill-machine') machines.at(-1)?.kill();
  else if (command.command === 'crash-page') {
    contentsOf(command.page)?.emit('render-process-gone', {}, { reason: 'crashed' });
  } else if (command.command === 'port') contentsOf(command.page)?.port?.postMessage(command.data);
  else if (command.command === 'navigate') navigate(command.page, command.url);
  else if (command.command === 'throw') throw new Error('Thrown by the test.');
  else if (command.command === 'fetch') void fetchApp(command.url);
  else app.emit('before-quit', { preventDefault: () => record('quit-held') });
});

function navigate(page: string, url: string): void {
  let isPrevented = false;
  const event = { url, isMainFrame: true, preventDefault: () => (isPrevented = true) };
  contentsOf(page)?.emit('will-frame-navigate', event);
  record('navigated', { url, isPrevented });
}

async function fetchApp(url: string): Promise<void> {
  const response = await answerApp?.(new Request(url));
  record('fetched', {
    url,
    status: response?.status,
    headers: Object.fromEntries(response?.headers ?? []),
    text: await response?.text(),
  });
}
