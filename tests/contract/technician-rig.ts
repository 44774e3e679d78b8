import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { argon2id } from 'hash-wasm';
import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import { value } from '../../electron/core/testing/acts.ts';
import { sampleIdentity } from '../../electron/core/testing/fixtures.ts';
import { HandClock } from '../../electron/core/testing/hand-clock.ts';
import { createMachine, type Machine, type MachineOptions } from '../../electron/machine.ts';
import { openStore, systemClock } from '../../electron/store/store.ts';
import type { CitizenClient } from '../../shared/contract/citizen.ts';
import type { TechnicianClient } from '../../shared/contract/technician.ts';
import type { KioskSettings } from '../../shared/model/documents.ts';
import { signedText } from '../../shared/rules/signed-file.ts';
import { journalOf, writeEnrolledFolder } from '../support/enrolled-folder.ts';

/** A machine over a real folder, its clock turned by hand, with a technician in front of it. */

export const pin = '271845';

/** Of this PIN, hashed cheaply: tests check many. */
export function cheapPinHash(): Promise<string> {
  const salt = Buffer.from('0123456789abcdef');
  const cost = { parallelism: 1, iterations: 1, memorySize: 64, hashLength: 32 };
  return argon2id({ ...cost, password: pin, salt, outputType: 'encoded' });
}

/** The district's publishing key, and what signs with it. */
export type Signer = {
  readonly id: string;
  readonly publicKey: string;
  sign<T extends Record<string, unknown>>(file: T): T & { signature: string };
};

export function newSigner(): Signer {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return signerOf({ id: 'khoa-1', publicKey: x, privateKey: d });
}

/** A key pair as the district keeps one: raw, base64url. */
export function signerOf(pair: { id: string; publicKey: string; privateKey: string }): Signer {
  const { id, publicKey: x, privateKey: d } = pair;
  const key = createPrivateKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x, d } });
  return {
    id,
    publicKey: x,
    sign: (file) => ({
      ...file,
      signature: sign(null, Buffer.from(signedText(file)), key).toString('base64url'),
    }),
  };
}

/** The citizen's window, and the technician's page of whoever has it open when it is asked for. */
export function windowsOf(machine: Machine) {
  const ports: MessageChannel[] = [];
  const client = <C>(upgrade: (port: MessageChannel['port1']) => void): C => {
    const channel = new MessageChannel();
    ports.push(channel);
    upgrade(channel.port1);
    for (const port of [channel.port1, channel.port2]) port.start();
    return createORPCClient(new RPCLink({ port: channel.port2 })) as C;
  };
  return {
    citizen: client<CitizenClient>((port) => new RPCHandler(machine.citizen).upgrade(port)),
    technician: () =>
      client<TechnicianClient>((port) => {
        const { router, session } = machine.technician;
        new RPCHandler(router).upgrade(port, { context: { session: session() } });
      }),
    close: () => ports.forEach(({ port2 }) => port2.close()),
  };
}

export type TechnicianRig = {
  readonly folder: string;
  /** Counts as a mounted stick. */
  readonly stick: string;
  readonly clock: HandClock;
  readonly signer: Signer;
  readonly citizen: CitizenClient;
  machine(): Machine;
  /** The page of whoever has it open now. */
  page(): TechnicianClient;
  /** Ends the machine and starts it again over the same folder. */
  restart(): Promise<void>;
  /** Ends the machine and gives what it had written. */
  journal(): Promise<ReturnType<typeof journalOf>>;
  close(): Promise<void>;
};

export type RigOptions = {
  readonly enrolled?: boolean;
  readonly settings?: Partial<KioskSettings>;
  readonly log?: MachineOptions['log'];
  /** The district's key, where it is to be that of another rig. */
  readonly signer?: Signer;
};

export async function technicianRig(options: RigOptions = {}): Promise<TechnicianRig> {
  const folder = mkdtempSync(join(tmpdir(), 'hai-long-technician-'));
  const stick = join(folder, 'stick');
  const data = join(folder, 'data');
  mkdirSync(stick);
  const signer = options.signer ?? newSigner();
  if (options.enrolled !== false) {
    writeEnrolledFolder(data, options.settings);
    trust(data, signer);
  }
  const clock = new HandClock();
  const start = async (): Promise<Machine> => {
    const log = options.log ?? ((): void => undefined);
    const parts = { folder: data, version: '1.2.3', clock, log, stickFolders: [stick] };
    return value(await createMachine(parts));
  };
  let machine = await start();
  let windows = windowsOf(machine);
  let running = true;
  const end = async (): Promise<void> => {
    if (running) await machine.close();
    running = false;
    windows.close();
  };
  return {
    ...{ folder: data, stick, clock, signer },
    get citizen() {
      return windows.citizen;
    },
    machine: () => machine,
    page: () => windows.technician(),
    async restart() {
      await end();
      clock.dropTimers();
      machine = await start();
      running = true;
      windows = windowsOf(machine);
    },
    async journal() {
      await end();
      return journalOf(data);
    },
    async close() {
      await end();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The kiosk learns the key at enrolment. */
function trust(folder: string, { id, publicKey }: Signer): void {
  const store = value(
    openStore({ folder, clock: systemClock(), log: () => undefined, offset: () => null }),
  );
  const identity = store.identity.read() ?? sampleIdentity;
  value(store.identity.write({ ...identity, publishingKey: { id, publicKey } }));
  store.close();
}

/** What a call was refused with; `ok` when it was not. */
export async function refusedWith(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    const { data } = error as { data?: { code?: string } };
    return data?.code ?? String(error);
  }
}
