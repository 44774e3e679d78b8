import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as rest } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { machineEnvironment } from '../../build/start/kiosk.ts';
import type { ShimmedDisk } from './disk.ts';
import { clockVariable, type MemoryAnswer, type Order } from './machine-preload.ts';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const serve = file('../../electron/serve.ts');
const preload = new URL('./machine-preload.ts', import.meta.url).href;
const tokens = { HAILONG_CITIZEN_TOKEN: 'citizen-of-soak', HAILONG_DESK_TOKEN: 'desk-of-soak' };

const restartMs = 500;
const restartMsMax = 5_000;
const answerMs = 5_000;
const wordsKept = 2_000;

type Ready = { readonly kiosk: string; readonly desk: string };
export type SoakMachineOptions = {
  readonly folder: string;
  readonly districtUrl: string;
  /** Null where no disk can be made to fail. */
  readonly disk: ShimmedDisk | null;
};

/** The real machine (`electron/serve.ts`) in a process of its own, started again whenever it ends, as its service does. */
export class SoakMachine {
  readonly #options: SoakMachineOptions;
  #process: ChildProcess | null = null;
  #ready: Ready | null = null;
  #aheadMs = 0;
  #isEnding = false;
  #lives = 0;
  #failures = 0;
  /** Why it ended when nobody had killed it. */
  readonly ends: string[] = [];
  /** The end of what it said on its standard error, for whoever looks for a fault. */
  lastWords = '';

  private constructor(options: SoakMachineOptions) {
    this.#options = options;
  }

  /** Enrols a kiosk with a one-time code and starts it. */
  static async enrolled(options: SoakMachineOptions, code: string): Promise<SoakMachine> {
    const machine = new SoakMachine(options);
    await machine.#start(['--enrol-code', code]);
    return machine;
  }

  /** Addresses of the citizen's and the officer's page, tokens included: the same for all its lives. */
  get doors(): Ready {
    if (!this.#ready) throw new Error('The machine never stood.');
    return this.#ready;
  }

  /** Which of its lives it is in. */
  get life(): number {
    return this.#lives;
  }

  kill(): void {
    this.#process?.kill('SIGKILL');
  }

  /** Somebody sets the device's clock; it stays so, whatever dies. */
  setClock(aheadMs: number): void {
    this.#aheadMs = aheadMs;
    this.#say({ aheadMs });
  }

  /** Bytes on the heap after a collection, and resident; null when it does not answer now. */
  async memory(): Promise<MemoryAnswer['memory'] | null> {
    const child = this.#process;
    if (!child?.connected) return null;
    const answered = said(child, isMemory, answerMs);
    this.#say({ ask: 'memory' });
    return (await answered)?.memory ?? null;
  }

  /** Ends it in order, as at the end of a day. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  #say(order: Order): void {
    if (this.#process?.connected) this.#process.send(order, () => undefined);
  }

  async #start(more: readonly string[] = []): Promise<void> {
    const { folder, districtUrl, disk } = this.#options;
    const ports = this.#ready
      ? ['--kiosk-port', portOf(this.#ready.kiosk), '--desk-port', portOf(this.#ready.desk)]
      : [];
    const flags = ['--data', folder, '--district-url', districtUrl, ...ports, ...more];
    const clock = { [clockVariable]: String(this.#aheadMs) };
    const child = fork(serve, flags, {
      execArgv: ['--import', preload],
      env: { ...process.env, ...machineEnvironment, ...tokens, ...clock, ...disk?.environment },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#process = child;
    this.#lives += 1;
    child.stderr?.on('data', (chunk: Buffer) => this.#hear(chunk));
    child.once('exit', (code, signal) => {
      if (signal !== 'SIGKILL' && !this.#isEnding)
        this.ends.push(`code ${String(code)}: ${this.lastWords}`);
      this.lastWords = '';
      void this.#again();
    });
    await this.#stands(child);
  }

  async #stands(child: ChildProcess): Promise<void> {
    const stood = await said(child, isReady);
    if (!stood) {
      if (!this.#ready) throw new Error(`The machine did not stand: ${this.lastWords}`);
      return;
    }
    this.#ready = stood;
    this.#failures = 0;
  }

  async #again(): Promise<void> {
    if (this.#isEnding || !this.#ready) return;
    this.#failures += 1;
    await rest(Math.min(restartMsMax, restartMs * this.#failures));
    if (!this.#isEnding) await this.#start();
  }

  #hear(chunk: Buffer): void {
    this.lastWords = (this.lastWords + chunk.toString()).slice(-wordsKept);
  }
}

/** The first message of a kind; null when the process ends, or so many ms are over, without one. */
async function said<T>(
  child: ChildProcess,
  isIt: (message: unknown) => message is T,
  withinMs?: number,
): Promise<T | null> {
  const over = new AbortController();
  const { signal } = over;
  const heard = new Promise<T>((resolve) => {
    const hear = (message: unknown): void => {
      if (isIt(message)) resolve(message);
    };
    child.on('message', hear);
    signal.addEventListener('abort', () => child.off('message', hear));
  });
  const nothing = [
    once(child, 'exit', { signal }),
    ...(withinMs ? [rest(withinMs, 0, { signal })] : []),
  ];
  const message = await Promise.race([
    heard,
    ...nothing.map((end) => end.then(() => null).catch(() => null)),
  ]);
  over.abort();
  return message;
}

const has = (message: unknown, name: string): boolean =>
  typeof message === 'object' && message !== null && name in message;
const isReady = (message: unknown): message is Ready => has(message, 'kiosk');
const isMemory = (message: unknown): message is MemoryAnswer => has(message, 'memory');
const portOf = (address: string): string => new URL(address).port;
