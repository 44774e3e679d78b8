import { ORPCError } from '@orpc/client';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, describe, expect, test } from 'vitest';
import { value } from '../../electron/core/testing/acts.ts';
import {
  apiKey,
  colleague,
  dossierCode,
  officer,
  pin,
  pins,
  procedure,
  sampleSettings,
} from '../../electron/core/testing/fixtures.ts';
import { openDoors, type Doors } from '../../electron/http/doors.ts';
import { createMachine } from '../../electron/machine.ts';
import type { DeskClient, DeskSurvey } from '../../shared/contract/desk.ts';
import { lockAfterMs } from '../../shared/limits.ts';
import { entryIdSchema } from '../../shared/model/ids.ts';
import { citizenClient, deskClient, keepingCookies, signedInDesk } from '../support/clients.ts';
import { startMachine, type Rig } from './rig.ts';

/** When things around the desk fail: each failure has an answer that was designed, and a sentence. */

let rig: Rig;
const open: Doors[] = [];

afterEach(async () => {
  for (const doors of open.splice(0)) await doors.close();
  await rig.close();
});

async function start(): Promise<Doors> {
  rig = await startMachine();
  return openAt(rig.machine);
}

async function openAt(machine: Rig['machine'], deskPort = 0): Promise<Doors> {
  const tokens = { citizen: 'citizen-of-test', desk: 'desk-of-test' };
  const doors = value(
    await openDoors({
      ...{ machine, version: '0', kioskPort: 0, deskPort, tokens },
      pagesFolder: import.meta.dirname,
    }),
  );
  open.push(doors);
  return doors;
}

const order = (number: number) => ({ procedure, dossier: dossierCode(number) });
const tap = () => entryIdSchema.parse(uuidv7());

async function refusal(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof ORPCError ? String(error.data?.code ?? error.code) : String(error);
}

async function nextOf(stream: AsyncIterable<DeskSurvey>): Promise<DeskSurvey | undefined> {
  const next = await stream[Symbol.asyncIterator]().next();
  return next.done ? undefined : next.value;
}

describe('the desk page', () => {
  test('loaded again is still signed in and sees what is open', async () => {
    const { deskUrl } = await start();
    const fetchWith = keepingCookies();
    const page = deskClient(deskUrl, fetchWith);
    await page.signIn({ officer, pin });
    const { survey } = await page.launch(order(1));
    const reloaded = deskClient(deskUrl, fetchWith);
    expect(await reloaded.station()).toMatchObject({ signedIn: { officer: { id: officer } } });
    expect(await nextOf(await reloaded.watch())).toMatchObject({ survey, status: 'waiting' });
  });

  test('whose cable is pulled gets the same invitation again, and the statuses it missed', async () => {
    const { deskUrl, kioskUrl } = await start();
    const fetchWith = keepingCookies();
    const page = deskClient(deskUrl, fetchWith);
    await page.signIn({ officer, pin });
    const cable = new AbortController();
    const lost = (await page.watch(undefined, { signal: cable.signal }))[Symbol.asyncIterator]();
    const sent = page.launch(order(1)); // the answer never arrives
    await lost.next();
    cable.abort();
    await sent.catch(() => undefined);
    const again = await page.launch(order(1));
    await citizenClient(kioskUrl).rate({ survey: again.survey, level: 1, tap: tap() });
    expect(await page.status({ survey: again.survey })).toMatchObject({ status: 'rated' });
    expect(await refusal(page.launch(order(1)))).toBe('survey.already-rated');
    const entries = await rig.journal();
    expect(entries.filter(({ kind }) => kind === 'survey.launched')).toHaveLength(1);
  });

  test('on a computer with a wrong clock works by the kiosk’s', async () => {
    const { deskUrl } = await start();
    const fetchWith = keepingCookies();
    // Whatever the browser believes of the time: it is asked for in no call and sent in none.
    const page = deskClient(deskUrl, (request, init) => {
      request.headers.set('date', 'Thu, 01 Jan 1970 00:00:00 GMT');
      return fetchWith(request, init);
    });
    await page.signIn({ officer, pin });
    expect(await page.station()).toMatchObject({
      ...{ today: '2026-11-22', dossierPrefix: `${sampleSettings.unit.code}-261122-` },
      signedIn: { since: '08:00' },
    });
    rig.clock.jumpWall(-40 * 365 * 86_400_000); // even the kiosk's own
    expect(await page.launch(order(1))).toMatchObject({ status: 'waiting' });
  });

  test('into whose PIN field the scanner types is told only that signing in failed', async () => {
    const { deskUrl } = await start();
    const page = deskClient(deskUrl);
    expect(await refusal(page.signIn({ officer, pin: dossierCode(1) }))).toBe('sign-in.refused');
    await page.signIn({ officer, pin });
    // Into the search for procedures, or twice into the field of the code: no wrong launch comes of it.
    expect(await page.procedures({ text: dossierCode(1) })).toEqual([]);
    const twice = { ...order(1), dossier: dossierCode(1) + dossierCode(1) };
    expect(await refusal(page.launch(twice))).toBe('dossier.shape');
    expect((await rig.journal()).map(({ kind }) => kind)).not.toContain('survey.launched');
  });
});

