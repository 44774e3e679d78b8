import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { newPublishingKey } from '../../district/domain/catalogue/package.ts';
import { makeEnrolmentCode } from '../../district/domain/enrolment.ts';
import { loadSamples } from '../../district/domain/samples.ts';
import { repository } from '../../build/setup/run-tool.ts';
import { counterIdSchema } from '../../shared/model/ids.ts';
import { hashPin } from '../../shared/rules/pin.ts';
import { signerOf, type Signer } from '../contract/technician-rig.ts';
import { stageKiosk } from './staged-kiosk.ts';
import {
  machineNote,
  percentile,
  printTable,
  scratchFolder,
  type Figure,
  type ScratchFolder,
} from './support.ts';

/**
 * A new kiosk with a provision file on a stick, from the start of its machine to the district's first heartbeat of it:
 * the staged program in a process of its own, the real district over loopback, nobody's touch.
 */
const title = 'Provision of a kiosk: from its file to the first heartbeat';
const rounds = 10;
const heartbeatMs = 10_000;
const lookMs = 10;
const dayMs = 24 * 60 * 60_000;
const counter = counterIdSchema.parse('quay-1');

type District = { readonly server: DistrictServer; readonly url: string; readonly signer: Signer };

async function startDistrict(): Promise<District> {
  const built = await buildDistrict({ postgres: null, data: null });
  if (!built.ok) throw new Error(built.problem.en);
  const { store, now, http } = built.value;
  await loadSamples(store, now, join(repository, 'samples'));
  const url = await http.listen({ host: '127.0.0.1', port: 0 });
  const signer = signerOf(await store.catalogues.publishingKey(newPublishingKey));
  return { server: built.value, url, signer };
}

/** As the district's page of kiosks makes them. */
async function provisionFile({ server, url, signer }: District, technicianPin: string) {
  const code = await makeEnrolmentCode(server.store, server.now, { counter, name: 'Kiosk' });
  return signer.sign({
    ...{ format: 1, districtUrl: url, code, technicianPin, settings: { diagonalInches: 21.5 } },
    ...{ issuedAt: Date.now() - dayMs, until: Date.now() + dayMs },
    publishingKey: { id: signer.id, publicKey: signer.publicKey },
  });
}

/** Kiosks that have sent a heartbeat: only that one says how long a queue is. */
async function heard({ server }: District): Promise<number> {
  const standings = await server.store.kiosks.standings();
  return standings.filter(({ queueDepth }) => queueDepth !== null).length;
}

/** @returns ms from the start of the process to the heartbeat */
async function provision(district: District, program: string, home: string, pin: string) {
  const [data, stick] = [join(home, 'data'), join(home, 'stick')];
  for (const folder of [data, stick]) mkdirSync(folder, { recursive: true });
  const file = await provisionFile(district, pin);
  writeFileSync(join(stick, 'kiosk.provision.json'), JSON.stringify(file));
  const before = await heard(district);
  const began = performance.now();
  const flags = ['electron/launch.js', '--data', data, '--stick-folder', stick];
  const machine = spawn(process.execPath, flags, { cwd: program, stdio: 'ignore' });
  while ((await heard(district)) === before) {
    if (machine.exitCode !== null) throw new Error('The machine ended before its heartbeat.');
    await rest(lookMs);
  }
  const tookMs = performance.now() - began;
  const ended = once(machine, 'exit');
  machine.kill('SIGTERM');
  await ended;
  return tookMs;
}

async function measureAll(scratch: ScratchFolder): Promise<void> {
  const kiosk = await stageKiosk(join(scratch.path, 'root'));
  const district = await startDistrict();
  const pin = await hashPin('271845');
  const tookMs: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const home = join(scratch.path, `kiosk-${round}`);
      tookMs.push(await provision(district, kiosk.program, home, pin));
    }
  } finally {
    await district.server.close();
  }
  const row = (name: string, share: number): Figure => ({
    ...{ name, unit: 's', aim: { kind: 'max', value: heartbeatMs / 1_000 } },
    ours: percentile(tookMs, share) / 1_000,
  });
  printTable(
    title,
    [row('file → first heartbeat, p50', 0.5), row('file → first heartbeat, p95', 0.95)],
    [
      `${rounds} new kiosks, each from the start of its process; the district on this machine.`,
      machineNote(),
    ],
  );
}

const scratch = scratchFolder();
try {
  await measureAll(scratch);
} finally {
  scratch.remove();
}
