import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { value } from '../../electron/core/testing/acts.ts';
import { openDoors } from '../../electron/http/doors.ts';
import { openStore } from '../../electron/store/store.ts';
import { createComputerProbe } from '../../electron/probe/computer.ts';
import { mountedSticks } from '../../electron/probe/sticks.ts';
import { healthSchema, type Health } from '../../shared/model/health.ts';
import { assess } from '../../shared/rules/health.ts';
import { technicianRig, type TechnicianRig } from './technician-rig.ts';

const hourMs = 60 * 60_000;
const script = fileURLToPath(new URL('../../electron/serve.ts', import.meta.url));

let rig: TechnicianRig;
beforeEach(async () => {
  rig = await technicianRig();
});
afterEach(() => rig.close());

const statusPath = (): string => join(rig.folder, 'health.json');
/** The reading is asynchronous: resolves when there is one for which `isSo` holds. */
async function reading(isSo: (health: Health) => boolean = () => true): Promise<Health> {
  for (;;) {
    try {
      const read = healthSchema.parse(JSON.parse(readFileSync(statusPath(), 'utf8')));
      if (isSo(read)) return read;
    } catch {
      // not written yet
    }
    await wait(10);
  }
}

describe('the kiosk looks at itself', () => {
  test('at once, in some thirty figures, none of them about a person', async () => {
    const health = await reading();
    expect(health).toMatchObject({ enrolled: true, appVersion: '1.2.3', formVersion: 1 });
    expect(health.diskFreeBytes).toBeGreaterThan(0);
    expect(health.starts24h).toBe(1);
    expect(Object.keys(health).length).toBeGreaterThanOrEqual(30);
  });

  test('again every minute, and notes what is new once a day', async () => {
    for (let minute = 0; minute < 3; minute += 1) {
      const { at } = await reading();
      rig.clock.advance(60_000);
      await reading((health) => health.at > at);
    }
    await wait(50);
    rig.clock.advance(25 * hourMs);
    await reading((health) => health.at >= rig.clock.wall() - hourMs);
    await wait(100);
    const entries = (await rig.journal()).filter(({ kind }) => kind === 'health.noted');
    expect(entries.length).toBe(2);
    expect(entries[0]?.body).toMatchObject({ faults: expect.any(Array) as unknown });
  });

  test('and counts a start that followed no clean end', async () => {
    await rig.restart();
    expect((await reading(({ starts24h }) => starts24h === 2)).crashes24h).toBe(0);
    await rig.journal();
    const { folder, clock } = rig;
    const store = value(openStore({ folder, clock, log: () => undefined, offset: () => null }));
    const body = { version: '1.2.3', platform: 'linux' };
    value(store.journal.append([{ kind: 'machine.started', body }]));
    store.close();
    await rig.restart();
    expect((await reading(({ starts24h }) => starts24h === 4)).crashes24h).toBe(1);
  });
});

test('says that the desk’s door is closed until one stands open', async () => {
  expect((await reading()).deskDoor).toBe('closed');
  const doors = value(
    await openDoors({
      ...{ machine: rig.machine(), version: '1.2.3', kioskPort: 0, deskPort: 0 },
      pagesFolder: join(import.meta.dirname, 'pages'),
    }),
  );
  rig.clock.advance(60_000);
  await reading(({ deskDoor }) => deskDoor === 'this-computer');
  await doors.close();
});

describe('the doctor', () => {
  async function doctor(...more: string[]): Promise<{ code: number | null; text: string }> {
    const child = spawn(process.execPath, [script, '--doctor', '--data', rig.folder, ...more]);
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, text };
  }
  const write = (change: Partial<Health>): void =>
    writeFileSync(statusPath(), JSON.stringify({ ...well, at: Date.now(), ...change }));
  let well: Health;
  beforeEach(async () => {
    const read = await reading();
    await rig.machine().close();
    well = {
      ...{ ...read, online: true, timezone: 'Asia/Ho_Chi_Minh', catalogueVersion: 3 },
      ...{
        catalogueAgeMs: null,
        displays: null,
        uploadProblem: null,
        crashes24h: 0,
        lock: null,
        power: null,
      },
    };
    rig.close = () => Promise.resolve();
  });

  test('says that all is well with 0', async () => {
    write({});
    const { code, text } = await doctor('--json');
    expect(JSON.parse(text)).toMatchObject({ verdict: 'well', running: true, faults: [] });
    expect(code).toBe(0);
  });

  test('says what to look at with 1, in words of both languages', async () => {
    write({ clockSkewMs: 10 * hourMs });
    const { code, text } = await doctor();
    expect(code).toBe(1);
    expect(text).toMatch(/CẦN XEM.*\n[\s\S]*Đồng hồ của kiosk lệch 600 phút/);
    expect(text).toContain('600 minutes off');
  });

  test('says that it is sick with 2, and that a kiosk that stands still is', async () => {
    write({ storageProblem: 'storage.full' });
    expect((await doctor()).code).toBe(2);
    write({ at: Date.now() - hourMs });
    const { code, text } = await doctor('--json');
    expect(code).toBe(2);
    expect(text).toContain('not-running');
  });
});

