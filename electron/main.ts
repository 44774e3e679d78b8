import { join } from 'node:path';
import { app, Menu } from 'electron';
import type { ShellNote } from '../shared/contract/shell.ts';
import type { Problem } from '../shared/model/problems.ts';
import { afterLeaving } from './lockdown/after-leaving.ts';
import { exitCodes, wishCodes } from './lockdown/exit-codes.ts';
import { isStartedAtOnce } from './lockdown/leave-pause.ts';
import { ownSwitches, refusedSwitches } from './lockdown/switches.ts';
import { hearShutdown, hearSignals, watchHelpers } from './shell/endings.ts';
import { readFlags } from './shell/flags.ts';
import { guardEveryPage } from './shell/guards.ts';
import { Kiosk } from './shell/kiosk.ts';
import { LeavePause } from './shell/leave-pause.ts';
import { machineName, MachineProcess } from './shell/machine-process.ts';
import { refuseForeignServers, refusePermissions } from './shell/permissions.ts';
import { registerAppScheme, serveAppFiles } from './shell/protocol.ts';
import { wrappingKey } from './shell/secrets.ts';

/**
 * Electron's main process: starts and restarts the machine, opens the windows, hands each a port to the machine and
 * forgets it. It holds no data.
 */

/** The folder of the built bundles: out/main, beside out/preload and out/renderer. */
const here = import.meta.dirname;
const built = {
  worker: join(here, 'worker.js'),
  preload: join(here, '../preload/preload.cjs'),
  pages: join(here, '../renderer'),
};

const flags = readFlags(process.argv);
const locked = !flags.windowed;
let machine: MachineProcess | null = null;
let kiosk: Kiosk | null = null;
/** What happened before there was a machine to write it down. */
const early: ShellNote[] = [];
let leaving = false;
const pause = isStartedAtOnce(process.platform, locked)
  ? new LeavePause(() => join(app.getPath('userData'), 'ends.json'), sayPause)
  : null;

// Electron would show a dialog over the citizen's screen; the supervisor's restart is the better answer.
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
hearSignals(() => endNow('signal'));

app.enableSandbox();
// Without a menu none of Electron's own shortcuts exist; null before ready keeps the default one from being made.
Menu.setApplicationMenu(null);
for (const [name, value] of ownSwitches) app.commandLine.appendSwitch(name, value);
registerAppScheme();
guardEveryPage(locked);
refuseForeignServers(locked);
watchHelpers({
  machineName,
  onNote: note,
  onGivenUp: (code) => void leave(code, 'helper process'),
});

const refused = locked ? refusedSwitches(process.argv) : [];
if (refused.length > 0) {
  const names = refused.join(', ');
  console.error(`Kiosk không chạy với cờ ${names}. · The kiosk does not start with ${names}.`);
  void leave(exitCodes.refused, 'switches');
} else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => kiosk?.focus());
  app.on('before-quit', (event) => {
    if (leaving) return;
    event.preventDefault();
    void leave(exitCodes.clean, 'quit');
  });
  // A locked kiosk's windows do not close; if the last one is gone all the same, the supervisor begins afresh.
  app.on('window-all-closed', () => {
    void leave(locked ? exitCodes.failed : exitCodes.clean, 'windows closed');
  });
  // Never awaited up here: Electron is ready only after this module has been evaluated (electron/electron#40719).
  void app.whenReady().then(open);
} else {
  console.error('Hài Lòng đang chạy trên máy này. · Hài Lòng is already running here.');
  void leave(exitCodes.clean, 'running already');
}

async function open(): Promise<void> {
  refusePermissions(locked);
  serveAppFiles(built.pages);
  hearShutdown(() => endNow('shutdown'));
  const data = flags.data ?? join(app.getPath('userData'), 'kiosk');
  const secret = await wrappingKey(join(app.getPath('userData'), 'wrapping-key'));
  if (leaving) return;
  note(secret.note);
  kiosk = new Kiosk({
    ...{ data, preload: built.preload, windowed: flags.windowed, onNote: note },
    machine: () => machine,
    leave: (code, reason) => void leave(code, reason),
    endNow,
  });
  machine = startMachine(data, secret.key);
  for (const owed of early.splice(0)) machine.note(owed);
  kiosk.start();
}

function startMachine(data: string, key: string | null): MachineProcess {
  const after = afterLeaving(process.env, { platform: process.platform, locked });
  return new MachineProcess({
    worker: built.worker,
    args: [
      ...['--data', data, '--app-version', app.getVersion(), '--after-leaving', after],
      ...flags.machine,
    ],
    argsOnce: flags.machineOnce,
    wrappingKey: key,
    onReady: () => kiosk?.handPorts(),
    onState: (state) => kiosk?.hear(state),
    onTechnician: (isOpen) => kiosk?.showTechnician(isOpen),
    onLeave: (why) => void leave(wishCodes[why], `technician ${why}`),
    onRefused: refuse,
    onGivenUp: (code) => void leave(code, 'machine'),
  });
}

function note(entry: ShellNote): void {
  if (machine) machine.note(entry);
  else early.push(entry);
}

/** Both sentences for whoever started the kiosk; the code tells a service manager not to try again. */
function refuse(problem: Problem): void {
  console.error(`${problem.vi}\n${problem.en}`);
  void leave(exitCodes.refused, problem.code);
}

function sayPause(seconds: number): void {
  console.error(`Chờ ${seconds} giây rồi chạy lại. · Starting again in ${seconds} seconds.`);
}

function fail(error: unknown): void {
  console.error(error);
  void leave(exitCodes.failed, 'exception');
}

/** Whoever runs the computer wants it to end: nothing is waited for. */
function endNow(reason: string): void {
  pause?.cutShort();
  void leave(exitCodes.clean, reason);
}

/** Lets the machine write why and close its files, then ends everything. */
async function leave(code: number, reason: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  note({ kind: 'shell.left', body: { code, reason } });
  kiosk?.stop();
  await machine?.stop();
  await pause?.wait(code);
  app.exit(code);
}
