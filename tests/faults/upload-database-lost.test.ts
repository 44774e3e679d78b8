import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { connectPostgres } from '../../district/store/connect.ts';
import { postgresMissing, startPostgres, type TestPostgres } from '../support/postgres.ts';
import { skipWithout } from '../support/skip.ts';

/** A database connection that dies at the very first question, before it has done any work. */

/** What the district asks of every new connection. */
const firstQuestion = 'current_setting';
/** More than the district opens at once. */
const cuts = 12;

let postgres: TestPostgres | null = null;
let between: Server;
let cutting = false;

beforeAll(async () => {
  if (postgresMissing() !== undefined) return;
  postgres = await startPostgres();
  between = createServer((client) => carry(client, postgres!.port));
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
});
beforeEach((context) => skipWithout(context, postgresMissing()));
afterAll(async () => {
  if (postgres === null) return;
  between.close();
  await postgres.stop();
});

function carry(client: Socket, port: number): void {
  const server = connect(port, '127.0.0.1');
  for (const socket of [client, server]) socket.on('error', () => socket.destroy());
  client.once('close', () => server.destroy());
  server.once('close', () => client.destroy());
  server.on('data', (chunk) => client.write(chunk));
  client.on('data', (chunk) => {
    if (cutting && chunk.includes(firstQuestion)) client.resetAndDestroy();
    else server.write(chunk);
  });
}

it('is given back, so that the district goes on when the database does, and can close', async () => {
  const url = new URL(postgres!.url);
  url.port = String((between.address() as AddressInfo).port);
  const connected = connectPostgres(url.href, () => undefined);
  const ask = () => sql<{ one: number }>`select 1 as one`.execute(connected.db);

  cutting = true;
  for (let cut = 0; cut < cuts; cut += 1) await expect(ask()).rejects.toThrow();
  expect(connected.durability()).toBe('demo');
  cutting = false;
  expect((await ask()).rows).toEqual([{ one: 1 }]);
  expect(connected.durability()).toBe('full');
  await connected.close();
});
