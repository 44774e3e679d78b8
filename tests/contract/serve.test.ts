import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dossierCode, procedure } from '../../electron/core/testing/fixtures.ts';
import { entryIdSchema } from '../../shared/model/ids.ts';
import { citizenClient, signedInDesk } from '../support/clients.ts';
import { journalOf, writeEnrolledFolder } from '../support/enrolled-folder.ts';

/** The machine as a process of its own, as `npm start` and a service manager run it. */
const script = fileURLToPath(new URL('../../electron/serve.ts', import.meta.url));

type Ready = { readonly ready: true; readonly kiosk: string; readonly desk: string };

class Process {
  output = '';
  readonly child: ChildProcess;
  readonly #end: Promise<unknown>;

  constructor(args: readonly string[], environment: Record<string, string> = {}) {
    this.child = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...environment },
    });
    const collect = (chunk: Buffer): void => void (this.output += chunk.toString());
    const { stdout, stderr } = this.child;
    for (const stream of [stdout, stderr]) stream?.on('data', collect);
    const streams = [stdout, stderr].flatMap((stream) => (stream ? once(stream, 'close') : []));
    this.#end = Promise.all([once(this.child, 'exit'), ...streams]);
  }

  async ready(): Promise<Ready> {
    const [message] = (await Promise.race([
      once(this.child, 'message'),
      once(this.child, 'exit').then(() => {
        throw new Error(this.output);
      }),
    ])) as [Ready];
    return message;
  }

  /** The exit code or the signal, once the last words have been read too. */
  async ended(): Promise<number | string | null> {
    await this.#end;
    return this.child.exitCode ?? this.child.signalCode;
  }
}

let folder: string;
const started: Process[] = [];

function start(args: readonly string[] = ['--data', folder], environment = {}): Process {
  const process = new Process(args, environment);
  started.push(process);
  return process;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hai-long-serve-'));
  writeEnrolledFolder(folder);
});
afterEach(async () => {
  for (const process of started.splice(0)) {
    process.child.kill('SIGKILL');
    await process.ended();
  }
  rmSync(folder, { recursive: true });
});

describe('the machine', () => {
  test('says once where it listens, serves, and ends cleanly when asked to', async () => {
    const process = start();
    const { kiosk, desk } = await process.ready();
    const page = await signedInDesk(desk);
    const { survey } = await page.launch({ procedure, dossier: dossierCode(1) });
    const tap = entryIdSchema.parse(uuidv7());
    await citizenClient(kiosk).rate({ survey, level: 5, tap });
    process.child.kill('SIGTERM');
    expect(await process.ended()).toBe(0);
    expect(process.output).toContain(`ready kiosk=${kiosk} desk=${desk}\n`);
    const kinds = journalOf(folder).map(({ kind }) => kind);
    expect(kinds.slice(-4)).toEqual([
      ...['survey.launched', 'survey.shown', 'survey.answered', 'machine.stopped'],
    ]);
  });

  test('refuses a stick’s file that is no catalogue, in words, and serves all the same', async () => {
    const stick = join(folder, 'stick.ndjson.gz');
    writeFileSync(stick, 'not a package');
    const process = start(['--data', folder, '--install-catalogue', stick]);
    const { desk } = await process.ready();
    const page = await signedInDesk(desk);
    expect((await page.procedures({ text: 'khai sinh' })).length).toBeGreaterThan(0);
    process.child.kill('SIGTERM');
    await process.ended();
    expect(process.output).toMatch(/danh mục/i);
    const entries = journalOf(folder).filter(({ kind }) => kind === 'document.refused');
    expect(entries).toHaveLength(1);
  });

  test('closes when its parent is gone', async () => {
    const process = start();
    await process.ready();
    process.child.disconnect();
    expect(await process.ended()).toBe(0);
  });

  test('killed in the middle of a rating goes on with it, on the same addresses', async () => {
    const tokens = { HAILONG_CITIZEN_TOKEN: 'citizen-token', HAILONG_DESK_TOKEN: 'desk-token' };
    const first = start(undefined, tokens);
    const { kiosk, desk } = await first.ready();
    const page = await signedInDesk(desk);
    const { survey } = await page.launch({ procedure, dossier: dossierCode(1) });
    first.child.kill('SIGKILL');
    await first.ended();
    const ports = ['--kiosk-port', new URL(kiosk).port, '--desk-port', new URL(desk).port];
    const again = await start(['--data', folder, ...ports], tokens).ready();
    expect(again).toMatchObject({ kiosk, desk });
    const tap = entryIdSchema.parse(uuidv7());
    const rated = await citizenClient(kiosk)
      .rate({ survey, level: 2, tap })
      .catch((error: unknown) => error);
    // Where no boot can be told from the next, the survey has ended: refused, never half recorded.
    await expect(page.status({ survey })).rejects.toMatchObject({
      data: { code: 'sign-in.needed' },
    });
    const status = await (await signedInDesk(desk)).status({ survey });
    expect(status.status).toBe(rated instanceof Error ? 'not-rated' : 'rated');
    if (process.platform === 'linux') expect(status.status).toBe('rated');
  });
});

describe('a start that cannot be', () => {
  test.each([
    ['on a folder in use', () => ['--data', folder], true, 'Another kiosk is running'],
    [
      'on a file',
      () => ['--data', join(folder, 'identity.json')],
      false,
      'is a file, not a folder',
    ],
  ])('%s says so in both languages and ends', async (_, args, withOther, sentence) => {
    if (withOther) await start().ready();
    const second = start(args());
    expect(await second.ended()).toBe(78);
    expect(second.output).toContain(sentence);
    expect(second.output).not.toMatch(/^\s+at /m);
  });

  test('on a port in use says so and lets go of the folder', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const refused = start(['--data', folder, '--desk-port', String(port)]);
    expect(await refused.ended()).toBe(78);
    expect(refused.output).toContain(`Cổng ${port} đang được chương trình khác dùng`);
    other.close();
    await start().ready();
  });

  test('with a code that no district takes keeps what the kiosk has', async () => {
    const districtUrl = 'http://127.0.0.1:9';
    const args = ['--data', folder, '--district-url', districtUrl, '--enrol-code', 'ABCD'];
    const enrolled = start(args);
    await enrolled.ready();
    expect(enrolled.output).toContain('The district server cannot be reached');
    const empty = mkdtempSync(join(tmpdir(), 'hai-long-serve-'));
    const fresh = start(['--data', empty, ...args.slice(2)]);
    expect(await fresh.ended()).toBe(78);
    rmSync(empty, { recursive: true });
  });

  test.each([[['--data']], [['--data', 'x', '--kiosk-port', 'many']], [['--unknown']], [[]]])(
    'with the flags %j says what is wrong with them',
    async (args) => {
      const refused = start(args);
      expect(await refused.ended()).toBe(78);
      expect(refused.output).toMatch(/^.*--(data|kiosk-port|unknown).*\n$/);
    },
  );
});

describe('the technician’s file', () => {
  test.each([
    ['no JSON', '{"kioskPort": }', 'settings.malformed'],
    ['an unknown key', '{"kioskPort": 0, "kiosPort": 1}', 'settings.unknown-key'],
  ])('with %s is refused, told of in the journal, and the kiosk stands', async (_, text) => {
    writeFileSync(join(folder, 'kiosk.json'), text);
    const process = start();
    await process.ready();
    process.child.kill('SIGTERM');
    await process.ended();
    expect(process.output).toContain('settings.refused');
    const refused = journalOf(folder).filter(({ kind }) => kind === 'settings.refused');
    expect(refused).toHaveLength(1);
  });
});
