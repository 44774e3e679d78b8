import { performance } from 'node:perf_hooks';
import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import {
  machineMessageSchema,
  type ShellMessage,
  type WindowContract,
} from '../../shared/contract/shell.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { decideRestart, recentDeaths } from '../lockdown/restart-policy.ts';

/** The machine may take this long to close its files when it is asked to stop; then it is ended. */
const stopTimeoutMs = 5_000;

export type MachineProcessOptions = {
  /** Absolute path of the built worker. */
  readonly worker: string;
  readonly args: readonly string[];
  /** Added at the first start only. */
  readonly argsOnce: readonly string[];
  /** The machine stands: at the first start and after every restart. */
  readonly onReady: () => void;
  /** It cannot stand, for a reason that a restart does not mend. */
  readonly onRefused: (problem: Problem) => void;
  /** It died too often in a short time. */
  readonly onGivenUp: () => void;
};

/** Keeps the machine's utility process alive. After `ready` of the app. */
export class MachineProcess {
  readonly #options: MachineProcessOptions;
  #child: UtilityProcess | null = null;
  #standing = false;
  #stopping = false;
  #deathsMs: readonly number[] = [];

  constructor(options: MachineProcessOptions) {
    this.#options = options;
    this.#start([...options.args, ...options.argsOnce]);
  }

  /** Whether a port handed over now reaches a machine. */
  get standing(): boolean {
    return this.#standing;
  }

  /** Gives the machine its end of a window's channel and keeps nothing of it. */
  connect(contract: WindowContract, port: MessagePortMain): void {
    this.#tell({ type: 'port', contract }, [port]);
  }

  /** Lets the machine write its last entry and close; resolves when its process has ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const impatience = setTimeout(() => child.kill(), stopTimeoutMs);
    this.#tell({ type: 'stop' });
    await ended;
    clearTimeout(impatience);
  }

  #start(args: readonly string[]): void {
    const { worker } = this.#options;
    const child = utilityProcess.fork(worker, [...args], { serviceName: 'Hài Lòng machine' });
    child.on('message', (message: unknown) => this.#hear(message));
    child.once('exit', () => this.#bury());
    this.#child = child;
  }

  #tell(message: ShellMessage, ports: MessagePortMain[] = []): void {
    this.#child?.postMessage(message, ports);
  }

  #hear(message: unknown): void {
    const heard = machineMessageSchema.parse(message);
    if (heard.type === 'refused') {
      this.#options.onRefused(heard.problem);
      return;
    }
    this.#standing = true;
    this.#options.onReady();
  }

  #bury(): void {
    this.#child = null;
    this.#standing = false;
    if (this.#stopping) return;

    const nowMs = performance.now();
    const decision = decideRestart(this.#deathsMs, nowMs);
    this.#deathsMs = [...recentDeaths(this.#deathsMs, nowMs), nowMs];
    if (decision.kind === 'give-up') {
      this.#options.onGivenUp();
      return;
    }
    setTimeout(() => {
      if (!this.#stopping) this.#start(this.#options.args);
    }, decision.afterMs);
  }
}
