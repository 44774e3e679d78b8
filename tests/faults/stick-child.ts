import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BundleFiles, openStore, ProvisionFiles, systemClock } from '../../electron/store/store.ts';
import type { CatalogueItem } from '../../shared/model/catalogue-package.ts';
import type { Result } from '../../shared/model/result.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { procedureCodeSchema } from '../../shared/model/ids.ts';
import { newTestKey, writePackage } from '../../electron/store/catalogue/testing/sample-package.ts';
import { sampleCatalogue, sampleIdentity } from '../../electron/core/testing/fixtures.ts';
import { DiskControl } from './io-shim.ts';

/**
 * Does what a technician's stick is for, again and again, each time with the stick pulled out at another of its calls:
 * from that one on every call fails (io-shim.c, reads included). Usage: stick-child.ts STICK DATA
 * Prints one line of JSON: how many points there were for each errand, and what went wrong.
 */
const [stick = '', data = ''] = process.argv.slice(2);
const control = new DiskControl();
/** Beside the watched name: what the child itself does there is not counted. */
const unwatched = (name: string): string => `/.${stick}/${name}`;

const proceduresCount = 1_500;
const nameBytes = 900;
const problems: string[] = [];
const points: Record<string, number> = {};

/** `check` sees what came of it, and gives what is wrong with that. */
async function pullAtEveryCall(
  errand: string,
  work: () => Result<unknown, Problem> | Promise<Result<unknown, Problem>>,
  check: (outcome: Result<unknown, Problem>) => string | null,
  afterWhole = (): void => undefined,
): Promise<void> {
  control.failAt(0);
  const whole = await work();
  const calls = control.callsSoFar;
  if (!whole.ok) problems.push(`${errand} without a fault: ${whole.problem.code}`);
  afterWhole();
  for (let call = 1; call <= calls; call += 1) {
    control.failAt(call, 'EIO', true);
    let wrong: string | null;
    try {
      wrong = check(await work());
    } catch (error) {
      wrong = `threw ${String(error)}`;
    }
    control.failAt(0);
    if (wrong !== null) problems.push(`${errand}, pulled at call ${call} of ${calls}: ${wrong}`);
  }
  points[errand] = calls;
}

const key = newTestKey();
const store = openStore({
  ...{ folder: data, clock: systemClock(), log: () => undefined, offset: () => null },
});
if (!store.ok) throw new Error(store.problem.en);
const { id, publicKey } = key;
const privateKey = store.value.identity.pendingPrivateKey();
if (!privateKey.ok) throw new Error(privateKey.problem.en);
const trusted = { privateKey: privateKey.value, publishingKey: { id, publicKey } };
store.value.identity.write({ ...sampleIdentity, ...trusted });
const { catalogues } = store.value;
const packageName = 'danh-muc.ndjson.gz';
const writeVersion = (version: number): void =>
  writePackage(unwatched(packageName), largeCatalogue(), key, { version });
writeVersion(1);

/** Of names that do not pack, so that it takes more than one read. */
function largeCatalogue(): CatalogueItem[] {
  const [sample] = sampleCatalogue.items;
  if (sample?.kind !== 'procedure') throw new Error('No sample procedure.');
  const { procedure } = sample;
  return Array.from({ length: proceduresCount }, (_, number) => ({
    kind: 'procedure',
    procedure: {
      ...procedure,
      code: procedureCodeSchema.parse(`9.${100_000 + number}`),
      name: randomBytes(nameBytes).toString('base64url'),
    },
  }));
}

const inUse = (): number | undefined => catalogues.current()?.manifest.version;
await pullAtEveryCall(
  'reading a catalogue',
  () => catalogues.install(join(stick, packageName), 'stick'),
  (outcome) => {
    if (outcome.ok) return 'installed';
    if (inUse() !== 1) return `version ${String(inUse())} is in use`;
    if (readdirSync(data).some((name) => name.includes('building'))) return 'left a half-built one';
    return outcome.problem.code === 'catalogue.package-unreadable' ? null : outcome.problem.code;
  },
  () => writeVersion(2),
);
const files = new ProvisionFiles();
await pullAtEveryCall(
  'reading a provision file',
  () => files.find(stick, 0),
  (outcome) => {
    if (outcome.ok) return 'found';
    return outcome.problem.code === 'provision.unreadable' ? null : outcome.problem.code;
  },
);
const bundles = new BundleFiles(data);
const bytes = new Uint8Array(300_000).fill(7);
await pullAtEveryCall(
  'writing a bundle',
  () => bundles.writeTo(stick, 'goi.zip', bytes),
  (outcome) => {
    const left = readdirSync(unwatched('')).includes('goi.zip')
      ? readFileSync(unwatched('goi.zip')).byteLength
      : null;
    rmSync(unwatched('goi.zip'), { force: true });
    if (left !== null && left !== bytes.byteLength) return 'left half a bundle under its name';
    if (outcome.ok) return 'written';
    return outcome.problem.code === 'bundle.stick' ? null : outcome.problem.code;
  },
);
store.value.close();
control.close();
console.log(JSON.stringify({ points, problems }));
