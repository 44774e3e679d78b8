import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './start/child.ts';
import { ensurePages } from './start/pages.ts';
import { readStartFlags, type StartFlags } from './start/flags.ts';
import { startDistrict, type District } from './start/district.ts';
import { ensureElectron } from './setup/electron.ts';
import { startElectronKiosk } from './start/electron-kiosk.ts';
import { startKiosk, type Kiosk, type KioskOptions } from './start/kiosk.ts';
import { hasScreen } from './start/screen.ts';
import { openWindows } from './start/windows.ts';
import { whenLeft } from './start/leaving.ts';
import { giveFreshKioskPin, hasPin, sampleTechnicianPin } from './start/technician-pin.ts';

/**
 * `npm start`: an embedded district server and one kiosk already enrolled with it, on sample data, and the windows
 * to try them. Everything runs as it would in an office: separate processes, real HTTP, real files.
 */
const flags = readStartFlags(process.argv.slice(2));
if (!flags.ok) {
  process.stderr.write(`${flags.problem}\n`);
  process.exit(2);
}
// A script may read the ready line and close the pipe: that is no reason to stop a kiosk.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
const left = whenLeft();
try {
  const { district, kiosk } = await start(flags.value);
  const failed = await Promise.race([left, kiosk.ended, district?.ended ?? left]);
  await kiosk.stop();
  await district?.stop();
  process.exit(failed ?? 0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function start(wanted: StartFlags): Promise<{ district: District | null; kiosk: Kiosk }> {
  mkdirSync(wanted.data, { recursive: true });
  await ensurePages(say);
  const district = wanted.districtUrl === null ? await startDistrict(wanted, say) : null;
  const districtUrl = district?.url ?? wanted.districtUrl ?? '';
  const data = path.join(wanted.data, 'kiosk');
  mkdirSync(data, { recursive: true });
  if (district) await giveFreshKioskPin(data);
  const options: KioskOptions = {
    data,
    kioskPort: wanted.kioskPort,
    deskPort: wanted.deskPort,
    districtUrl,
    newEnrolmentCode: async () => wanted.enrolCode ?? (await district?.newEnrolmentCode()) ?? null,
  };
  const electron = wanted.window && hasScreen() ? await ensureElectron() : null;
  if (electron?.missing) say(`${electron.missing}: using a browser instead.`);
  const kiosk = electron?.path
    ? await startElectronKiosk(electron.path, options, say)
    : await startKiosk(options, say);
  // The one line that a script reads; everything a person reads comes after it.
  process.stdout.write(
    `ready kiosk=${kiosk.url} desk=${kiosk.deskUrl} district=${district?.officeUrl ?? districtUrl}\n`,
  );
  explain(kiosk, district, hasPin(data));
  if (wanted.window && !electron?.path) {
    openWindows([kiosk.url, kiosk.deskUrl], wanted.data, say);
  }
  return { district, kiosk };
}

function explain(kiosk: Kiosk, district: District | null, hasTechnicianPin: boolean): void {
  say('');
  say('What to try:');
  say(`  1. The officer's page:   ${kiosk.deskUrl}`);
  say(
    '     Choose an officer, complete the dossier code, choose a procedure, press "Mời đánh giá".',
  );
  say(`  2. The citizen's screen: ${kiosk.url}`);
  say('     Touch one of the five faces.');
  if (district) {
    say(`  3. The office's page:    ${district.officeUrl}`);
    say('     The link signs you in. The rating is counted a moment after the touch.');
    say(`  Sample officers sign in with: ${samplePins()}`);
    say('     For trying out only; the office sets the real ones on its page "Đơn vị".');
  }
  if (hasTechnicianPin) {
    say('  4. The technician’s page: on the citizen’s screen touch its corners in this order,');
    say('     within 12 seconds: ↖ ↘ ↗ ↙ ↘ ↖ ↗');
    say(`     Then the PIN ${sampleTechnicianPin}, unless you have set another one there.`);
  }
  say('Stop with Ctrl+C. What was rated stays in the data folder.');
}

function samplePins(): string {
  const pins = JSON.parse(readFileSync(path.join(root, 'samples/sample-pins.json'), 'utf8')) as {
    readonly [officer: string]: string;
  };
  return Object.entries(pins)
    .map(([officer, pin]) => `${officer} ${pin}`)
    .join(', ');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
