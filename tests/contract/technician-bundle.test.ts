import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import { v7 as uuidv7 } from 'uuid';
import {
  apiKey,
  dossierCode,
  officer,
  pin as officerPin,
  procedure,
  sampleIdentity,
} from '../../electron/core/testing/fixtures.ts';
import { createLog } from '../../electron/core/log.ts';
import { portSeat } from '../../electron/http/seats.ts';
import { openLogFile } from '../../electron/store/log-file.ts';
import type { CitizenView } from '../../shared/contract/citizen.ts';
import type { DeskClient } from '../../shared/contract/desk.ts';
import { entryIdSchema } from '../../shared/model/ids.ts';
import {
  cheapPinHash,
  pin,
  refusedWith,
  technicianRig,
  type TechnicianRig,
} from './technician-rig.ts';

/** The support bundle carries what the machine did: no secret of the kiosk and no word of a citizen. */

const plantedComment = 'Cán bộ Hoàng Thị Bưởi rất tận tình với tôi';
const plantedReason = 'thai-do';
const code = 'MA-DANG-KY-9911';

let technicianPin: string;
beforeAll(async () => {
  technicianPin = await cheapPinHash();
});

let rig: TechnicianRig;
beforeEach(async () => {
  rig = await technicianRig({ settings: { technicianPin } });
});
afterEach(() => rig.close());

/** A citizen rates and writes, an officer launches, somebody logs what nobody should. */
async function aDay(): Promise<{ survey: string; tap: string; level: number }> {
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(rig.machine().desk).upgrade(port1, { context: { seat: portSeat('window') } });
  for (const port of [port1, port2]) port.start();
  const desk: DeskClient = createORPCClient(new RPCLink({ port: port2 }));
  await desk.signIn({ officer, pin: officerPin });
  const { survey } = await desk.launch({
    ...{ dossier: dossierCode(7), procedure, handOver: 'completed' },
  });
  const tap = entryIdSchema.parse(uuidv7());
  const { citizen } = rig;
  const views = await citizen.view();
  const view = (await views.next()).value as CitizenView;
  await views.return?.();
  const level = view.survey?.form.levels.at(-1)?.value ?? 1;
  await citizen.rate({ survey, level, tap });
  await citizen.detail({ survey, reasons: [], criteria: [], comment: plantedComment });
  const file = openLogFile(rig.folder);
  createLog(file)('test.leak', { pin: officerPin, code, reason: plantedReason });
  file.write(
    `${JSON.stringify({ event: 'old', privateKey: 'MC4CAQAwBQYDK2Vw', unitKey: 'zz' })}\n`,
  );
  await file.close();
  writeFileSync(
    join(rig.folder, 'kiosk.json'),
    JSON.stringify({ diagonalInches: 27, technicianPin }),
  );
  await rig.restart();
  port2.close();
  return { survey, tap, level };
}

test('holds no secret, no comment, no level, no dossier and no officer’s code', async () => {
  const { survey, tap, level } = await aDay();
  await rig.citizen.technician.unlock({ pin });
  const session = rig.machine().technician.session() ?? '';
  const page = rig.page();
  const { name, bytes } = await page.bundle({ to: 'stick', stick: rig.stick });
  const zip = readFileSync(join(rig.stick, name));
  expect(zip.byteLength).toBe(bytes);
  expect(readdirSync(rig.stick)).toEqual([name]);
  const files = unzipSync(zip);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining([
      ...['health.json', 'faults.json', 'settings.json', 'events.json', 'journal.json'],
      'log/kiosk.log',
    ]),
  );
  const text = Object.entries(files)
    .map(([file, content]) => `${file}\n${Buffer.from(content).toString('utf8')}`)
    .join('\n');
  expect(text).toContain('test.leak');
  expect(text).toContain('officer.signed-in');

  const identity = readFileSync(join(rig.folder, 'identity.json'), 'utf8');
  const { privateKey } = JSON.parse(identity) as { privateKey: string };
  const secrets = {
    ...{ plantedComment, code, apiKey, session, technicianPin, officerPin, survey, tap },
    unitKey: sampleIdentity.unitKey,
    technicianPinItself: pin,
    privateKey: privateKey.split('\n')[1] ?? '',
    loggedKey: 'MC4CAQAwBQYDK2Vw',
    hashes: '$argon2id$',
    dossier: dossierCode(7),
    officer,
    words: 'Bưởi',
    level: `"level":${level},`,
    answered: 'survey.answered',
    detailed: 'survey.detailed',
    sealed: '"ct"',
  };
  for (const [what, secret] of Object.entries(secrets)) {
    expect(secret.length, what).toBeGreaterThan(3);
    expect(text.includes(secret), `${what} is in the bundle`).toBe(false);
  }
});

test('neither the page’s state nor its log tells of a survey', async () => {
  const { survey, tap } = await aDay();
  await rig.citizen.technician.unlock({ pin });
  const page = rig.page();
  const groups = ['all', 'faults', 'machine', 'network', 'access', 'settings'] as const;
  const logs = await Promise.all(groups.map((group) => page.log({ group })));
  const text = JSON.stringify([await page.state(), await page.settings(), logs]);
  for (const secret of ['survey.', survey, tap, plantedComment, dossierCode(7), 'dossier.']) {
    expect(text.includes(secret), secret).toBe(false);
  }
  const kinds = logs[0]?.entries.map(({ kind }) => kind) ?? [];
  expect(kinds).toEqual(expect.arrayContaining(['machine.started', 'officer.signed-in']));
});

test('the log is paged, the newest first', async () => {
  for (let start = 0; start < 4; start += 1) await rig.restart();
  await rig.citizen.technician.unlock({ pin });
  const page = rig.page();
  const first = await page.log({ group: 'machine', count: 3 });
  expect(first.entries).toHaveLength(3);
  expect(first.more).toBe(true);
  const before = first.entries.at(-1)?.seq ?? 0;
  const second = await page.log({ group: 'machine', count: 3, before });
  const numbers = [...first.entries, ...second.entries].map(({ seq }) => seq);
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  expect(new Set(numbers).size).toBe(6);
});

test('goes to no folder that is not a stick, and says when it was pulled out', async () => {
  await rig.citizen.technician.unlock({ pin });
  const page = rig.page();
  const toStick = (stick: string): Promise<string> =>
    refusedWith(page.bundle({ to: 'stick', stick }));
  expect(await toStick(rig.folder)).toBe('bundle.stick');
  expect(await toStick('/')).toBe('bundle.stick');
  expect(await refusedWith(page.bundle({ to: 'district' }))).toBe('bundle.district');
  expect(await refusedWith(page.provision({ stick: rig.folder }))).toBe('provision.missing');
});
