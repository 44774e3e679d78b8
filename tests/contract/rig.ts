import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { RPCHandler } from '@orpc/server/message-port';
import { value } from '../../electron/core/testing/acts.ts';
import { HandClock } from '../../electron/core/testing/hand-clock.ts';
import { officer, pin } from '../../electron/core/testing/fixtures.ts';
import type { Log } from '../../electron/core/ports.ts';
import { openDoors } from '../../electron/http/doors.ts';
import { portSeat } from '../../electron/http/seats.ts';
import { createMachine, type Machine } from '../../electron/machine.ts';
import type { CitizenContract } from '../../shared/contract/citizen.ts';
import type { DeskContract } from '../../shared/contract/desk.ts';
import type { KioskSettings } from '../../shared/model/documents.ts';
import { citizenClient, signedInDesk } from '../support/clients.ts';
import { journalOf, writeEnrolledFolder } from '../support/enrolled-folder.ts';

/** A window's two clients, an officer signed in at the desk's, and the way to take the windows away. */
export type Windows = {
  readonly citizen: ContractRouterClient<CitizenContract>;
  readonly desk: ContractRouterClient<DeskContract>;
  close(): Promise<void>;
};

/** The machine over a real data folder, its time turned by hand. */
export type Rig = {
  readonly machine: Machine;
  readonly clock: HandClock;
  readonly folder: string;
  /** What the machine wrote for the technician, a line each. */
  readonly logged: readonly string[];
  /** Ends the machine and gives what it had written. */
  journal(): Promise<ReturnType<typeof journalOf>>;
  close(): Promise<void>;
};

/** `prepare` may put more into the data folder before the machine starts. */
export async function startMachine(
  changes: Partial<KioskSettings> = {},
  prepare: (folder: string) => void = () => undefined,
): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'hai-long-contract-'));
  writeEnrolledFolder(folder, changes);
  prepare(folder);
  const clock = new HandClock();
  const logged: string[] = [];
  const log: Log = (...line) => void logged.push(JSON.stringify(line));
  const machine = value(await createMachine({ folder, version: '0.0.0', clock, log }));
  let running = true;
  const stop = async (): Promise<void> => {
    if (running) await machine.close();
    running = false;
  };
  return {
    ...{ machine, clock, folder, logged },
    journal: async () => {
      await stop();
      return journalOf(folder);
    },
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}

export type Transport = (machine: Machine) => Promise<Windows>;

/** As Electron's windows: a MessagePort straight into the machine, one for each contract. */
export const overMessagePort: Transport = async (machine) => {
  const citizen = new MessageChannel();
  const desk = new MessageChannel();
  new RPCHandler(machine.citizen).upgrade(citizen.port1);
  new RPCHandler(machine.desk).upgrade(desk.port1, { context: { seat: portSeat('window') } });
  for (const port of [citizen.port1, citizen.port2, desk.port1, desk.port2]) port.start();
  const page: Windows['desk'] = createORPCClient(new RPCLink({ port: desk.port2 }));
  await page.signIn({ officer, pin });
  return {
    citizen: createORPCClient(new RPCLink({ port: citizen.port2 })),
    desk: page,
    close: () => {
      citizen.port2.close();
      desk.port2.close();
      return Promise.resolve();
    },
  };
};

/** As any browser: loopback HTTP through the two doors. */
export const overHttp: Transport = async (machine) => {
  const doors = value(
    await openDoors({
      ...{ machine, version: '0.0.0', kioskPort: 0, deskPort: 0 },
      pagesFolder: join(import.meta.dirname, 'pages'),
    }),
  );
  return {
    citizen: citizenClient(doors.kioskUrl),
    desk: await signedInDesk(doors.deskUrl),
    close: () => doors.close(),
  };
};

export const transports: readonly (readonly [string, Transport])[] = [
  ['a MessagePort', overMessagePort],
  ['HTTP', overHttp],
];
