import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as rest } from 'node:timers/promises';
import { findOnPath } from '../../build/setup/programs.ts';
import { repository } from '../../build/setup/run-tool.ts';
import { findChromium } from '../../build/setup/chromium.ts';
import { freePort } from '../support/ports.ts';
import { stageKiosk } from './staged-kiosk.ts';

/**
 * The Chromium shell as the Debian package starts it: the program as it is staged, `bin/machine` and `bin/browser` as they
 * are written, with other folders and ports. What a service manager and the compositor do around them is missing here:
 * Chromium draws on a screen of Xvfb, or on none.
 */
export type ShippedSession = {
  /** Starts the kiosk's two services at once, as a boot does; or the screen's alone, on an address. */
  start(blank?: string): RunningSession;
  remove(): void;
};

export type RunningSession = {
  /** When the services were started, ms since 1970. */
  readonly startedAt: number;
  /** Of Chromium's debugging port. */
  readonly debugPort: number;
  /** Time of day at which the machine said that its doors stand; null if it never does. */
  ready(): Promise<number>;
  stop(): Promise<void>;
};

const folderOfScripts = join(repository, 'build/os/linux/bin');
const lookMs = 10;
const patienceMs = 30_000;
const stopMs = 10_000;
const openToAll = 0o755;

/** What Chromium draws on: a window on a real X server where there is one. */
export function drawnOn(): 'Xvfb' | 'no screen' {
  return findOnPath('Xvfb') === undefined ? 'no screen' : 'Xvfb';
}

/** @param home - an empty folder for everything; @param data - the data folder of an enrolled kiosk */
export async function shippedSession(home: string, data: string): Promise<ShippedSession> {
  const { program } = await stageKiosk(join(home, 'root'));
  const [port, technicianPort, debugPort] = [await freePort(), await freePort(), await freePort()];
  const display = await openDisplay();
  const places = { home, data, program, port, technicianPort, debugPort, display };
  for (const folder of [runtimeOf(places), screenOf(places)]) mkdirSync(folder);
  writeScripts(places);
  return {
    start: (blank) => start(places, blank),
    remove: () => {
      display?.server.kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

type Places = {
  readonly home: string;
  readonly data: string;
  readonly program: string;
  readonly port: number;
  readonly technicianPort: number;
  readonly debugPort: number;
  readonly display: Display | null;
};

const runtimeOf = ({ home }: Places): string => join(home, 'run');
const screenOf = ({ home }: Places): string => join(home, 'screen');

function writeScripts(places: Places): void {
  const { home, port, technicianPort, debugPort } = places;
  const chromium = findChromium().path ?? 'chromium';
  const added = ['--no-sandbox', `--remote-debugging-port=${debugPort}`];
  const drawing =
    drawnOn() === 'Xvfb' ? '--ozone-platform=x11 --window-size=1920,1080' : '--headless=new';
  rewrite('machine', join(home, 'machine'), [
    ['port=7310 ', `port=${port} `],
    ['technician_port=7312', `technician_port=${technicianPort}`],
    ['chgrp hai-long-view', 'true'],
    ['chmod 0640', 'chmod 0644'],
  ]);
  rewrite('browser', join(home, 'browser'), [
    ['/run/hai-long-machine', runtimeOf(places)],
    [':7310/', `:${port}/`],
    ['exec chromium ', `exec ${chromium} ${added.join(' ')} `],
    ['--ozone-platform=wayland', drawing],
  ]);
  // For a page that needs no machine: its door is there at once.
  mkdirSync(join(home, 'no-door'));
  writeFileSync(join(home, 'no-door/curl'), '#!/bin/sh\nexit 0\n', { mode: openToAll });
}

/** @throws when the shipped script has not what is to be changed: then this file must follow it */
function rewrite(
  name: string,
  target: string,
  changes: readonly (readonly [string, string])[],
): void {
  let text = readFileSync(join(folderOfScripts, name), 'utf8');
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`bin/${name} has no “${from}” any more.`);
    text = text.replaceAll(from, to);
  }
  writeFileSync(target, text, { mode: openToAll });
}

function start(places: Places, blank: string | undefined): RunningSession {
  const { home, data, program } = places;
  const runtime = runtimeOf(places);
  rmSync(join(runtime, 'ready'), { force: true });
  rmSync(join(runtime, 'citizen.url'), { force: true });
  if (blank !== undefined) writeFileSync(join(runtime, 'citizen.url'), `${blank}\n`);
  const startedAt = Date.now();
  const machine =
    blank === undefined
      ? spawn(join(home, 'machine'), {
          env: {
            ...process.env,
            ...{ RUNTIME_DIRECTORY: runtime, STATE_DIRECTORY: data, HAI_LONG_PROGRAM: program },
          },
          stdio: ['ignore', 'ignore', 'inherit'],
        })
      : null;
  const screen = startScreen(places, blank !== undefined);
  return {
    startedAt,
    debugPort: places.debugPort,
    ready: () => written(join(runtime, 'ready')),
    stop: async () => {
      await Promise.all([stopped(screen), ...(machine ? [stopped(machine)] : [])]);
    },
  };
}

function startScreen(places: Places, isBlank: boolean): ChildProcess {
  const { home, display } = places;
  const screen = screenOf(places);
  const path = isBlank ? `${join(home, 'no-door')}:${process.env['PATH'] ?? ''}` : undefined;
  return spawn(join(home, 'browser'), {
    cwd: screen,
    env: {
      ...process.env,
      ...(path === undefined ? {} : { PATH: path }),
      ...{ HOME: screen, STATE_DIRECTORY: screen, XDG_RUNTIME_DIR: screen },
      ...(display === null ? {} : { DISPLAY: `:${display.number}` }),
    },
    stdio: 'ignore',
  });
}

type Display = { readonly number: number; readonly server: ChildProcess };

/** A screen of a usual kiosk, of a number that the server chooses; null where there is no such server. */
async function openDisplay(): Promise<Display | null> {
  if (drawnOn() !== 'Xvfb') return null;
  const flags = ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [told] = (await once(server.stdio[3] as Readable, 'data')) as [Buffer];
  return { number: Number(told.toString()), server };
}

async function written(path: string): Promise<number> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    if (existsSync(path) && readFileSync(path, 'utf8').includes('ready ')) return Date.now();
    await rest(lookMs);
  }
  return NaN;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), stopMs);
  await ended;
  clearTimeout(hard);
}
