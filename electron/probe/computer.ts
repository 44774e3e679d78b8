import { readdirSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { freemem, totalmem, uptime } from 'node:os';
import { join } from 'node:path';
import type { ComputerFigures, ComputerProbe } from '../core/health.ts';
import type { DisplayFigure, Health } from '../../shared/model/health.ts';
import { isTouchAmong } from './touch-devices.ts';

/** Where Linux tells of the computer; another root only in tests. On other systems most figures stay unread. */
export type Roots = { readonly sys: string; readonly proc: string; readonly run: string };

const linux: Roots = { sys: '/sys', proc: '/proc', run: '/run' };

/** What the shell sees of the screens, for systems that tell us nothing of them; null: nothing. */
export type ShellDisplays = () => DisplayFigure[] | null;

/** Reads the computer's figures. What cannot be read here is null; nothing throws and nothing is changed. */
export function createComputerProbe(
  folder: string,
  roots: Roots = linux,
  shellDisplays: ShellDisplays = () => null,
): ComputerProbe {
  return {
    read: async () => {
      const figures = await readComputer(folder, roots);
      return { ...figures, displays: figures.displays ?? shellDisplays() };
    },
  };
}

async function readComputer(folder: string, roots: Roots): Promise<ComputerFigures> {
  const disk = await statfs(folder).catch(() => null);
  return {
    diskFreeBytes: disk ? disk.bavail * disk.bsize : null,
    diskTotalBytes: disk ? disk.blocks * disk.bsize : null,
    memoryUsedBytes: process.memoryUsage.rss(),
    memoryFreeBytes: availableMemory(roots) ?? freemem(),
    memoryTotalBytes: totalmem(),
    processUptimeMs: Math.round(process.uptime() * 1_000),
    computerUptimeMs: Math.round(uptime() * 1_000),
    temperatureC: temperature(roots),
    ...power(roots),
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    displays: displays(roots),
    lock: lock(roots),
    nodeVersion: process.versions.node,
    electronVersion: process.versions['electron'] ?? null,
    system: `${process.platform} ${process.arch}`,
  };
}

/** Memory that could be had, caches included: what "free" means to a person. */
function availableMemory({ proc }: Roots): number | null {
  const kibibytes = /^MemAvailable:\s+(\d+) kB$/m.exec(textOf(join(proc, 'meminfo')) ?? '')?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1_024;
}

/** The hottest of the zones that read like a temperature. */
function temperature({ sys }: Roots): number | null {
  const zones = join(sys, 'class/thermal');
  const degrees = namesIn(zones)
    .filter((name) => name.startsWith('thermal_zone'))
    .map((name) => Number(textOf(join(zones, name, 'temp')) ?? Number.NaN) / 1_000)
    .filter((celsius) => celsius > 0 && celsius < 150);
  return degrees.length === 0 ? null : Math.max(...degrees);
}

function power({ sys }: Roots): Pick<Health, 'power' | 'batteryPercent'> {
  const supplies = join(sys, 'class/power_supply');
  const read = (name: string, file: string): string =>
    (textOf(join(supplies, name, file)) ?? '').trim();
  const all = namesIn(supplies).map((name) => ({ name, type: read(name, 'type') }));
  // The battery of a wireless mouse says nothing about the computer.
  const battery = all.find(
    ({ name, type }) => type === 'Battery' && read(name, 'scope') !== 'Device',
  );
  const isOnline = all.some(({ name, type }) => type === 'Mains' && read(name, 'online') === '1');
  const percent = battery ? Number(read(battery.name, 'capacity') || Number.NaN) : Number.NaN;
  const hasAny = battery !== undefined || all.some(({ type }) => type === 'Mains');
  const isMains = isOnline || (battery && read(battery.name, 'status') !== 'Discharging');
  return {
    power: hasAny ? (isMains ? 'mains' : 'battery') : null,
    batteryPercent: Number.isInteger(percent) && percent >= 0 && percent <= 100 ? percent : null,
  };
}

/** The connectors with something on them, by the name of the connector: it stays the same over restarts. */
function displays(roots: Roots): DisplayFigure[] | null {
  const cards = join(roots.sys, 'class/drm');
  const connectors = namesIn(cards).filter((name) => /^card\d+-/.test(name));
  if (connectors.length === 0) return null;
  const hasTouch = isTouchAmong(textOf(join(roots.proc, 'bus/input/devices')));
  return connectors
    .filter((name) => textOf(join(cards, name, 'status'))?.trim() === 'connected')
    .map((name) => {
      const mode = /^(\d+)x(\d+)/.exec(textOf(join(cards, name, 'modes')) ?? '');
      const [width, height] = mode ? [Number(mode[1]), Number(mode[2])] : [null, null];
      return { id: name.slice(0, 64), width, height, touch: hasTouch };
    });
}

/** What the root's `hai-long-os verify --write` left for us; the kiosk has no right to look for itself. */
function lock({ run }: Roots): Health['lock'] {
  try {
    const text = readFileSync(join(run, 'hai-long-lock/verify.json'), 'utf8');
    const { checks } = JSON.parse(text) as { checks: { id: string; closed: boolean }[] };
    const loose = checks.filter(({ closed }) => !closed).map(({ id }) => id.slice(0, 64));
    return { checked: checks.length, loose };
  } catch {
    return null;
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
