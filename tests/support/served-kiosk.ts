import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KioskSettings } from '../../shared/model/documents.ts';
import { writeEnrolledFolder } from './enrolled-folder.ts';

const serve = fileURLToPath(new URL('../../electron/serve.ts', import.meta.url));
const tokens = { HAILONG_CITIZEN_TOKEN: 'citizen-of-test', HAILONG_DESK_TOKEN: 'desk-of-test' };

type Ready = { readonly kiosk: string; readonly desk: string };

/** An enrolled kiosk behind its two doors, in a process and a folder of its own, without a district. */
export class ServedKiosk {
  readonly folder = mkdtempSync(join(tmpdir(), 'hai-long-kiosk-'));
  /** Addresses of the citizen's and the officer's page, tokens included. */
  kiosk = '';
  desk = '';
  /** What the next start is told besides. */
  flags: readonly string[] = [];
  #process: ChildProcess | null = null;

  static async start(changes: Partial<KioskSettings> = {}): Promise<ServedKiosk> {
    const served = new ServedKiosk();
    writeEnrolledFolder(served.folder, changes);
    await served.run();
    return served;
  }

  /** Starts the machine; again on the same addresses with the same tokens, as its supervisor does. */
  async run(): Promise<void> {
    const ports = this.kiosk
      ? ['--kiosk-port', new URL(this.kiosk).port, '--desk-port', new URL(this.desk).port]
      : [];
    const child = fork(serve, ['--data', this.folder, ...ports, ...this.flags], {
      env: { ...process.env, ...tokens },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#process = child;
    let complaints = '';
    child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    const ready = once(child, 'message').then(([message]) => message as Ready);
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(complaints)));
    ended.catch(() => undefined); // It ends in every test; only an end before it stands is a failure.
    const { kiosk, desk } = await Promise.race([ready, ended]);
    this.kiosk = kiosk;
    this.desk = desk;
  }

  /** Ends the machine without a word, as at the wall switch. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Waits until the machine has ended by itself; @returns its exit code. */
  async ended(): Promise<number | null> {
    const child = this.#process;
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child?.exitCode ?? null;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
