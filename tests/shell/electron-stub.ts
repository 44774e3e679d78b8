import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type Electron from 'electron';
import { created, windowOf } from './stub-windows.ts';
import { call, emit, keep, record } from './stub-wire.ts';

export { BrowserWindow } from './stub-windows.ts';

/**
 * The part of Electron that the kiosk's main process uses, on plain Node. What main does is told to the test over the
 * process's channel; a utility process is a thread, so that ports and the machine behind them are real.
 * Each object is checked against electron.d.ts: a call that Electron does not have does not type-check here either.
 */

type Target = 'app' | 'session' | 'screen' | 'power' | 'contents' | 'window';

export type Command =
  | { readonly command: 'kill-machine' }
  /** As if the machine had said so, all at once. */
  | { readonly command: 'machine-says'; readonly messages: readonly object[] }
  | { readonly command: 'throw' }
  | { readonly command: 'fetch'; readonly url: string }
  | { readonly command: 'port'; readonly page: string; readonly data: unknown }
  | { readonly command: 'displays'; readonly displays: Electron.Display[]; readonly event: string }
  /** Sets what the window of a page shows from now on, without anybody having loaded it. */
  | {
      readonly command: 'become';
      readonly page: string;
      readonly url?: string;
      readonly drawn?: number;
    }
  | {
      readonly command: 'emit';
      readonly on: Target;
      readonly page?: string;
      readonly event: string;
      readonly args?: readonly unknown[];
    }
  | { readonly command: 'call'; readonly name: string; readonly args?: readonly unknown[] };

const machines: StubUtilityProcess[] = [];
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
const commandLine = {
  appendSwitch: (name, value) => record('switch', [name, ...(value === undefined ? [] : [value])]),
} satisfies Partial<Electron.CommandLine>;
export const app = Object.assign(new EventEmitter(), appMethods, { commandLine });
created.tell = (contents) => void app.emit('web-contents-created', {}, contents);

export const Menu = {
  setApplicationMenu: (menu: Electron.Menu | null) => record('menu', menu),
} satisfies Pick<typeof Electron.Menu, 'setApplicationMenu'>;

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => record('registerSchemes', schemes),
  handle: (scheme, handler) => {
    answerApp = handler;
    record('handle', scheme);
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

const sessionMethods = {
  setPermissionRequestHandler: (handler) => keep('permission-request', handler),
  setPermissionCheckHandler: (handler) => keep('permission-check', handler),
  setDevicePermissionHandler: (handler) => keep('device-permission', handler),
  setDisplayMediaRequestHandler: (handler) => keep('display-media', handler),
  setUSBProtectedClassesHandler: (handler) => keep('usb-classes', handler),
  setBluetoothPairingHandler: (handler) => keep('bluetooth-pairing', handler),
  setCertificateVerifyProc: (handler) => keep('certificate', handler),
  setSpellCheckerEnabled: (enable) => record('spell-checker', enable),
} satisfies Partial<Electron.Session>;
const webRequest = { onBeforeRequest: (handler: unknown) => keep('before-request', handler) };
export const session = {
  defaultSession: Object.assign(new EventEmitter(), sessionMethods, { webRequest }),
};

let displays = displaysAtStart();
const screenMethods = {
  getAllDisplays: () => displays.map(whole),
  getPrimaryDisplay: () => whole(displays[0] as Electron.Display),
} satisfies Partial<Electron.Screen>;
export const screen = Object.assign(new EventEmitter(), screenMethods);

/** What a test does not say of a screen. */
function whole(display: Electron.Display): Electron.Display {
  return Object.assign({ scaleFactor: 1, touchSupport: 'unknown' }, display);
}

function displaysAtStart(): Electron.Display[] {
  const asked = process.env.STUB_DISPLAYS;
  if (asked !== undefined) return JSON.parse(asked) as Electron.Display[];
  return [{ id: 1, bounds: { x: 0, y: 0, width: 1_280, height: 800 } } as Electron.Display];
}

export const powerMonitor = new EventEmitter();
export const powerSaveBlocker = {
  start: (type) => {
    record('keep-awake', type);
    return 1;
  },
  stop: () => {
    record('let-sleep');
    return true;
  },
} satisfies Partial<Electron.PowerSaveBlocker>;

type Backend = ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;
const mask = (text: string): Buffer => Buffer.from(`kept:${text}`).reverse();
export const safeStorage = {
  getSelectedStorageBackend: () => (process.env.STUB_KEY_STORE ?? 'basic_text') as Backend,
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text) => Promise.resolve(mask(text)),
  decryptStringAsync: (kept) => {
    const text = Buffer.from(kept).reverse().toString();
    if (!text.startsWith('kept:')) return Promise.reject(new Error('Not of this key store.'));
    return Promise.resolve({ result: text.slice(5), shouldReEncrypt: false });
  },
} satisfies Partial<Electron.SafeStorage>;

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
    this.#thread.on('message', (message) => {
      record('machine-said', message);
      this.emit('message', message);
    });
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

function emitterOf(on: Target, page = ''): EventEmitter | undefined {
  if (on === 'app') return app;
  if (on === 'session') return session.defaultSession;
  if (on === 'screen') return screen;
  if (on === 'power') return powerMonitor;
  return on === 'window' ? windowOf(page) : windowOf(page)?.webContents;
}

process.on('message', (command: Command) => {
  if (command.command === 'throw') throw new Error('Thrown by the test.');
  if (command.command === 'kill-machine') machines.at(-1)?.kill();
  if (command.command === 'machine-says')
    for (const message of command.messages) machines.at(-1)?.emit('message', message);
  if (command.command === 'fetch') void fetchApp(command.url);
  if (command.command === 'call') call(command.name, command.args ?? []);
  if (command.command === 'port')
    windowOf(command.page)?.webContents.port?.postMessage(command.data);
  if (command.command === 'displays') {
    displays = command.displays;
    screen.emit(command.event);
  }
  if (command.command === 'become') {
    const { url, drawn } = command;
    const contents = windowOf(command.page)?.webContents;
    Object.assign(contents ?? {}, { ...(url && { url }), ...(drawn !== undefined && { drawn }) });
  }
  if (command.command === 'emit') {
    const emitter = emitterOf(command.on, command.page);
    if (emitter) emit(emitter, command.event, command.args ?? []);
  }
});

async function fetchApp(url: string): Promise<void> {
  const response = await answerApp?.(new Request(url));
  record('fetched', {
    url,
    status: response?.status,
    headers: Object.fromEntries(response?.headers ?? []),
    text: await response?.text(),
  });
}
