import { readdirSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { RPCHandler } from '@orpc/server/message-port';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as HttpLink } from '@orpc/client/fetch';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { value } from '../../electron/core/testing/acts.ts';
import {
  apiKey,
  dossierCode,
  officer,
  pin,
  procedure,
} from '../../electron/core/testing/fixtures.ts';
import { openDoors } from '../../electron/http/doors.ts';
import { portSeat } from '../../electron/http/seats.ts';
import type { CitizenContract } from '../../shared/contract/citizen.ts';
import type { DeskContract } from '../../shared/contract/desk.ts';
import { entryIdSchema, type SurveyId } from '../../shared/model/ids.ts';
import { keepingCookies } from '../support/clients.ts';
import { overMessagePort, startMachine, type Rig } from './rig.ts';

/**
 * The officer is kept out of the answer: everything that reaches the desk, byte for byte and in the same order, is the
 * same for every level, with and without reasons and a comment.
 */
type Choice = {
  readonly level: number;
  readonly reasons: string[];
  readonly comment: string | null;
};

const choices: readonly Choice[] = [
  { level: 5, reasons: [], comment: null },
  { level: 1, reasons: [], comment: null },
  { level: 3, reasons: ['cho-lau'], comment: null },
  { level: 1, reasons: ['thai-do', 'di-lai'], comment: 'Phải đi lại ba lần mới xong.' },
  { level: 5, reasons: ['nhanh'], comment: 'Cảm ơn.' },
];

/** The ids differ between any two surveys; all else must not. */
const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const withoutIds = (bytes: string): string => bytes.replace(ids, 'ID');

/** The citizen's part: the rating, and what is added to it. */
type Answer = Record<'rate' | 'add', (survey: SurveyId) => Promise<unknown>>;

/** Everything a desk can do around one survey, before the rating, between it and the details, and afterwards. */
async function serve(desk: ContractRouterClient<DeskContract>, answer: Answer): Promise<void> {
  const order = (number: number) => ({ procedure, dossier: dossierCode(number) });
  const attempt = (call: Promise<unknown>): Promise<unknown> => call.catch(() => undefined);
  const { survey } = await desk.launch(order(1));
  const look = async (): Promise<void> => {
    await desk.status({ survey });
    await desk.station();
    await desk.find({ text: dossierCode(1) });
  };
  const meddle = async (): Promise<void> => {
    await attempt(desk.withdraw({ survey }));
    await attempt(desk.launch(order(1)));
  };
  await look();
  await answer.rate(survey);
  await look();
  await meddle();
  // As many as there is room for, and one more: whether somebody still writes a comment does not show.
  for (const number of [2, 3, 4]) await attempt(desk.launch(order(number)));
  await answer.add(survey);
  await look();
  await meddle();
}

function choose(
  citizen: ContractRouterClient<CitizenContract>,
  { level, reasons, comment }: Choice,
): Answer {
  return {
    rate: (survey) => citizen.rate({ survey, level, tap: entryIdSchema.parse(uuidv7()) }),
    add: (survey) =>
      reasons.length === 0 && comment === null
        ? citizen.finish({ survey })
        : citizen.detail({ survey, reasons, criteria: [], comment }),
  };
}

/** Statuses that a desk hears in {@link serve}: three launches and a rating. */
const statusesHeard = 4;

async function bytesOverPort({ machine }: Rig, choice: Choice): Promise<string> {
  const { citizen } = await overMessagePort(machine);
  const { port1, port2 } = new MessageChannel();
  const heard: string[] = [];
  port2.on('message', (message: unknown) => heard.push(JSON.stringify(message)));
  new RPCHandler(machine.desk).upgrade(port1, { context: { seat: portSeat('window') } });
  for (const port of [port1, port2] satisfies MessagePort[]) port.start();
  const desk: ContractRouterClient<DeskContract> = createORPCClient(new RPCLink({ port: port2 }));
  await desk.signIn({ officer, pin });
  const statuses = (await desk.watch())[Symbol.asyncIterator]();
  const told = Array.from({ length: statusesHeard }, () => statuses.next());
  await serve(desk, choose(citizen, choice));
  await Promise.all(told);
  port2.close();
  return heard.join('\n');
}

/** The page's calls, its stream and the one-stop software's stream, head and body. */
async function bytesOverHttp({ machine }: Rig, choice: Choice): Promise<string> {
  const doors = value(
    await openDoors({
      ...{ machine, version: '0', kioskPort: 0, deskPort: 0 },
      pagesFolder: import.meta.dirname,
    }),
  );
  const { citizen } = await overMessagePort(machine);
  const heard: string[] = [];
  const url = new URL(doors.deskUrl);
  const token = new URLSearchParams(url.hash.slice(1)).get('token');
  const withCookies = keepingCookies();
  const page = new HttpLink({
    url: `${url.origin}/rpc`,
    headers: { authorization: `Bearer ${token}`, origin: url.origin },
    fetch: async (request, init) => {
      const response = await withCookies(request, init);
      if (response.headers.get('content-type')?.startsWith('text/event-stream')) return response;
      heard.push(await headAndBody(response));
      return response;
    },
  });
  const desk: ContractRouterClient<DeskContract> = createORPCClient(page);
  await desk.signIn({ officer, pin });
  const software = await fetch(`${url.origin}/api/v1/surveys/events`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  const watch = await withCookies(
    new Request(`${url.origin}/rpc/watch`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${token}`, origin: url.origin },
        'content-type': 'application/json',
      },
      body: '{}',
    }),
  );
  const streams = [software, watch].map((response) => readEvents(response, statusesHeard));
  await serve(desk, choose(citizen, choice));
  heard.push(...(await Promise.all(streams)));
  await doors.close();
  return heard.join('\n').replace(/hai-long-desk-\d+=[\w-]+/g, 'COOKIE');
}

async function headAndBody(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== 'date');
  return JSON.stringify([response.status, headers, await response.clone().text()]);
}

/** The stream's bytes until it has carried so many events. */
async function readEvents(response: Response, events: number): Promise<string> {
  const stream = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!stream) throw new Error('No stream');
  let bytes = '';
  while (bytes.split('event: message').length <= events || !bytes.endsWith('\n\n')) {
    const { done, value: chunk } = await stream.read();
    if (done) throw new Error('The stream ended');
    bytes += chunk;
  }
  await stream.cancel();
  return bytes;
}

describe.each([
  ['a MessagePort', bytesOverPort],
  ['HTTP', bytesOverHttp],
])('over %s', (_, bytesOf) => {
  test('the desk hears the same bytes whatever the citizen chose', async () => {
    const heard: string[] = [];
    const logged: string[] = [];
    const files: string[] = [];
    for (const choice of choices) {
      const rig = await startMachine();
      heard.push(withoutIds(await bytesOf(rig, choice)));
      files.push(readdirSync(rig.folder).sort().join(' '));
      await rig.close();
      logged.push(withoutIds(rig.logged.join('\n')));
    }
    expect(heard[0]).toContain('rated');
    for (const bytes of heard) expect(bytes).toBe(heard[0]);
    for (const lines of logged) expect(lines).toBe(logged[0]);
    for (const names of files) expect(names).toBe(files[0]);
  });
});
