import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RPCHandler } from '@orpc/server/message-port';
import {
  shellMessageSchema,
  type MachineMessage,
  type ShellMessage,
  type WindowContract,
} from '../shared/contract/shell.ts';
import { afterLeavingSchema } from '../shared/contract/technician.ts';
import { openDeskDoors } from './http/doors.ts';
import { portSeat } from './http/seats.ts';
import { createMachine, type Machine } from './machine.ts';

/**
 * The machine's own process under Electron: a utility process. It imports no `electron`; what it needs of Electron is
 * the port to its parent, which Electron puts on `process`.
 */

/** A port of a window, as Electron gives it (`MessagePortMain`). */
type WindowPort = {
  on(event: string, listener: (event?: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
  start(): void;
};

type Envelope = { readonly data: unknown; readonly ports: readonly WindowPort[] };

/** The part of `Electron.ParentPort` used here. It keeps messages until somebody listens. */
type ParentPort = {
  on(event: 'message', listener: (message: Envelope) => void): void;
  postMessage(message: MachineMessage): void;
};

const parent = parentPort();
const { values: flags } = parseArgs({
  // The worker's own path may or may not stand before the flags: it is taken for a positional.
  args: process.argv.slice(1),
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    'app-version': { type: 'string' },
    'district-url': { type: 'string' },
    'enrol-code': { type: 'string' },
    'after-leaving': { type: 'string' },
  },
});

/** What comes before the machine stands is answered when it does. */
let hear = (message: ShellMessage, ports: readonly WindowPort[]): void => {
  early.push([message, ports]);
};
const early: Parameters<typeof hear>[] = [];
const wrappingKey = await firstWord();
let closeDoors = (): Promise<void> => Promise.resolve();

const outcome = await createMachine({
  folder: required('data', flags.data),
  version: required('app-version', flags['app-version']),
  // As the bundle lies: out/main beside the package, and the builder beside this file.
  shippedCatalogue: fileURLToPath(new URL('../catalogue.ndjson.gz', import.meta.url)),
  catalogueBuilder: new URL('./catalogue-builder.js', import.meta.url),
  pinThread: new URL('./pin-thread.js', import.meta.url),
  wrappingKey,
  updatesByPackage: true,
  afterLeaving: afterLeavingSchema.parse(flags['after-leaving']),
  ...(flags['district-url'] === undefined ? {} : { districtUrl: flags['district-url'] }),
});

if (outcome.ok) {
  stand(outcome.value);
  await enrolIfAsked(outcome.value);
  await openDesk(outcome.value);
} else {
  parent.postMessage({ type: 'refused', problem: outcome.problem });
}

/** Main's first message says how the kiosk's keys are kept: nothing is opened before. */
function firstWord(): Promise<string | null> {
  return new Promise((resolve) => {
    parent.on('message', ({ data, ports }) => {
      const message = shellMessageSchema.parse(data);
      if (message.type === 'start') resolve(message.wrappingKey);
      else hear(message, ports);
    });
  });
}

/** The port of the technician's page; one that was handed over before it means nothing any more. */
let technicianPort: WindowPort | null = null;

/** Takes the ports of windows from now on; one contract to each. */
function stand(machine: Machine): void {
  const handlers = {
    citizen: new RPCHandler(machine.citizen),
    desk: new RPCHandler(machine.desk),
    technician: new RPCHandler(machine.technician.router),
  };
  const serve = (contract: WindowContract, port: WindowPort): void => {
    if (contract === 'citizen') handlers.citizen.upgrade(port);
    else if (contract === 'technician') {
      // The port is the page's for as long as the page is open; one that comes late finds it closed.
      const context = { session: machine.technician.session() };
      handlers.technician.upgrade(port, { context });
      technicianPort = port;
      port.on('close', () => {
        if (port === technicianPort) machine.technician.gone(context.session);
      });
    } else handlers.desk.upgrade(port, { context: { seat: portSeat('window') } });
    port.start();
  };
  hear = (message, ports) => {
    if (message.type === 'stop') void leave(machine);
    else if (message.type === 'note') machine.note(message.note);
    else if (message.type === 'displays') machine.displaysSeen(message.displays);
    else if (message.type === 'port') ports.forEach((port) => serve(message.contract, port));
  };
  parent.postMessage({ type: 'ready' });
  early.forEach(([message, ports]) => hear(message, ports));
  tellOfState(machine);
  machine.onTechnician((open) => parent.postMessage({ type: 'technician', open }));
  machine.onEnd((why) => parent.postMessage({ type: 'leave', why }));
}

/** Main decides sleep and quiet restarts by it; the same state is not told twice. */
function tellOfState(machine: Machine): void {
  let told = '';
  const tell = (): void => {
    const state = machine.shellState();
    if (told === JSON.stringify(state)) return;
    told = JSON.stringify(state);
    parent.postMessage({ type: 'state', ...state });
  };
  machine.onShellState(tell);
  tell();
}

/** A refused code costs the kiosk nothing but its district: it goes on collecting. */
async function enrolIfAsked(machine: Machine): Promise<void> {
  const { 'district-url': districtUrl, 'enrol-code': code } = flags;
  if (districtUrl === undefined || code === undefined) return;
  const enrolled = await machine.enrol({ districtUrl, code });
  if (!enrolled.ok) console.error(`${enrolled.problem.vi}\n${enrolled.problem.en}`);
}

/** The windows need no door; one-stop software and officers’ browsers do, where a technician has asked for one. */
async function openDesk(machine: Machine): Promise<void> {
  const { deskPort, lan } = machine.settings;
  if (deskPort === undefined && lan === undefined) return;
  const doors = await openDeskDoors({
    ...{ machine, version: required('app-version', flags['app-version']) },
    pagesFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
    deskPort: deskPort ?? 0,
  });
  const refused = doors.ok ? doors.value.lanRefused : doors.problem;
  if (refused) console.error(`${refused.vi}\n${refused.en}`);
  if (doors.ok) closeDoors = doors.value.close;
}

async function leave(machine: Machine): Promise<void> {
  await machine.close();
  await closeDoors();
  process.exit();
}

function parentPort(): ParentPort {
  const port: unknown = Reflect.get(process, 'parentPort');
  if (!port) throw new Error('worker.js is started by Electron’s main process, not by hand.');
  return port as ParentPort;
}

function required(flag: string, value: string | undefined): string {
  if (value === undefined) throw new Error(`--${flag} is missing.`);
  return value;
}
