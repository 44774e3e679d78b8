import { performance } from 'node:perf_hooks';
import { app, powerMonitor } from 'electron';
import type { ShellNote } from '../../shared/contract/shell.ts';
import { decideRecovery, reasonOf, type Trouble } from '../lockdown/recovery.ts';
import { recentDeaths } from '../lockdown/restart-policy.ts';

/** What ends the kiosk from outside: the session, the service manager, a power supply that runs on its battery. */
const endingSignals = [
  'SIGTERM',
  'SIGINT',
  'SIGHUP',
  ...(process.platform === 'linux' ? ['SIGPWR'] : []),
];

/** Calls `end` once whoever runs the computer wants it to end. Before `ready`. */
export function hearSignals(end: () => void): void {
  for (const signal of endingSignals) process.on(signal, () => end());
}

/** The computer shuts down. After `ready`. */
export function hearShutdown(end: () => void): void {
  powerMonitor.on('shutdown', end);
}

/** Chromium's own processes: it starts them again itself; too many deaths end the kiosk. Before `ready`. */
export function watchHelpers(options: {
  readonly onNote: (note: ShellNote) => void;
  readonly onGivenUp: (exitCode: number) => void;
  /** The machine is watched by its own keeper. */
  readonly machineName: string;
}): void {
  const deaths = { gpu: [] as readonly number[], helper: [] as readonly number[] };
  app.on('child-process-gone', (_event, { type, reason, name }) => {
    if (name === options.machineName) return;
    const process = type === 'GPU' ? 'gpu' : 'helper';
    const what = type === 'GPU' ? 'graphics-gone' : 'helper-gone';
    const trouble: Trouble = { what, reason };
    const nowMs = performance.now();
    const recovery = decideRecovery(trouble, deaths[process], nowMs);
    if (reason === 'clean-exit') return;
    deaths[process] = [...recentDeaths(deaths[process], nowMs), nowMs];
    const decision = recovery.kind === 'leave' ? 'leave' : 'none';
    options.onNote({
      kind: 'process.gone',
      body: { process, reason: reasonOf(trouble), decision },
    });
    if (recovery.kind === 'leave') options.onGivenUp(recovery.exitCode);
  });
}
