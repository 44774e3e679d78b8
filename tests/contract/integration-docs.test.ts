import { fork, spawnSync, execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { statusOf } from '../../electron/http/api/problem-document.ts';
import {
  apiCallsPerMinute,
  doorCallsPerMinute,
  idempotencyKeyLengthMax,
  preLoadedMax,
} from '../../shared/limits.ts';
import { clientRightSchema } from '../../shared/model/documents.ts';
import { problem, problemSentences, type ProblemCode } from '../../shared/model/problems.ts';
import { officeClient } from '../support/clients.ts';
import { skipWithout } from '../support/skip.ts';

/** docs/INTEGRATION.md, held to what a kiosk really answers: a district, a key made by its office, a live desk. */

const run = promisify(execFile);
const file = (path: string): string => join(import.meta.dirname, '../..', path);
const page = readFileSync(file('docs/INTEGRATION.md'), 'utf8');

type Example = { readonly script: string; readonly answer: { kind: string; text: string } | null };

/** Each block of shell, and the block of its answer right behind it. */
const examples: readonly Example[] = [
  ...page.matchAll(/```sh\n([^]*?)```\n(?:\n```(json|text)\n([^]*?)```\n)?/g),
].map(([, script = '', kind, text = '']) => ({
  script,
  answer: kind === undefined ? null : { kind, text },
}));

let folder: string;
const started: ChildProcess[] = [];
/** What the examples are given, as the page names it. */
const names = { KIOSK: '', KEY: '', DOSSIER: 'H00.00.01-261122-0001', LAN: '' };
/** What the kiosk printed at its start. */
let printed = '';
const missing = ['bash', 'curl', 'openssl'].find((tool) => !isThere(tool));

function isThere(tool: string): boolean {
  return spawnSync(tool, [tool === 'openssl' ? 'version' : '--version']).status === 0;
}

beforeEach((context) => skipWithout(context, missing && `${missing} is not on this machine`));

beforeAll(async () => {
  if (missing !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'hai-long-docs-'));
  const store = ['--data', join(folder, 'district'), '--port', '0', '--samples', file('samples')];
  const district = start('district/main.ts', store);
  const office = await answerOf<{ district: string; officeLink: string }>(district);
  names.KEY = await newKey(office.officeLink);
  district.send({ newEnrolmentCode: { counter: 'quay-1', name: 'Kiosk' } });
  const { enrolmentCode } = await answerOf<{ enrolmentCode: string }>(district);
  const data = join(folder, 'kiosk');
  mkdirSync(data);
  writeFileSync(join(data, 'kiosk.json'), JSON.stringify({ lan: { host: '127.0.0.2', port: 0 } }));
  const flags = ['--data', data, '--district-url', office.district, '--enrol-code', enrolmentCode];
  const kiosk = start('electron/serve.ts', flags);
  kiosk.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const { desk } = await answerOf<{ desk: string }>(kiosk);
  await vi.waitUntil(() => printed.includes('ready kiosk='), { timeout: 10_000 });
  names.KIOSK = new URL(desk).origin;
  names.LAN = new URL(/lan=(\S+)/.exec(printed)?.[1] ?? '').host;
  await vi.waitUntil(canLaunch, { timeout: 60_000, interval: 200 });
});
afterAll(async () => {
  for (const child of started.reverse()) {
    const ended = once(child, 'exit');
    if (child.exitCode === null && child.kill('SIGTERM')) await ended;
  }
  if (missing === undefined) rmSync(folder, { recursive: true });
});

function start(script: string, flags: readonly string[]): ChildProcess {
  const child = fork(file(script), flags, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  child.stdout?.resume();
  started.push(child);
  return child;
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('It ended by itself.')));
  ended.catch(() => undefined); // It ends in every test; only an end while it is asked is a failure.
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [T];
  return message;
}

/** As the office makes one, with every right. */
async function newKey(officeLink: string): Promise<string> {
  const { office } = await officeClient(officeLink);
  const [unit] = await office.units();
  const rights = [...clientRightSchema.options];
  return (await office.desk.addClient({ unit: unit!.id, name: 'Một cửa', rights })).key;
}

