import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild, type Child } from '../../build/start/child.ts';
import { machineEnvironment } from '../../build/start/kiosk.ts';
import { chromiumMissing } from '../support/chromium.ts';
import { postgresMissing, startPostgres } from '../support/postgres.ts';
import { launchBrowser, newPage } from './browser.ts';
import { startDistrict, type District } from './district-process.ts';
import { processesHidden, usageOf } from './linux-process.ts';
import { machineNote, printSkipped, printTable, scratchFolder } from './support.ts';

/**
 * A kiosk at rest over a minute: the machine's own process, enrolled with a district, a window connected. Without the
 * browser, which is the same whatever it shows.
 */
const title = 'A kiosk at rest: processor, wake-ups and memory of its machine';
const settleMs = 10_000;
const watchedMs = 60_000;

/** As `npm start` does. */
async function startKiosk(folder: string, district: District): Promise<Child<{ kiosk: string }>> {
  const flags = ['--data', folder, '--district-url', district.url];
  const enrolled = existsSync(folder);
  const code = enrolled ? [] : ['--enrol-code', await district.newEnrolmentCode()];
  return startChild('kiosk', 'electron/serve.ts', [...flags, ...code], machineEnvironment);
}

async function watch(pid: number): Promise<void> {
  await sleep(settleMs);
  const before = usageOf(pid);
  const began = performance.now();
  await sleep(watchedMs);
  const seconds = (performance.now() - began) / 1_000;
  const after = usageOf(pid);
  printTable(
    title,
    [
      {
        ...{ name: 'processor, of one core', unit: '%', aim: { kind: 'max', value: 1 } },
        ours: ((after.cpuS - before.cpuS) / seconds) * 100,
      },
      {
        ...{ name: 'wake-ups (voluntary context switches of all threads)', unit: '/s' },
        ours: (after.voluntarySwitches - before.voluntarySwitches) / seconds,
      },
      {
        ...{ name: 'memory (resident)', unit: 'MB', aim: { kind: 'max', value: 120 } },
        ours: after.rssBytes / 2 ** 20,
      },
    ],
    [
      `Over ${Math.round(seconds)} s, ${settleMs / 1_000} s after the window had drawn its screen; the heartbeat is in it.`,
      machineNote(),
    ],
  );
}

async function measure(): Promise<void> {
  const folder = scratchFolder();
  const postgres = await startPostgres();
  const district = await startDistrict(postgres.url);
  try {
    const data = join(folder.path, 'kiosk');
    await (await startKiosk(data, district)).stop(); // enrols, and leaves its compiled code as after any day
    const kiosk = await startKiosk(data, district);
    const browser = await launchBrowser();
    try {
      const page = await newPage(browser);
      await page.goto(kiosk.ready.kiosk);
      await page.locator('[data-screen="attract"]').waitFor();
      await watch(kiosk.process.pid ?? 0);
    } finally {
      await browser.close();
      await kiosk.stop();
    }
  } finally {
    await district.stop();
    await postgres.stop();
    folder.remove();
  }
}

const missing = processesHidden() ?? postgresMissing() ?? chromiumMissing();
if (missing === undefined) await measure();
else printSkipped(title, missing);
