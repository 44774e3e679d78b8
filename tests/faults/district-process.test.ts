import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { officeClient } from '../support/clients.ts';

/** The district server as a process: started, asked, killed, started again. */
describe('the district process', () => {
  // One folder for all: making an embedded database takes seconds, and every test may find what another left.
  const folder = mkdtempSync(join(tmpdir(), 'district-'));
  const children: ChildProcess[] = [];
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => stop(child, 'SIGKILL')));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const start = (...flags: string[]) => {
    const child = fork('district/main.ts', flags, { stdio: ['pipe', 'pipe', 'pipe', 'ipc'] });
    children.push(child);
    return child;
  };
  const startReady = async (...flags: string[]) => {
    const child = start('--data', folder, '--port', '0', '--samples', 'samples', ...flags);
    const [ready] = (await once(child, 'message')) as [Ready];
    return { child, ready };
  };

  test('says when it is ready, signs the office in and makes codes', async () => {
    const { child, ready } = await startReady();
    expect(ready).toMatchObject({ ready: true });
    expect(ready.officeLink.startsWith(`${ready.district}/#link=`)).toBe(true);
    const office = await officeClient(ready.officeLink);
    expect(await office.office.units()).toHaveLength(1);

    child.send({ newEnrolmentCode: { counter: 'quay-1', name: 'Kiosk 1' } });
    const [{ enrolmentCode }] = (await once(child, 'message')) as [{ enrolmentCode: string }];
    const publicKey = 'A'.repeat(43);
    const enrolment = await office.enrol({ code: enrolmentCode, publicKey, version: '1' });
    expect(enrolment.counter.id).toBe('quay-1');
    expect((await office.office.kiosks())[0]?.name).toBe('Kiosk 1');
  });

  test('after SIGKILL simply starts again, with what it held', async () => {
    const { child, ready } = await startReady();
    const before = await officeClient(ready.officeLink);
    expect(await before.office.units()).toHaveLength(1);
    await stop(child, 'SIGKILL');
    const again = await startReady();
    const office = await officeClient(again.ready.officeLink);
    expect(await office.office.units()).toHaveLength(1);
    expect(await stop(again.child, 'SIGTERM')).toBe(0);
  });

  test('closes although somebody holds a connection and says nothing', async () => {
    const { child, ready } = await startReady();
    const silent = connect(Number(new URL(ready.district).port), '127.0.0.1');
    await once(silent, 'connect');
    expect(await stop(child, 'SIGTERM')).toBe(0);
    silent.destroy();
  });

  test('says who has the folder', async () => {
    await startReady();
    const { code, said } = await ended(start('--data', folder, '--port', '0'));
    expect(code).toBe(1);
    expect(said).toContain(`Another district server is running on the data folder ${folder}`);
  });

  test('says who has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, said } = await ended(start('--data', folder, '--port', String(port)));
    other.close();
    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} is used by another program`);
  });

  test.each([
    ['no place for its data', []],
    ['two places', ['--data', 'a', '--postgres', 'postgres://b']],
    ['a port that is none', ['--data', 'a', '--port', 'x']],
    ['a flag it does not know', ['--data', 'a', '--colour', 'red']],
  ])('explains its flags when given %s', async (_, flags) => {
    const { code, said } = await ended(start(...flags));
    expect(code).toBe(1);
    expect(said).toContain('Usage:');
  });

  test('does its errands and stops', async () => {
    const first = start('--data', folder, '--samples', 'samples', '--set-password', 'office');
    first.stdin?.end('a long password\n');
    expect((await ended(first)).code).toBe(0);
    const errand = await ended(start('--data', folder, '--new-code', 'quay-2'));
    expect(errand).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^\w{4}-\w{4}-\w{4}-\w{4}$/m),
    });
    const { ready } = await startReady();
    const office = await officeClient(ready.officeLink);
    const password = 'a long password';
    expect(await office.office.signIn({ user: 'office', password })).toEqual({ user: 'office' });
  });
});

type Ready = { ready: boolean; district: string; officeLink: string };

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
}

async function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = '';
  child.stdout?.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  await once(child, 'close');
  return { code: child.exitCode, said };
}
