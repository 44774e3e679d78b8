import { join } from 'node:path';
import { app, screen } from 'electron';
import type { Problem } from '../shared/model/problems.ts';
import { exitCodes } from './lockdown/exit-codes.ts';
import { placeWindows } from './lockdown/placement.ts';
import { readFlags } from './shell/flags.ts';
import { KioskWindow } from './shell/kiosk-window.ts';
import { MachineProcess } from './shell/machine-process.ts';
import { refuseForeignServers, refusePermissions } from './shell/permissions.ts';
import { registerAppScheme, serveAppFiles } from './shell/protocol.ts';

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
let machine: MachineProcess | null = null;
let windows: readonly KioskWindow[] = [];
let leaving = false;

// Electron would show a dialog over the citizen's screen; the supervisor's restart is the better answer.
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

app.enableSandbox();
registerAppScheme();
refuseForeignServers();

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => windows.forEach((window) => window.focus()));
  app.on('before-quit', (event) => {
    if (leaving) return;
    event.preventDefault();
    void leave(exitCodes.clean);
  });
  // Never awaited up here: Electron is ready only after this module has been evaluated (electron/electron#40719).
  void app.whenReady().then(open);
} else {
  console.error('Hài Lòng đang chạy trên máy này. · Hài Lòng is already running here.');
  app.exit(exitCodes.clean);
}

async function open(): Promise<void> {
  refusePermissions();
  serveAppFiles(built.pages);
  machine = new MachineProcess({
    worker: built.worker,
    args: machineArguments(),
    argsOnce: flags.machineOnce,
    wrappingKey: null,
    onState: () => undefined,
    onLeave: (why) => void leave(why === 'restart' ? exitCodes.again : exitCodes.clean),
    onReady: () => windows.forEach((window) => window.handPort()),
    onRefused: refuse,
    onGivenUp: (code) => void leave(code),
  });
  windows = placeWindows(screens(), screenOf(screen.getPrimaryDisplay()), flags.windowed).map(
    (placement) =>
      new KioskWindow({
        placement,
        preload: built.preload,
        kiosk: !flags.windowed,
        machine: () => machine,
        onGivenUp: () => void leave(exitCodes.diedTooOften),
      }),
  );
  await Promise.all(windows.map((window) => window.show()));
}

function machineArguments(): string[] {
  const data = flags.data ?? join(app.getPath('userData'), 'kiosk');
  return ['--data', data, '--app-version', app.getVersion(), ...flags.machine];
}

function screens(): ReturnType<typeof screenOf>[] {
  return screen.getAllDisplays().map(screenOf);
}

function screenOf({ id, bounds }: Electron.Display): { id: number; x: number; y: number } {
  return { id, x: bounds.x, y: bounds.y };
}

/** Both sentences for whoever started the kiosk; the code tells a service manager not to try again. */
function refuse(problem: Problem): void {
  console.error(`${problem.vi}\n${problem.en}`);
  void leave(exitCodes.refused);
}

function fail(error: unknown): void {
  console.error(error);
  void leave(exitCodes.failed);
}

/** Lets the machine close its files, then ends everything. */
async function leave(exitCode: number): Promise<void> {
  if (leaving) return;
  leaving = true;
  await machine?.stop();
  app.exit(exitCode);
}
