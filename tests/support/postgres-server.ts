import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A user other than root, under whose name the server runs. */
export interface User {
  uid: number;
  gid: number;
}

/** Where a cluster's programs and files are, and how it is to run. */
export interface Cluster {
  /** Folder with PostgreSQL's programs. */
  programs: string;
  /** Temporary folder with everything of this cluster; also holds the Unix socket. */
  home: string;
  data: string;
  port: number;
  fsync: boolean;
  /** `undefined`: as the user who runs the tests. */
  user: User | undefined;
}

const readyLine = 'database system is ready to accept connections';
/** How much of the server's log an error message shows. */
const logTailCharacters = 2_000;
const pollIntervalMs = 5;

/**
 * After a crash PostgreSQL first syncs its whole data folder: a thousand files one by one, or, where
 * Linux offers it, the file system at once. Either way everything is on the disk before it starts.
 */
const quickRecovery =
  process.platform === 'linux' ? ['-c', 'recovery_init_sync_method=syncfs'] : [];

/** PostgreSQL refuses to run as root: then as `postgres`, which Debian creates, else as `nobody`. */
export function ordinaryUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const user = userNamed(name);
    if (user !== undefined) return user;
  }
  throw new Error('running as root, and there is neither a user postgres nor nobody');
}

function userNamed(name: string): User | undefined {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

/** Starts one of PostgreSQL's programs as the cluster's user, with messages in English. */
function start(cluster: Cluster, name: string, programArguments: readonly string[]): ChildProcess {
  return spawn(join(cluster.programs, name), programArguments, {
    cwd: cluster.home,
    env: { ...process.env, HOME: cluster.home, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...cluster.user,
  });
}

/**
 * Runs one of PostgreSQL's programs to its end.
 * @throws with what it printed when it fails
 */
export async function runProgram(
  cluster: Cluster,
  name: string,
  programArguments: readonly string[],
): Promise<void> {
  const child = start(cluster, name, programArguments);
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${name} ended with code ${code}: ${complaint}`);
}

/** The server process of a cluster. */
export class PostgresServer {
  readonly #cluster: Cluster;
  #process: ChildProcess | undefined;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** Resolves when the server takes connections. */
  async start(): Promise<void> {
    const { data, home, port, fsync } = this.#cluster;
    const server = start(this.#cluster, 'postgres', [
      ...['-D', data, '-p', String(port), '-k', home, '-h', '127.0.0.1'],
      ...['-c', `fsync=${fsync ? 'on' : 'off'}`, '-c', 'shared_buffers=32MB'],
      // A backup taken while the server runs, restored, is a server that starts.
      ...['-c', 'max_wal_senders=2', '-c', 'wal_level=replica'],
      ...quickRecovery,
    ]);
    this.#process = server;
    // A test that ends without `stop` must not leave a server behind.
    const quit = (): boolean => server.kill('SIGQUIT');
    process.once('exit', quit);
    server.once('exit', () => process.off('exit', quit));
    await untilReady(server);
  }

  /** Shuts down in order; open connections are cut ("fast" in PostgreSQL's words). */
  async stop(): Promise<void> {
    await this.#end((pid) => process.kill(pid, 'SIGINT'));
  }

  /** Kills the server and its children, so that nothing is written any more. */
  async kill(): Promise<void> {
    let children: number[] = [];
    await this.#end((pid) => {
      // The children first would make the server restart them.
      children = childrenOf(pid);
      for (const one of [pid, ...children]) killIfThere(one);
    });
    // A server does not start while a child of its predecessor still holds the shared memory.
    while (children.some(isRunning)) await setTimeout(pollIntervalMs);
  }

  async #end(send: (pid: number) => void): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (server?.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    send(server.pid);
    await exited;
  }
}

async function untilReady(server: ChildProcess): Promise<void> {
  let log = '';
  const ready = new Promise<'ready'>((resolve) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-logTailCharacters);
      if (log.includes(readyLine)) resolve('ready');
    });
  });
  const ended = once(server, 'exit').then(() => 'ended' as const);
  if ((await Promise.race([ready, ended])) === 'ended') {
    throw new Error(`PostgreSQL did not start:\n${log}`);
  }
}

/** The processes a process started, as Linux lists them; none elsewhere. */
function childrenOf(parent: number): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => statusOf(pid)?.parent === parent);
}

/** A process that has ended but was not waited for yet (a zombie) holds nothing any more. */
function isRunning(pid: number): boolean {
  const status = statusOf(pid);
  return status !== undefined && status.state !== 'Z';
}

/** What Linux says of a process; `undefined` when it is gone. */
function statusOf(pid: number): { state: string | undefined; parent: number } | undefined {
  try {
    // "pid (name, which may hold blanks and brackets) state parent ..."
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = line.replace(/^.*\) /s, '').split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already: that is what was asked for.
  }
}
