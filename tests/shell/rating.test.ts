import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dossierCode, officer, pin, procedure } from '../../electron/core/testing/fixtures.ts';
import type { CitizenClient, CitizenView } from '../../shared/contract/citizen.ts';
import type { DeskClient } from '../../shared/contract/desk.ts';
import { journalOf, writeEnrolledFolder } from '../support/enrolled-folder.ts';
import { buildMissing } from './built-files.ts';
import { BuiltKiosk } from './built-kiosk.ts';

/** The built main and the built worker, real ports and a real database; only the windows are played by the test. */
let folder = '';
let kiosk: BuiltKiosk;

beforeEach((context) => {
  const missing = buildMissing();
  if (missing) context.skip(missing);
  folder = mkdtempSync(join(tmpdir(), 'hai-long-shell-'));
  writeEnrolledFolder(join(folder, 'kiosk'));
  kiosk = new BuiltKiosk(['--windowed', '--data', join(folder, 'kiosk')]);
});

afterEach(async () => {
  await kiosk.end();
  rmSync(folder, { recursive: true, force: true });
});

const invitation = { procedure, dossier: dossierCode(975) };

async function viewOf(citizen: CitizenClient): Promise<CitizenView> {
  const views = (await citizen.view())[Symbol.asyncIterator]();
  const first = await views.next();
  await views.return?.();
  if (first.done) throw new Error('The view ended before it began.');
  return first.value;
}

/** The officer's window over its port, with somebody signed in. */
async function signedIn(page = 'officer'): Promise<DeskClient> {
  const desk = kiosk.client<DeskClient>(page);
  await desk.signIn({ officer, pin });
  return desk;
}

/** Lets the kiosk end by itself, so that the journal can be read. */
async function kindsAfterQuit(): Promise<string[]> {
  await kiosk.quit();
  return journalOf(join(folder, 'kiosk')).map(({ kind }) => kind);
}

test('a rating goes through two windows’ ports into the journal', async () => {
  await kiosk.until('hand-port', 2);
  const desk = await signedIn();
  const citizen = kiosk.client<CitizenClient>('citizen');

  await desk.signIn({ officer, pin });
  const { survey, status } = await desk.launch(invitation);
  expect(status).toBe('waiting');
  expect((await viewOf(citizen)).survey?.dossierTail).toBe('0975');
  await citizen.rate({ survey, level: 1, tap: uuidv7() });

  expect((await desk.status({ survey })).status).toBe('rated');
  await expect(desk.launch(invitation)).rejects.toMatchObject({
    data: { code: 'survey.already-rated' },
  });
  const kinds = await kindsAfterQuit();
  expect(kinds.filter((kind) => kind === 'survey.answered')).toHaveLength(1);
  expect(kinds.at(-1)).toBe('machine.stopped');
});

test('a survey goes on over new ports when the machine dies in the middle', async () => {
  await kiosk.until('hand-port', 2);
  const { survey } = await (await signedIn()).launch(invitation);
  kiosk.tell({ command: 'kill-machine' });
  await kiosk.until('hand-port', 4);

  const citizen = kiosk.client<CitizenClient>('citizen');
  expect((await viewOf(citizen)).survey?.survey).toBe(survey);
  await citizen.rate({ survey, level: 5, tap: uuidv7() });
  const kinds = await kindsAfterQuit();
  expect(kinds.filter((kind) => kind === 'machine.started')).toHaveLength(2);
  expect(kinds.filter((kind) => kind === 'survey.answered')).toHaveLength(1);
});

test('a page that dies in the middle of a tap comes back to its survey, and the tap counts once', async () => {
  await kiosk.until('hand-port', 2);
  const { survey } = await (await signedIn()).launch(invitation);
  const tap = { survey, level: 1, tap: uuidv7() } as const;
  // The page dies with it: whether the tap arrives or not, its answer finds nobody.
  const citizen = kiosk.client<CitizenClient>('citizen');
  void citizen.rate(tap).catch(() => undefined);
  await kiosk.emit('contents', 'render-process-gone', {
    args: [{ reason: 'crashed', exitCode: 1 }],
    page: 'citizen',
  });
  await kiosk.until('hand-port', 3);
  expect((await viewOf(citizen)).survey?.survey).toBe(survey);
  await citizen.rate(tap);
  const kinds = await kindsAfterQuit();
  expect(kinds.filter((kind) => kind === 'survey.answered')).toHaveLength(1);
  expect(kinds).toContain('window.gone');
});

test('a window speaks its own contract only', async () => {
  await kiosk.until('hand-port', 2);
  const intruder = kiosk.client<DeskClient>('citizen');
  await expect(intruder.launch(invitation)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