describe('the kiosk', () => {
  test('that starts again asks for the PIN, keeps the invitation, and says why in its journal', async () => {
    const { deskUrl, kioskUrl, close } = await start();
    const fetchWith = keepingCookies();
    const page = deskClient(deskUrl, fetchWith);
    await page.signIn({ officer, pin });
    const { survey } = await page.launch(order(1));
    await rig.journal(); // it ends
    await close();
    await expect(page.station()).rejects.toThrow(); // asleep or rebooting: nobody answers
    const { clock, folder } = rig;
    const log = (): void => undefined;
    const machine = value(await createMachine({ folder, version: '0', clock, log }));
    const doors = await openAt(machine, Number(new URL(deskUrl).port));
    expect(doors.deskUrl).toBe(deskUrl);
    expect(await page.station()).toMatchObject({ signedIn: null, takenBy: null, ready: true });
    expect(await refusal(page.status({ survey }))).toBe('sign-in.needed');
    await page.signIn({ officer, pin });
    expect(await page.status({ survey })).toMatchObject({ status: 'waiting', dossierTail: null });
    expect(await page.launch(order(1))).toMatchObject({ survey });
    expect(kioskUrl).toBeTruthy();
    await machine.close();
  });

  test('with an update to install waits with it for a quiet moment: nobody asked, nobody signed in', async () => {
    const { deskUrl, kioskUrl } = await start();
    const { machine } = rig;
    const told: boolean[] = [];
    machine.onShellState(() => told.push(machine.shellState().busy));
    expect(machine.shellState().busy).toBe(false);
    const page = await signedInDesk(deskUrl);
    const { survey } = await page.launch(order(1));
    await page.signOut();
    expect(machine.shellState().busy).toBe(true); // somebody is being asked
    await citizenClient(kioskUrl).decline({ survey });
    expect(told.at(-1)).toBe(false);
    await page.signIn({ officer, pin });
    expect(told.at(-1)).toBe(true); // a restart would ask the officer for the PIN again
    rig.clock.advance(lockAfterMs);
    expect(told.at(-1)).toBe(false);
  });

  test('without its district launches and rates as always', async () => {
    const { deskUrl, kioskUrl } = await start();
    expect(rig.machine.status().online).toBe(false);
    const page = await signedInDesk(deskUrl);
    const { survey } = await page.launch(order(1));
    await citizenClient(kioskUrl).rate({ survey, level: 2, tap: tap() });
    expect(await page.status({ survey })).toMatchObject({ status: 'rated' });
  });

  test('whose rating screen was closed by force goes on with it in the next window', async () => {
    const { deskUrl, kioskUrl } = await start();
    const page = await signedInDesk(deskUrl);
    const { survey } = await page.launch(order(1));
    const closed = new AbortController();
    const first = await citizenClient(kioskUrl).view(undefined, { signal: closed.signal });
    await first.next();
    closed.abort();
    expect(await page.status({ survey })).toMatchObject({ status: 'waiting' });
    const next = await citizenClient(kioskUrl).view();
    expect((await next.next()).value).toMatchObject({ survey: { survey, phase: 'rating' } });
    // Nobody opens one: the invitation runs out by itself and is no rating.
    rig.clock.advance(sampleSettings.ratingTimeoutMs + 1_000);
    expect(await page.status({ survey })).toMatchObject({ status: 'not-rated' });
  });

  test('slept through an invitation ends it instead of showing it to somebody else', async () => {
    const { deskUrl } = await start();
    const page = await signedInDesk(deskUrl);
    const { survey } = await page.launch(order(1));
    rig.clock.sleep(sampleSettings.ratingTimeoutMs + 1_000);
    expect(await page.status({ survey })).toMatchObject({ status: 'not-rated' });
  });
});

describe('two desks', () => {
  const pages = (doors: Doors): Promise<DeskClient[]> =>
    Promise.all([signedInDesk(doors.deskUrl), signedInDesk(doors.deskUrl)]);

  test('that launch the same dossier at once get one invitation', async () => {
    const [first, second] = await pages(await start());
    const launched = await Promise.all([first!.launch(order(1)), second!.launch(order(1))]);
    expect(launched[0]).toEqual(launched[1]);
  });

  test('that launch two dossiers at once get both, a third is told to wait', async () => {
    const doors = await start();
    const [first, second] = await pages(doors);
    const both = await Promise.all([first!.launch(order(1)), second!.launch(order(2))]);
    expect(new Set(both.map(({ survey }) => survey)).size).toBe(2);
    const third = await fetch(`${new URL(doors.deskUrl).origin}/api/v1/surveys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(order(3)),
    });
    expect(await third.json()).toMatchObject({ status: 409, code: 'survey.busy' });
  });

  test('that withdraw at once withdraw once; a withdrawal after the tap is refused', async () => {
    const doors = await start();
    const [first, second] = await pages(doors);
    const { survey } = await first!.launch(order(1));
    const outcomes = await Promise.all([
      refusal(first!.withdraw({ survey })),
      refusal(second!.withdraw({ survey })),
    ]);
    expect(outcomes.sort()).toEqual(['null', 'survey.closed']);
    const next = await first!.launch(order(2));
    const rated = citizenClient(doors.kioskUrl).rate({ survey: next.survey, level: 1, tap: tap() });
    await rated;
    expect(await refusal(second!.withdraw({ survey: next.survey }))).toBe('survey.closed');
  });

  test('one taken over by a colleague: its streams end, and its next call asks for the PIN', async () => {
    const doors = await start();
    const [first] = await pages(doors);
    const stream = (await first!.watch())[Symbol.asyncIterator]();
    const ended = stream.next();
    const stations = (await first!.watchStation())[Symbol.asyncIterator]();
    await stations.next();
    await signedInDesk(doors.deskUrl, { officer: colleague, pin: pins[colleague] ?? '' });
    expect(await ended).toMatchObject({ done: true });
    expect((await stations.next()).value).toMatchObject({
      ...{ signedIn: null, takenBy: { id: colleague } },
    });
    expect(await refusal(first!.launch(order(1)))).toBe('sign-in.needed');
  });
});
