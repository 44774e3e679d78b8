import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { dossierCode, officer, pin, procedure } from '../../electron/core/testing/fixtures.ts';
import { portSeat } from '../../electron/http/seats.ts';
import { createMachine, type Machine } from '../../electron/machine.ts';
import { entryIdSchema } from '../../shared/model/ids.ts';
import { journalOf, writeEnrolledFolder } from '../support/enrolled-folder.ts';
import { machineNote, percentile, printTable, scratchFolder } from './support.ts';

/**
 * Tap → committed on disk: `citizen.rate` of the real machine, contract and parsing included, beside an append of a
 * line of the same length to a plain file and fdatasync. One of each in turn, so that both meet the same disk.
 */
const taps = 2_000;
const warmUpTaps = 200;
const level = 5;

/** A counter with its kiosk: goes through whole ratings, and times the tap alone. */
class Counter {
  readonly #machine: Machine;
  readonly #citizen;
  readonly #desk;
  #dossiers: number;

  /** @param dossiers - how many this kiosk has rated already */
  constructor(machine: Machine, dossiers: number) {
    this.#machine = machine;
    this.#citizen = createRouterClient(machine.citizen);
    this.#desk = createRouterClient(machine.desk, { context: { seat: portSeat('bench') } });
    this.#dossiers = dossiers;
  }

  /** Sits down at the desk. */
  async signIn(): Promise<void> {
    await this.#desk.signIn({ officer, pin });
  }

  /** @returns ms from the call to the answer that says "on disk" */
  async tap(): Promise<number> {
    const dossier = dossierCode((this.#dossiers += 1));
    const { survey } = await this.#desk.launch({ dossier, procedure });
    await this.#citizen.accept({ survey });
    const tap = entryIdSchema.parse(uuidv7());
    const began = performance.now();
    await this.#citizen.rate({ survey, level, tap });
    const took = performance.now() - began;
    await this.#citizen.finish({ survey });
    return took;
  }

  close(): Promise<void> {
    return this.#machine.close();
  }
}

async function openMachine(folder: string): Promise<Machine> {
  const built = await createMachine({ folder, version: 'bench', log: () => undefined });
  if (!built.ok) throw new Error(built.problem.en);
  return built.value;
}

/** Length in bytes of an answer as it is stored and sent, after a warm-up. */
async function warmUp(folder: string): Promise<number> {
  const counter = new Counter(await openMachine(folder), 0);
  await counter.signIn();
  for (let count = 0; count < warmUpTaps; count += 1) await counter.tap();
  await counter.close();
  const answer = journalOf(folder).find(({ kind }) => kind === 'survey.answered');
  return Buffer.byteLength(JSON.stringify(answer)) + 1;
}

/** Appends to a plain file and waits for the disk. */
class PlainFile {
  readonly #file: number;
  readonly #line: Buffer;

  constructor(path: string, lineBytes: number) {
    this.#file = openSync(path, 'a');
    this.#line = Buffer.alloc(lineBytes, 'x');
  }

  append(): number {
    const began = performance.now();
    writeSync(this.#file, this.#line);
    fdatasyncSync(this.#file);
    return performance.now() - began;
  }

  close(): void {
    closeSync(this.#file);
  }
}

const folder = scratchFolder();
try {
  const data = join(folder.path, 'kiosk');
  writeEnrolledFolder(data);
  const lineBytes = await warmUp(data);
  const counter = new Counter(await openMachine(data), warmUpTaps);
  await counter.signIn();
  const plain = new PlainFile(join(folder.path, 'plain'), lineBytes);
  const ours: number[] = [];
  const peer: number[] = [];
  for (let count = 0; count < taps; count += 1) {
    ours.push(await counter.tap());
    peer.push(plain.append());
  }
  plain.close();
  await counter.close();
  const figures = [0.5, 0.99].map((share) => ({
    name: `tap → on disk, p${share * 100}`,
    unit: 'ms' as const,
    ours: percentile(ours, share),
    peer: percentile(peer, share),
    ...(share === 0.99 ? { aim: { kind: 'ratio-max' as const, value: 3 } } : {}),
  }));
  printTable('A tap, committed on disk, beside a raw append + fdatasync', figures, [
    `${taps} taps and ${taps} appends of ${lineBytes} bytes in turn, same disk.`,
    machineNote(),
  ]);
} finally {
  folder.remove();
}
