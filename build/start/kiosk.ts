import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitCodes } from '../../electron/lockdown/exit-codes.ts';
import { decideRestart, recentDeaths } from '../../electron/lockdown/restart-policy.ts';
import { startChild, type Child } from './child.ts';

export type Kiosk = {
  readonly url: string;
  readonly deskUrl: string;
  /** Settles when a technician left the kiosk (0), or when the machine died too often to be started again. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
};

export type KioskOptions = {
  readonly data: string;
  readonly kioskPort: number;
  readonly deskPort: number;
  readonly districtUrl: string;
  /** Asked only when the data folder has no identity yet. */
  newEnrolmentCode(): Promise<string | null>;
};

type Ready = { readonly ready: true; readonly kiosk: string; readonly desk: string };
type Ports = { readonly kiosk: string; readonly desk: string };

/**
 * How Node runs the machine. It mostly waits: with room for 2 MB of new objects at a time it collects its garbage often
 * and stays small, where V8 would let up to 48 MB pile up first.
 */
export const machineEnvironment = {
  NODE_OPTIONS: [process.env['NODE_OPTIONS'] ?? '', '--max-semi-space-size=2'].join(' ').trim(),
};

/**
 * Starts the kiosk's machine and keeps it alive: when it dies it is started again on the same addresses with the same
 * tokens, so that an open window finds it again by itself.
 */
export async function startKiosk(
  options: KioskOptions,
  say: (line: string) => void,
): Promise<Kiosk> {
  say('Starting the kiosk …');
  const code = await enrolmentCodeIfNeeded(options, say);
  const tokens = {
    HAILONG_CITIZEN_TOKEN: randomBytes(32).toString('base64url'),
    HAILONG_DESK_TOKEN: randomBytes(32).toString('base64url'),
  };
  const launch = (ports: Ports, enrolCode: string | null) =>
    startChild<Ready>('kiosk', 'electron/serve.ts', machineFlags(options, ports, enrolCode), {
      ...machineEnvironment,
      ...tokens,
    });

  let machine = await launch(
    { kiosk: String(options.kioskPort), desk: String(options.deskPort) },
    code,
  );
  const { kiosk: url, desk: deskUrl } = machine.ready;
  const ports = { kiosk: new URL(url).port, desk: new URL(deskUrl).port };
  let stopping = false;

  const ended = keepAlive(
    () => machine,
    async (why) => {
      say(why === 'died' ? 'The kiosk’s machine died; starting it again …' : 'Starting again …');
      machine = await launch(ports, null);
    },
    () => stopping,
  );
  return {
    url,
    deskUrl,
    ended,
    stop: async () => {
      stopping = true;
      await machine.stop();
    },
  };
}

/** A one-time code for a data folder without an identity; null for a kiosk that is enrolled already. */
export async function enrolmentCodeIfNeeded(
  options: KioskOptions,
  say: (line: string) => void,
): Promise<string | null> {
  if (existsSync(path.join(options.data, 'identity.json'))) return null;
  const code = await options.newEnrolmentCode();
  if (code !== null) say('Enrolling the kiosk with the district, with a one-time code …');
  return code;
}

function machineFlags(options: KioskOptions, ports: Ports, enrolCode: string | null): string[] {
  return [
    '--data',
    options.data,
    '--kiosk-port',
    ports.kiosk,
    '--desk-port',
    ports.desk,
    '--district-url',
    options.districtUrl,
    ...(enrolCode === null ? [] : ['--enrol-code', enrolCode]),
  ];
}

/**
 * Restarts the machine each time it dies or asks for it, until it is told to stop, a technician leaves it or it dies too
 * often; then the last exit code.
 */
async function keepAlive(
  machine: () => Child<Ready>,
  restart: (why: 'asked' | 'died') => Promise<void>,
  isStopping: () => boolean,
): Promise<number> {
  let deathsMs: readonly number[] = [];
  for (;;) {
    const code = await machine().ended;
    if (isStopping() || code === exitCodes.clean) return code;
    if (code === exitCodes.left) return 0;
    if (code === exitCodes.again) {
      await restart('asked');
      continue;
    }
    const nowMs = performance.now();
    const decision = decideRestart(deathsMs, nowMs);
    if (decision.kind === 'give-up') return code || 1;
    deathsMs = [...recentDeaths(deathsMs, nowMs), nowMs];
    await sleep(decision.afterMs);
    await restart('died');
  }
}