/** Once the kiosk has its catalogue. */
async function canLaunch(): Promise<boolean> {
  const send = (path: string, body: object | null) =>
    fetch(`${names.KIOSK}/api/v1/surveys${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${names.KEY}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const order = { dossier: 'H00.00.01-261122-9999', procedure: '2.000815' };
  const launched = await send('', order);
  if (launched.status !== 201) return false;
  const { survey } = (await launched.json()) as { survey: string };
  return (await send(`/${survey}/withdrawal`, null)).ok;
}

const separator = '@@ end of example @@';

/** Every example in one shell, in the page's order; what each printed. */
async function runExamples(): Promise<string[]> {
  const script = examples.map((example) => `${example.script}\necho '${separator}'\n`).join('');
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], {
    ...{ cwd: folder, env: { ...process.env, ...names } },
  });
  return stdout.split(`${separator}\n`).slice(0, -1);
}

const anyId = '01234567-89ab-7def-8123-456789abcdef';
const withoutIds = (text: string): string =>
  text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, anyId);

describe('docs/INTEGRATION.md', () => {
  test('has examples that a kiosk answers as it says', async () => {
    const outputs = (await runExamples()).map(withoutIds);
    expect(outputs).toHaveLength(examples.length);
    for (const [place, { script, answer }] of examples.entries()) {
      const output = outputs[place] ?? '';
      if (answer?.kind === 'json') {
        expect(JSON.parse(output.slice(output.indexOf('{'))), script).toEqual(
          JSON.parse(answer.text),
        );
      } else if (answer) {
        expect(output, script).toContain(answer.text.trim());
      }
    }
    expect(outputs.join('')).toContain('HTTP/1.1 201');
    // What the technician reads off the kiosk is what the software sees.
    const [, seen = ''] = /Fingerprint=(\S+)/i.exec(outputs.join('')) ?? [];
    const [, told = ''] = /sha256=([0-9A-F ]+)/.exec(printed) ?? [];
    expect(seen.replaceAll(':', '')).toBe(told.replaceAll(' ', ''));
  });

  test('shows every call of the OpenAPI document, and none that it does not have', async () => {
    const { paths } = (await (await fetch(`${names.KIOSK}/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    const documented = Object.entries(paths).flatMap(([path, calls]) =>
      Object.keys(calls).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const shown = examples.flatMap(({ script }) => {
      const path = /(?:\$KIOSK|\$LAN)\/api\/v1([^" ]*)/.exec(script)?.[1];
      const method = /-X (\w+)/.exec(script)?.[1] ?? 'GET';
      return path === undefined ? [] : [`${method} ${path.replace('$SURVEY', '{survey}')}`];
    });
    expect([...new Set(shown)].sort()).toEqual(documented.sort());
  });

  test('has every problem with its status and both sentences', () => {
    const rows = problemCodes.map((code) => {
      const { vi, en } = problemSentences[code];
      return `| ${statusOf(problem(code))} | \`${code}\` | ${vi} | ${en} |`;
    });
    const table = ['| HTTP | `code` | tiếng Việt | English |', '|---|---|---|---|', ...rows, ''];
    const [, found] = /<!-- problems:.*?-->\n([^]*?)<!-- end of problems -->/.exec(page) ?? [];
    expect(found).toBe(`\n${table.join('\n')}\n`);
  });

  test('has the rights and the bounds as they are', () => {
    const [, table = ''] = /\| right \| opens \|\n([^]*?)\n\n/.exec(page) ?? [];
    const rights = [...table.matchAll(/^\| `(\w+)`/gm)];
    expect(rights.map(([, right]) => right).sort()).toEqual([...clientRightSchema.options].sort());
    for (const bound of [apiCallsPerMinute, doorCallsPerMinute, preLoadedMax]) {
      expect(page).toContain(bound.toLocaleString('en'));
    }
    expect(page).toContain(`1 to ${idempotencyKeyLengthMax} characters`);
  });
});

/** Whatever a call of the API may be refused with: what the rooms behind it name in their code. */
const roomsBehind = [
  ...['electron/http/api/serve-api.ts', 'electron/http/api/problem-document.ts'],
  ...['electron/http/api/idempotency.ts', 'electron/http/guard.ts', 'electron/core/integration.ts'],
  ...['electron/core/launch/launching.ts', 'electron/core/launch/survey-facts.ts'],
  ...['electron/core/dossiers/dossier-desk.ts', 'electron/core/dossiers/records.ts'],
  ...['electron/core/surveys.ts', 'shared/model/dossier-code.ts'],
  ...['shared/model/dossier-reading.ts', 'electron/store/failures.ts'],
];
/** Only at a start, when there is no API yet. */
const beforeTheDoorOpens: readonly ProblemCode[] = ['storage.newer', 'storage.not-a-folder'];

const problemCodes = (Object.keys(problemSentences) as ProblemCode[])
  .filter((code) =>
    roomsBehind.some((path) => readFileSync(file(path), 'utf8').includes(`'${code}'`)),
  )
  .filter((code) => !beforeTheDoorOpens.includes(code))
  .sort(
    (one, other) =>
      statusOf(problem(one)) - statusOf(problem(other)) || one.localeCompare(other, 'en'),
  );
