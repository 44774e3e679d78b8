import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CitizenView } from '../shared/contract/citizen.ts';
import { citizenClient, officeClient, signedInDesk, technicianClient } from './support/clients.ts';

/**
 * The main job, from `npm start`: real processes, real HTTP, the real sample procedures. An officer launches a rating,
 * a citizen touches a level, the office counts it once, also after everything was killed in between.
 */

type Started = {
  readonly process: ChildProcess;
  readonly kiosk: string;
  readonly desk: string;
  readonly district: string;
};

const running: ChildProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) await end(child, 'SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('npm start', () => {
  it('counts one rating from the desk to the report, and still one after a SIGKILL', async () => {
    const data = temporaryFolder();
    const first = await start(data);
    await rateOnce(first, 'H00.00.01-261122-0001', 4);
    await waitForAnswers(first.district, 1);

    // Killed without a word, as at the wall switch: the next start simply works.
    await end(first.process, 'SIGKILL');
    const second = await start(data);
    await rateOnce(second, 'H00.00.01-261122-0002', 2);
    await waitForAnswers(second.district, 2);

    const repeat = launch(second, 'H00.00.01-261122-0001');
    await expect(repeat).rejects.toMatchObject({ data: { code: 'survey.already-rated' } });

    expect(await end(second.process, 'SIGTERM')).toBe(0);
  });

  it('lets whoever tries it out to the technician’s page, by the PIN that it prints', async () => {
    const at = await start(temporaryFolder());
    const { technician } = citizenClient(at.kiosk);
    await expect(technician.unlock({ pin: '909091' })).rejects.toThrow();
    const { url } = await technician.unlock({ pin: '909090' });
    expect(await technicianClient(url ?? '').state()).toMatchObject({ firstStart: false });
  });

  it('starts the kiosk again for a technician who asks for it, and ends with one who leaves', async () => {
    // A kiosk that nobody enrolled lets everybody be its technician.
    const at = await start(temporaryFolder(), ['--district-url', 'http://127.0.0.1:9']);
    const technician = async () => {
      const { url } = await citizenClient(at.kiosk).technician.unlock({ pin: '' });
      return technicianClient(url ?? '');
    };
    const again = saidBy(at.process, /^Starting again/);
    await (await technician()).end({ how: 'restart' });
    await again;
    const exit = once(at.process, 'exit');
    const stands = { timeout: 20_000, interval: 100 };
    await (await vi.waitFor(technician, stands)).end({ how: 'quit' });
    expect(await exit).toEqual([0, null]);
  });

  it('says in both languages which port is taken, and ends', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const address = blocker.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, output } = await runToEnd(temporaryFolder(), ['--kiosk-port', String(port)]);
    blocker.close();
    expect(code).not.toBe(0);
    expect(output).toContain(`Cổng ${port}`);
    expect(output).toContain(`Port ${port}`);
  });

  it('says that the folder is in use when started twice on it', async () => {
    const data = temporaryFolder();
    await start(data);
    const { code, output } = await runToEnd(data, []);
    expect(code).not.toBe(0);
    expect(output).toMatch(/in use|running on/i);
  });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hai-long-start-'));
  folders.push(folder);
  return folder;
}

function spawnStart(data: string, flags: readonly string[]): ChildProcess {
  const ports = ['--kiosk-port', '0', '--desk-port', '0', '--district-port', '0'];
  const child = spawn(
    process.execPath,
    ['build/start.ts', '--no-window', '--data', data, ...ports, ...flags],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  running.push(child);
  return child;
}

async function start(data: string, flags: readonly string[] = []): Promise<Started> {
  const child = spawnStart(data, flags);
  const output: string[] = [];
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        if (line.startsWith('ready ')) resolve(line);
      });
    }
    child.once('exit', () => reject(new Error(output.join('\n'))));
  });
  const line = await ready;
  const urls = Object.fromEntries(
    line
      .split(' ')
      .slice(1)
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  return {
    process: child,
    kiosk: urls.kiosk ?? '',
    desk: urls.desk ?? '',
    district: urls.district ?? '',
  };
}

async function saidBy(child: ChildProcess, words: RegExp): Promise<void> {
  if (!child.stdout) throw new Error('Its output is not read.');
  for await (const line of createInterface({ input: child.stdout })) if (words.test(line)) return;
}

async function runToEnd(
  data: string,
  flags: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const child = spawnStart(data, flags);
  let output = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, output };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = (await exit) as [number | null];
  return code;
}

/** Of samples/sample-pins.json. */
const samplePin = '101010';

async function launch(at: Started, dossier: string) {
  const desk = await signedInDesk(at.desk, { officer: 'can-bo-mau-1', pin: samplePin });
  const [procedure] = await desk.procedures({ text: 'khai sinh' });
  const code = procedure?.code ?? 'nothing';
  const launched = await desk.launch({ dossier, procedure: code, handOver: 'completed' });
  return { ...launched, desk };
}

async function rateOnce(at: Started, dossier: string, level: number): Promise<void> {
  const { survey, desk } = await launch(at, dossier);
  const citizen = citizenClient(at.kiosk);
  const view = await viewOf(citizen, (shown) => shown.survey?.phase === 'rating');
  expect(view.survey?.survey).toBe(survey);
  expect(view.survey?.form.levels.map((one) => one.label.vi)).toEqual([
    'Rất hài lòng',
    'Hài lòng',
    'Bình thường',
    'Không hài lòng',
    'Rất không hài lòng',
  ]);
  await citizen.rate({ survey, level, tap: uuidv7() });
  expect(await desk.status({ survey })).toMatchObject({ status: 'rated' });
  await citizen.finish({ survey });
}

async function viewOf(
  citizen: ReturnType<typeof citizenClient>,
  wanted: (view: CitizenView) => boolean,
): Promise<CitizenView> {
  for await (const view of await citizen.view()) {
    if (wanted(view)) return view;
  }
  throw new Error('The view ended');
}

async function waitForAnswers(officeLink: string, answers: number): Promise<void> {
  const office = await officeClient(officeLink);
  const period = { from: '2000-01-01', to: '2100-01-01' };
  await expect
    .poll(async () => (await office.office.report(period)).total.funnel.answered, {
      timeout: 30_000,
      interval: 200,
    })
    .toBe(answers);
}
