import { mkdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { chromiumMissing } from '../support/chromium.ts';
import { writeEnrolledFolder } from '../support/enrolled-folder.ts';
import { paintedAt } from './painted.ts';
import { drawnOn, shippedSession, type ShippedSession } from './shipped-session.ts';
import {
  machineNote,
  percentile,
  printSkipped,
  printTable,
  scratchFolder,
  type Figure,
} from './support.ts';

/**
 * Power-on of the app → the attract screen is painted, under the Chromium shell: from the start of both services to the
 * first picture of the attract screen's text, beside the same session with a page of one word. Both in turn.
 */
const title = 'Power-on of the app → attract screen, beside a blank page in the same Chromium';
const rounds = 12;
const aimMs = 2_000;
const blank = 'data:text/html,<title>-</title><main><p>Xin%20ch%C3%A0o</p></main>';

type Start = {
  /** Services started → attract painted, ms. */
  readonly paintedMs: number;
  /** Services started → the doors stand, ms. */
  readonly doorsMs: number;
};

async function startKiosk(session: ShippedSession): Promise<Start> {
  const running = session.start();
  try {
    const ready = await running.ready();
    const painted = await paintedAt(running.debugPort, 'http:', 'main[data-screen="attract"]');
    return { paintedMs: painted - running.startedAt, doorsMs: ready - running.startedAt };
  } finally {
    await running.stop();
  }
}

async function startBlank(session: ShippedSession): Promise<number> {
  const running = session.start(blank);
  try {
    return (await paintedAt(running.debugPort, 'data:', 'main')) - running.startedAt;
  } finally {
    await running.stop();
  }
}

function figuresOf(kiosks: readonly Start[], blanks: readonly number[]): Figure[] {
  const painted = kiosks.map(({ paintedMs }) => paintedMs);
  const doors = kiosks.map(({ doorsMs }) => doorsMs);
  const aim = { kind: 'max', value: aimMs } as const;
  return [0.5, 0.95].flatMap((share): Figure[] => {
    const name = `p${share * 100}`;
    return [
      {
        ...{ name: `attract painted, ${name}`, unit: 'ms', aim },
        ...{ ours: percentile(painted, share), peer: percentile(blanks, share) },
      },
      { name: `  the machine’s doors stand, ${name}`, unit: 'ms', ours: percentile(doors, share) },
    ];
  });
}

async function measure(): Promise<void> {
  const scratch = scratchFolder();
  const data = join(scratch.path, 'data');
  mkdirSync(data);
  writeEnrolledFolder(data);
  const session = await shippedSession(join(scratch.path), data);
  try {
    await startKiosk(session); // makes the browser's profile, as the first of all days did
    const [kiosks, blanks]: [Start[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      kiosks.push(await startKiosk(session));
      blanks.push(await startBlank(session));
    }
    printTable(title, figuresOf(kiosks, blanks), [
      `${rounds} starts each in turn, from the start of the services to the picture; the profile and the files in memory as after a start before.`,
      `The package’s own scripts and bundle; Chromium drawn on ${drawnOn()}, without the compositor.`,
      `${machineNote()} Others’ work at the end: a load of ${(loadavg()[0] ?? NaN).toFixed(1)}.`,
    ]);
  } finally {
    session.remove();
  }
}

const missing = process.platform === 'linux' ? chromiumMissing() : 'the session is made for Linux';
if (missing === undefined) await measure();
else printSkipped(title, missing);