test('works beside a running kiosk and writes nothing', async () => {
  await reading();
  const before = readFileSync(statusPath(), 'utf8');
  const child = spawn(process.execPath, [script, '--doctor', '--json', '--data', rig.folder]);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  expect(JSON.parse(text)).toMatchObject({ health: { appVersion: '1.2.3' } });
  expect(readFileSync(statusPath(), 'utf8')).toBe(before);
});

/** A computer that says of itself what is put there. */
function playedComputer() {
  const root = join(rig.folder, 'roots');
  const put = (path: string, text: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  return {
    put,
    roots: { sys: join(root, 'sys'), proc: join(root, 'proc'), run: join(root, 'run') },
  };
}

test('the computer’s figures are read where Linux keeps them, and are null where it does not', async () => {
  const { put, roots } = playedComputer();
  const seen = [{ id: '7', width: 1_080, height: 1_920, touch: false }];
  const ofShell = await createComputerProbe(rig.folder, roots, () => seen).read();
  expect(ofShell.displays).toEqual(seen);
  const probe = createComputerProbe(rig.folder, roots, () => null);
  const empty = await probe.read();
  expect(empty).toMatchObject({ temperatureC: null, power: null, displays: null, lock: null });

  put('sys/class/thermal/thermal_zone0/temp', '41000\n');
  put('sys/class/thermal/thermal_zone1/temp', '67500\n');
  put('sys/class/power_supply/AC/type', 'Mains\n');
  put('sys/class/power_supply/AC/online', '0\n');
  put('sys/class/power_supply/BAT0/type', 'Battery\n');
  put('sys/class/power_supply/BAT0/status', 'Discharging\n');
  put('sys/class/power_supply/BAT0/capacity', '63\n');
  put('sys/class/drm/card0-HDMI-A-1/status', 'connected\n');
  put('sys/class/drm/card0-HDMI-A-1/modes', '1080x1920\n800x600\n');
  put('sys/class/drm/card0-DP-1/status', 'disconnected\n');
  put('proc/bus/input/devices', 'N: Name="touch"\nB: PROP=2\nB: ABS=260800000000003\n\n');
  const checks = [
    { id: 'console.vt', closed: false },
    { id: 'power.keys', closed: true },
  ];
  put('run/hai-long-lock/verify.json', JSON.stringify({ format: 1, checks }));
  expect(await probe.read()).toMatchObject({
    ...{ temperatureC: 67.5, power: 'battery', batteryPercent: 63 },
    displays: [{ id: 'card0-HDMI-A-1', width: 1_080, height: 1_920, touch: true }],
    lock: { checked: 2, loose: ['console.vt'] },
  });
});

test('a touch screen that is gone is told, and that it is back', async () => {
  const { put, roots } = playedComputer();
  const probe = createComputerProbe(rig.folder, roots);
  const touchFault = async () => {
    const figures = { ...(await reading()), ...(await probe.read()) };
    return assess(healthSchema.parse(figures)).find(({ code }) => code === 'no-touch');
  };
  const mouse = 'N: Name="mouse"\nB: PROP=0\nB: REL=3\n\n';
  const screen = 'N: Name="touch"\nB: PROP=2\nB: ABS=260800000000003\n\n';
  put('sys/class/drm/card0-HDMI-A-1/status', 'connected\n');
  put('proc/bus/input/devices', mouse + screen);
  expect(await touchFault()).toBeUndefined();
  put('proc/bus/input/devices', mouse);
  expect(await touchFault()).toMatchObject({ severity: 'sick' });
  expect((await touchFault())?.vi).toContain('cáp USB');
  put('proc/bus/input/devices', mouse + screen);
  expect(await touchFault()).toBeUndefined();
});

test('a stick is what is mounted where sticks are', () => {
  const mounts = [
    '/dev/sda2 / ext4 rw 0 0',
    '/dev/sdb1 /media/hai-long/USB\\040Ky\\040thuat vfat rw 0 0',
    '/dev/sdc1 /run/media/user/K exfat rw 0 0',
    'tmpfs /media/tmp tmpfs rw 0 0',
    '//server/share /mnt/share cifs rw 0 0',
  ].join('\n');
  expect(mountedSticks(mounts)).toEqual(['/media/hai-long/USB Ky thuat', '/run/media/user/K']);
});
