import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { afterLeaving } from './lockdown/after-leaving.ts';
import { exitCodes, wishCodes } from './lockdown/exit-codes.ts';
import type { Problem } from '../shared/model/problems.ts';
import type { Doors } from './http/doors.ts';
import type { Machine } from './machine.ts';
import { keepPower } from './serve-power.ts';
import { keepUpdated, updateOptions } from './serve-update.ts';

/**
 * The machine's own process without Electron: the same machine behind loopback HTTP. Any Chromium is the window.
 *
 *     node electron/serve.ts --data DIR [--kiosk-port N] [--desk-port N] [--district-url URL] [--enrol-code CODE]
 *         [--install-catalogue FILE] [--technician-port N] [--stick-folder DIR]... [--update-pace MS]
 *     node electron/serve.ts --doctor [--json] --data DIR
 *
 * When both doors listen it prints one line, `ready kiosk=URL desk=URL`, and tells its parent over the IPC channel if
 * there is one. The channel is also its leash: when the parent dies, the machine closes.
 */
const nodeMajor = 24;
/** How long the technician's page has to hear that the kiosk ends. */
const answerMs = 300;

type Flags = ReturnType<typeof readFlags>;

if (Number(process.versions.node.split('.')[0]) === nodeMajor) {
  const flags = flagsOrRefuse();
  if (flags?.doctor) await callDoctor(flags);
  else if (flags) await serve(flags);
} else {
  console.error(
    `Cần Node ${nodeMajor}, đang chạy Node ${process.versions.node}. Hãy chạy bằng lệnh "npm start".\n` +
      `Node ${nodeMajor} is needed, this is Node ${process.versions.node}. Start it with "npm start".`,
  );
  process.exitCode = exitCodes.refused;
}

async function callDoctor(flags: Flags): Promise<void> {
  const { examine } = await import('./doctor.ts');
  const { text, exitCode } = await examine(flags);
  console.log(text);
  process.exitCode = exitCode;
}

/** Flags that cannot be read are said in one line, without a stack: whoever typed them can mend them. */
function flagsOrRefuse(): Flags | null {
  try {
    return readFlags();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = exitCodes.refused;
    return null;
  }
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      'kiosk-port': { type: 'string' },
      'desk-port': { type: 'string' },
      'district-url': { type: 'string' },
      'enrol-code': { type: 'string' },
      'install-catalogue': { type: 'string' },
      'technician-port': { type: 'string' },
      'update-pace': { type: 'string' },
      'stick-folder': { type: 'string', multiple: true },
      doctor: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  if (values.data === undefined) throw new Error('--data DIR is missing.');
  return {
    folder: values.data,
    kioskPort: port('--kiosk-port', values['kiosk-port']),
    deskPort: port('--desk-port', values['desk-port']),
    districtUrl: values['district-url'],
    enrolCode: values['enrol-code'],
    catalogueFile: values['install-catalogue'],
    technicianPort: port('--technician-port', values['technician-port']),
    updatePaceMs: pace(values['update-pace']),
    stickFolders: values['stick-folder'] ?? [],
    doctor: values.doctor ?? false,
    json: values.json ?? false,
  };
}

/** For trial runs of an update: how often everything about it is done, in ms. */
function pace(text: string | undefined): number | undefined {
  const ms = Number(text);
  if (text === undefined) return undefined;
  if (!Number.isInteger(ms) || ms < 50) throw new Error('--update-pace takes milliseconds.');
  return ms;
}

function port(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) {
    throw new Error(`${flag} takes a number from 0 to 65535; 0 means any free port.`);
  }
  return number;
}

async function serve(flags: Flags): Promise<void> {
  // Only now: under another Node the database module would end the process without a word.
  const { createMachine } = await import('./machine.ts');
  const { folder, districtUrl } = flags;
  const version = productVersion();
  const built = await createMachine({
    ...{ folder, version },
    shippedCatalogue: fileURLToPath(new URL('../out/catalogue.ndjson.gz', import.meta.url)),
    ...(districtUrl === undefined ? {} : { districtUrl }),
    updates: updateOptions(flags.updatePaceMs),
    stickFolders: flags.stickFolders,
    afterLeaving: afterLeaving(process.env, { platform: process.platform, locked: false }),
    // Beside the program: the folder that holds electron/ in the package and in the sources alike.
    provisionFolders: [fileURLToPath(new URL('..', import.meta.url))],
  });
  if (!built.ok) return refuse(built.problem);
  const machine = built.value;
  // Without Electron there is no way to the system's key store: the keys lie under file permissions.
  machine.note({ kind: 'secrets.kept', body: { by: 'file', store: 'none' } });
  if (!(await enrolIfAsked(machine, flags))) return machine.close();
  await installIfAsked(machine, flags);
  const doors = await listen(machine, version, flags);
  if (doors) stand(machine, doors, flags);
  else await machine.close();
}

