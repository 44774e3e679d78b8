import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';

/** The built main process on plain Node, with `electron` replaced by the stub. */

type Happening = { readonly what: string; readonly detail: unknown };

export type Emitted = {
  readonly isPrevented: boolean;
  readonly answers: readonly unknown[];
  readonly listeners: number;
};
export type Called = {
  readonly isThere: boolean;
  readonly returned: unknown;
  readonly answers: readonly unknown[];
};

/** Happenings longer than this are not coming. */
const patienceMs = 20_000;

export class BuiltKiosk {
  readonly happenings: Happening[] = [];
  readonly #process: ChildProcess;
  readonly #waiting = new Set<() => void>();
  output = '';

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.#process = fork(fileURLToPath(new URL('./start-main.ts', import.meta.url)), args, {
      execArgv: ['--import', new URL('./register-stub.ts', import.meta.url).href],
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.#process.on('message', (happening: Happening) => {
      this.happenings.push(happening);
      for (const look of [...this.#waiting]) look();
    });
    const collect = (chunk: Buffer): void => void (this.output += chunk.toString());
    this.#process.stdout?.on('data', collect);
    this.#process.stderr?.on('data', collect);
  }

  tell(command: Readonly<Record<string, unknown>>): void {
    this.#process.send(command);
  }

  /** Has an event happen to main and tells what it made of it. */
  async emit(
    on: 'app' | 'session' | 'screen' | 'power' | 'contents' | 'window',
    event: string,
    { args = [], page }: { args?: readonly unknown[]; page?: string } = {},
  ): Promise<Emitted> {
    const earlier = this.all('emitted').length;
    this.tell({ command: 'emit', on, event, args, page });
    return this.until<Emitted>('emitted', earlier + 1);
  }

  /** Calls a handler that main registered. */
  async call(name: string, args: readonly unknown[] = []): Promise<Called> {
    const earlier = this.all('called').length;
    this.tell({ command: 'call', name, args });
    return this.until<Called>('called', earlier + 1);
  }

  /** What main has told the machine of this type. */
  told<T extends { type: string }>(type: T['type']): T[] {
    const all = this.all<{ data: { type: string } }>('tell-machine');
    return all.map(({ data }) => data).filter((data): data is T => data.type === type);
  }

  /** What main wants in the journal, by kind. */
  notes(kind: string): unknown[] {
    const told = this.told<{ type: 'note'; note: { kind: string; body: unknown } }>('note');
    return told.filter(({ note }) => note.kind === kind).map(({ note }) => note.body);
  }

  /** Waits until main wants a note of this kind in the journal, the `times`th. */
  async untilNote(kind: string, times = 1): Promise<unknown> {
    const isNote = ({ data }: { data: { note?: { kind: string } } }): boolean =>
      data.note?.kind === kind;
    await this.until('tell-machine', times, isNote);
    return this.notes(kind)[times - 1];
  }

  /** The details of everything of this name so far. */
  all<T>(what: string): T[] {
    return this.happenings.filter((each) => each.what === what).map((each) => each.detail as T);
  }

  /** Waits until something has happened `times` times; the detail of the last. */
  until<T>(what: string, times = 1, fits: (detail: T) => boolean = () => true): Promise<T> {
    return new Promise((resolve, reject) => {
      const impatience = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`No ${what} (${times}) in ${patienceMs} ms.\n${this.output}`));
      }, patienceMs);
      const look = (): void => {
        const found = this.all<T>(what).filter(fits);
        if (found.length < times) return;
        clearTimeout(impatience);
        this.#waiting.delete(look);
        resolve(found[times - 1] as T);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** A client over the port that was handed to a page last, as the page would make it. */
  client<Client>(page: string): Client {
    const port = {
      on: (event: string, listener: (message?: { data: unknown }) => void) => {
        if (event === 'message') this.#listenOnPort(page, listener);
      },
      postMessage: (data: unknown) => this.tell({ command: 'port', page, data }),
    };
    return createORPCClient(new RPCLink({ port })) as Client;
  }

  /** Asks it to end, as the system does, and waits until it has. */
  async quit(): Promise<void> {
    this.tell({ command: 'emit', on: 'app', event: 'before-quit' });
    await this.until('exit');
    await this.end();
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async end(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await ended;
  }

  #listenOnPort(page: string, listener: (message: { data: unknown }) => void): void {
    this.#process.on('message', ({ what, detail }: Happening) => {
      const sent = detail as { page: string; data: unknown };
      if (what === 'port' && sent.page === page) listener({ data: sent.data });
    });
  }
}
