import { performance } from 'node:perf_hooks';
import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import {
  machineMessageSchema,
  type MachineMessage,
  type ShellMessage,
  type ShellNote,
  type WindowContract,
} from '../../shared/contract/shell.ts';
import type { DisplayFigure } from '../../shared/model/health.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { spendNote } from '../lockdown/note-budget.ts';
import { decideRecovery } from '../lockdown/recovery.ts';
import { recentDeaths } from '../lockdown/restart-policy.ts';

/** The machine may take this long to close its files when it is asked to stop; then it is ended. */
const stopTimeoutMs = 5_000;

/** Its name in the list of processes. */
export const machineName = 'Hài Lòng machine';

/** What the machine says of itself while it stands. */
export type MachineState = Omit<Extract<MachineMessage, { type: 'state' }>, 'type'>;

export type MachineProcessOptions = {
  /** Absolute path of the built worker. */
  readonly worker: string;
  readonly args: readonly string[];
  /** Added at the first start only. */
  readonly argsOnce: readonly string[];
  /** What the kiosk's keys are wrapped with; null where the system keeps no key. */
  readonly wrappingKey: string | null;
  /** The machine stands: at the first start and after every restart. */
  readonly onReady: () => void;
  readonly onState: (state: MachineState) => void;
  /** The technician wishes the kiosk to end. */
  readonly onLeave: (why: 'restart' | 'quit') => void;
  /** The citizen's window shows the technician's page from now on, or the citizen's again. */
  readonly onTechnician: (open: boolean) => void;
  /** It cannot stand, for a reason that a restart does not mend. */
  readonly onRefused: (problem: Problem) => void;
  /** It died too often in a short time. */
  readonly onGivenUp: (exitCode: number) => void;
};

/** Keeps the machine's utility process alive. After `ready` of the app. */
export class MachineProcess {
  readonly #options: MachineProcessOptions;
  #child: UtilityProcess | null = null;
  #standing = false;
  #stopping = false;
  #deathsMs: readonly number[] = [];
  #notesMs: readonly number[] = [];
  #displays: readonly DisplayFigure[] | null = null;
  /** What happened while no machine stood; the next one writes it down. */
  #owed: ShellNote[] = [];

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

  /** What the shell sees of the screens; each machine is told anew. */
  seeDisplays(displays: readonly DisplayFigure[]): void {
    this.#displays = displays;
    if (this.#standing) this.#tellDisplays();
  }

  /** Has something written down, as often as the budget allows. */
  note(note: ShellNote): void {
    const spent = spendNote(this.#notesMs, performance.now());
    if (spent === null) return;
    this.#notesMs = spent;
    if (this.#standing) this.#tell({ type: 'note', note });
    else this.#owed.push(note);
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
    const { worker, wrappingKey } = this.#options;
    const child = utilityProcess.fork(worker, [...args], { serviceName: machineName });
    child.on('message', (message: unknown) => this.#hear(machineMessageSchema.parse(message)));
    child.once('exit', (code) => this.#bury(code));
    this.#child = child;
    this.#tell({ type: 'start', wrappingKey });
  }

  #tell(message: ShellMessage, ports: MessagePortMain[] = []): void {
    this.#child?.postMessage(message, ports);
  }

  #hear(heard: MachineMessage): void {
    if (heard.type === 'ready') this.#stand();
    else if (heard.type === 'state') {
      this.#options.onState({ busy: heard.busy, openWeek: heard.openWeek });
    } else if (heard.type === 'leave') this.#options.onLeave(heard.why);
    else if (heard.type === 'technician') this.#options.onTechnician(heard.open);
    else this.#options.onRefused(heard.problem);
  }

  #stand(): void {
    this.#standing = true;
    for (const note of this.#owed.splice(0)) this.#tell({ type: 'note', note });
    this.#tellDisplays();
    this.#options.onReady();
  }

  #tellDisplays(): void {
    if (this.#displays) this.#tell({ type: 'displays', displays: [...this.#displays] });
  }

  #bury(code: number): void {
    this.#child = null;
    this.#standing = false;
    if (this.#stopping) return;
    // Whoever had signed in there is signed in nowhere now.
    this.#options.onTechnician(false);

    const nowMs = performance.now();
    const recovery = decideRecovery({ what: 'machine-gone' }, this.#deathsMs, nowMs);
    this.#deathsMs = [...recentDeaths(this.#deathsMs, nowMs), nowMs];
    const decision = recovery.kind === 'again' ? 'restart' : recovery.kind;
    const body = { process: 'machine', reason: `exit ${code}`, decision } as const;
    this.note({ kind: 'process.gone', body });
    if (recovery.kind === 'leave') this.#options.onGivenUp(recovery.exitCode);
    if (recovery.kind !== 'again') return;
    setTimeout(() => {
      if (!this.#stopping) this.#start(this.#options.args);
    }, recovery.afterMs);
  }
}
