import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { find } from '../../build/setup/needs.ts';
import { postgres } from '../../build/setup/postgres.ts';
import { freePort } from './ports.ts';
import { ordinaryUser, PostgresServer, runProgram, type Cluster } from './postgres-server.ts';

/** A throw-away PostgreSQL server of one test file. */
export interface TestPostgres {
  /** Connection address (loopback TCP) of the cluster's first database. */
  url: string;
  /** Folder with the server's Unix socket, and its port: the other way in. */
  socketFolder: string;
  port: number;
  /** Creates an empty database; gives its connection address. */
  createDatabase(): Promise<string>;
  /** Shuts the server down in order and removes every file of it. */
  stop(): Promise<void>;
  /** Kills every process of the server with SIGKILL, as a power cut would. */
  kill(): Promise<void>;
  /** Starts the server again, after shutting it down if it still runs. Same port, same data. */
  restart(): Promise<void>;
  /** Makes a backup in an empty or absent folder while the server runs. */
  copyDataTo(folder: string): Promise<void>;
  /** Goes back in time: kills the server and starts it from a backup, on the same port. */
  restoreFrom(folder: string): Promise<void>;
}

export interface TestPostgresOptions {
  /** Whether commits wait for the disk; as in production (`true`) unless told otherwise. */
  fsync?: boolean;
}

/** Why PostgreSQL cannot be started on this machine, or `undefined` when it can. */
export function postgresMissing(): string | undefined {
  return find(postgres).missing;
}

/** Socket addresses may be about 100 bytes long: temporary folders of macOS are too deep. */
const shortTemporaryFolder = '/tmp';
const superuser = 'hai_long';
const firstDatabase = 'postgres';

/**
 * Makes a new cluster in a temporary folder and starts it on a free loopback port.
 * @throws when this machine has no PostgreSQL (ask {@link postgresMissing} first) or it does not start
 */
export async function startPostgres(options: TestPostgresOptions = {}): Promise<TestPostgres> {
  const cluster = await createCluster(options.fsync ?? true);
  const server = new PostgresServer(cluster);
  try {
    await server.start();
  } catch (error) {
    rmSync(cluster.home, { recursive: true, force: true });
    throw error;
  }
  return {
    url: addressOf(cluster, firstDatabase),
    socketFolder: cluster.home,
    port: cluster.port,
    createDatabase: () => createDatabase(cluster),
    stop: async () => {
      await server.stop();
      rmSync(cluster.home, { recursive: true, force: true });
    },
    kill: () => server.kill(),
    restart: async () => {
      await server.stop();
      await server.start();
    },
    copyDataTo: (folder) => backUp(cluster, folder),
    restoreFrom: async (folder) => {
      await server.kill();
      replaceData(cluster, folder);
      await server.start();
    },
  };
}

async function createCluster(fsync: boolean): Promise<Cluster> {
  const { path: programs, missing } = find(postgres);
  if (programs === undefined) throw new Error(missing);
  const user = ordinaryUser();
  const home = mkdtempSync(join(shortTemporaryFolder, 'hai-long-pg-'));
  if (user !== undefined) chownSync(home, user.uid, user.gid);
  const data = join(home, 'data');
  const cluster = { programs, home, data, port: await freePort(), fsync, user };
  // Loopback only, thrown away, no password worth keeping; the files need not survive a power cut
  // before the server has started once.
  await runProgram(cluster, 'initdb', [
    ...['--pgdata', data, '--username', superuser, '--auth', 'trust'],
    ...['--encoding', 'UTF8', '--locale', 'C', '--no-sync', '--no-instructions'],
    // Small journal files, in MB: a backup is then a third of the size.
    ...['--wal-segsize', '1'],
  ]);
  return cluster;
}

function addressOf({ port }: Cluster, database: string): string {
  return `postgres://${superuser}@127.0.0.1:${port}/${database}`;
}

async function createDatabase(cluster: Cluster): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: addressOf(cluster, firstDatabase) });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  return addressOf(cluster, name);
}

async function backUp(cluster: Cluster, folder: string): Promise<void> {
  // The server's user may not write where the test does: take the backup at home, then copy it.
  const atHome = mkdtempSync(join(cluster.home, 'backup-'));
  if (cluster.user !== undefined) chownSync(atHome, cluster.user.uid, cluster.user.gid);
  await runProgram(cluster, 'pg_basebackup', [
    ...['--pgdata', atHome, '--host', '127.0.0.1', '--port', String(cluster.port)],
    ...['--username', superuser, '--checkpoint', 'fast', '--wal-method', 'stream', '--no-sync'],
  ]);
  cpSync(atHome, folder, { recursive: true });
  rmSync(atHome, { recursive: true, force: true });
}

function replaceData(cluster: Cluster, backup: string): void {
  rmSync(cluster.data, { recursive: true, force: true });
  cpSync(backup, cluster.data, { recursive: true });
  // PostgreSQL refuses a data folder that others may read.
  const ownerOnly = 0o700;
  chmodSync(cluster.data, ownerOnly);
  if (cluster.user === undefined) return;
  const { uid, gid } = cluster.user;
  chownSync(cluster.data, uid, gid);
  for (const entry of readdirSync(cluster.data, { recursive: true, encoding: 'utf8' })) {
    chownSync(join(cluster.data, entry), uid, gid);
  }
}