/** False when there is no going on: the code was refused and the kiosk has no name of before. */
async function enrolIfAsked(machine: Machine, flags: Flags): Promise<boolean> {
  const { enrolCode: code, districtUrl } = flags;
  if (code === undefined || districtUrl === undefined) return true;
  const enrolled = await machine.enrol({ districtUrl, code });
  if (enrolled.ok) return true;
  say(enrolled.problem);
  if (machine.isEnrolled()) return true;
  process.exitCode = exitCodes.refused;
  return false;
}

/** A technician brought a catalogue on a stick. A refused one is said; the catalogue in use stays, and so does the kiosk. */
async function installIfAsked(machine: Machine, { catalogueFile }: Flags): Promise<void> {
  if (catalogueFile === undefined) return;
  const installed = await machine.installCatalogue(catalogueFile);
  if (installed.ok) console.log(`catalogue version=${installed.value.version}`);
  else say(installed.problem);
}

async function listen(machine: Machine, version: string, flags: Flags): Promise<Doors | null> {
  const { openDoors } = await import('./http/doors.ts');
  const tokens = tokensOfSupervisor();
  const doors = await openDoors({
    ...{
      machine,
      version,
      pagesFolder: fileURLToPath(new URL('../out/renderer', import.meta.url)),
    },
    kioskPort: flags.kioskPort ?? machine.settings.kioskPort ?? 0,
    deskPort: flags.deskPort ?? machine.settings.deskPort ?? 0,
    technicianPort: flags.technicianPort ?? machine.settings.technicianPort ?? 0,
    ...(tokens ? { tokens } : {}),
  });
  if (doors.ok) {
    const { kioskUrl: citizen, technicianUrl: technician } = doors.value;
    machine.pagesAt({ citizen, technician });
    sayLan(doors.value);
    return doors.value;
  }
  refuse(doors.problem);
  return null;
}

/** For the technician: the address, and what to compare with the certificate that the officer's browser shows. */
function sayLan({ lan, lanRefused }: Doors): void {
  if (lan) console.log(`lan=${lan.url} sha256=${lan.fingerprint}`);
  if (lanRefused) say(lanRefused);
}

/** A supervisor that restarts the machine keeps its tokens, so that open windows find it again. */
function tokensOfSupervisor(): { citizen: string; desk: string } | null {
  const { HAILONG_CITIZEN_TOKEN: citizen, HAILONG_DESK_TOKEN: desk } = process.env;
  delete process.env['HAILONG_CITIZEN_TOKEN'];
  delete process.env['HAILONG_DESK_TOKEN'];
  return citizen && desk ? { citizen, desk } : null;
}

function stand(machine: Machine, doors: Doors, { updatePaceMs }: Flags): void {
  let leaving = false;
  const leave = async (code?: number): Promise<void> => {
    if (leaving) return;
    leaving = true;
    await machine.close();
    await doors.close();
    process.exit(code);
  };
  // Soon, not at once: the page is still to be answered.
  machine.onEnd((how) => void setTimeout(() => void leave(wishCodes[how]), answerMs));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave());
  process.on('disconnect', () => void leave());
  // Without a starter nobody starts it again, and a developer's window is not to go black.
  if (machine.updates) keepPower(machine, (code) => void leave(code));
  keepUpdated(machine, updatePaceMs, (code) => void leave(code));
  process.send?.({ ready: true, kiosk: doors.kioskUrl, desk: doors.deskUrl });
  console.log(`ready kiosk=${doors.kioskUrl} desk=${doors.deskUrl}`);
}

function refuse(problem: Problem): void {
  say(problem);
  process.exitCode = exitCodes.refused;
}

function say({ vi, en }: Problem): void {
  console.error(`${vi}\n${en}`);
}

function productVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(text) as { version: unknown }).version);
}
