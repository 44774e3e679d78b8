import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { afterLeaving, signInVariable } from '../../electron/lockdown/after-leaving.ts';
import { exitCodes } from '../../electron/lockdown/exit-codes.ts';
import { citizenClient, technicianClient } from '../support/clients.ts';

/** What a technician is told before leaving the kiosk, and what the kiosk then ends with. */
const service = { [signInVariable]: '1' };

test.each([
  ['a service of ours', service, 'linux', true, 'sign-in'],
  ['a service of ours, under the serve shell', service, 'linux', false, 'sign-in'],
  ['Shell Launcher', {}, 'win32', true, 'again'],
  ['a developer on Windows', {}, 'win32', false, 'end'],
  ['a person on Linux', {}, 'linux', true, 'end'],
  ['npm start', {}, 'linux', false, 'end'],
] as const)('started by %s', (_, environment, platform, locked, wanted) => {
  expect(afterLeaving(environment, { platform, locked })).toBe(wanted);
});

describe('under the serve shell', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'hai-long-leaving-'));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  /** One life of the machine, ended by its technician: what the page said before, and the code. */
  async function lifeOf(program: string, how: 'restart' | 'quit', environment = {}) {
    const path = fileURLToPath(new URL(`../../electron/${program}`, import.meta.url));
    const child = fork(path, ['--data', data], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const ended = once(child, 'exit');
    const [{ kiosk }] = (await once(child, 'message')) as [{ kiosk: string }];
    // A kiosk that nobody enrolled lets everybody be its technician.
    const { url } = await citizenClient(kiosk).technician.unlock({ pin: null });
    const technician = technicianClient(url ?? '');
    const { afterLeaving: said } = await technician.state();
    await technician.end({ how });
    const [code] = (await ended) as [number | null];
    return { said, code };
  }

  test.each(['serve.ts', 'launch.ts'])('%s ends with what its service knows', async (program) => {
    expect(await lifeOf(program, 'quit', service)).toEqual({
      ...{ said: 'sign-in', code: exitCodes.left },
    });
    expect(await lifeOf(program, 'restart')).toEqual({ said: 'end', code: exitCodes.again });
  });
});
