import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packedBytesMax } from '../../build/package/offences.ts';
import { packingMissing, packKiosk } from '../package/packed-kiosk.ts';
import { stageKiosk } from './staged-kiosk.ts';
import { machineNote, printSkipped, printTable, scratchFolder, type Figure } from './support.ts';

/** What a kiosk takes on its disk, unpacked, without Node or Electron: both shells. */
const title = 'Unpacked size of a kiosk, without the runtime';
const mebibyte = 2 ** 20;

/** Of all files below a folder; links count nothing. */
function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => lstatSync(join(folder, path)))
    .filter((found) => found.isFile())
    .reduce((sum, { size }) => sum + size, 0);
}

async function measure(): Promise<void> {
  const scratch = scratchFolder();
  const packed = await packKiosk();
  try {
    const { root } = await stageKiosk(join(scratch.path, 'root'));
    const electron = join(packed.copy(), 'resources');
    const row = (name: string, folder: string): Figure => ({
      ...{ name, unit: 'MB', aim: { kind: 'max', value: packedBytesMax / mebibyte } },
      ours: bytesBelow(folder) / mebibyte,
    });
    printTable(
      title,
      [
        row('Chromium shell, all that its package installs', root),
        row('Electron shell, its resources', electron),
      ],
      [machineNote()],
    );
  } finally {
    packed.close();
    scratch.remove();
  }
}

const missing = packingMissing();
if (missing === undefined) await measure();
else printSkipped(title, missing);
