import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { z } from 'zod';
import { counterIdSchema } from '../shared/model/ids.ts';
import { problem } from '../shared/model/problems.ts';
import { signingKeySchema } from '../shared/model/provision.ts';
import { buildDistrict, type DistrictServer } from './app.ts';
import { exportCatalogue, runImport } from './domain/catalogue/errands.ts';
import { makeEnrolmentCode } from './domain/enrolment.ts';
import { addReleaseFile } from './domain/fleet/releases.ts';
import { signReleaseFile } from './domain/fleet/sign-release.ts';
import { runProvision } from './domain/fleet/errand.ts';
import { newOfficeLink, setPassword } from './domain/office.ts';
import { loadSamples, sampleOfficeUser } from './domain/samples.ts';

/** The entry of the district server: reads the flags, listens, and does the two errands of whoever starts it. */

const usage = `Usage: node district/main.ts (--data DIR | --postgres URL) [options]
  --data DIR            folder of the embedded database (a trial: it does not survive a power cut)
  --postgres URL        a PostgreSQL database
  --host HOST           where to listen (127.0.0.1)
  --port N              which port (7320; 0 = any free one)
  --behind-proxy        a reverse proxy sets X-Forwarded-For and X-Forwarded-Proto
  --samples DIR         fill an empty store with the samples in DIR
  --office-link         print a one-time link that signs the office in
  --new-code COUNTER    print a one-time enrolment code for a kiosk at COUNTER, and stop
  --provision UNIT      make signed provision files for the kiosks of UNIT, and stop
    --counters FILE     one counter a line: the id of one that is there, or the name of a new one
    --out DIR           where the files go; a new folder
    --district-url URL  the address at which the kiosks reach this server
    --days N            how long the codes can be used (14)
  --sign-release FILE   sign a version of the kiosk's program, by its manifest, with this district's key, and stop
  --add-release FILE    take in a version of the kiosk's program by its manifest, and stop
  --release-key KEY     whose versions are taken in (Ed25519, base64url); may be said more than once
  --set-password USER   read a password for USER from standard input, and stop
  --import FILE         say what a list of procedures (XLSX, CSV, JSON) would change, and stop
    --map FILE          JSON: which field each heading is; remembered for these headings
    --withdraw-missing  the file is the whole list: withdraw what it does not name
    --publish           publish it
  --export-catalogue FILE  write the published catalogue's package file, and stop`;

const defaultPort = 7320;

function readFlags() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      postgres: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: String(defaultPort) },
      samples: { type: 'string' },
      'behind-proxy': { type: 'boolean', default: false },
      'office-link': { type: 'boolean', default: false },
      'new-code': { type: 'string' },
      provision: { type: 'string' },
      counters: { type: 'string' },
      out: { type: 'string' },
      'district-url': { type: 'string' },
      days: { type: 'string' },
      'sign-release': { type: 'string' },
      'add-release': { type: 'string' },
      'release-key': { type: 'string', multiple: true, default: [] },
      'set-password': { type: 'string' },
      import: { type: 'string' },
      map: { type: 'string' },
      'withdraw-missing': { type: 'boolean', default: false },
      publish: { type: 'boolean', default: false },
      'export-catalogue': { type: 'string' },
    },
  });
  if ((values.data === undefined) === (values.postgres === undefined)) {
    throw new TypeError('Give either --data or --postgres.');
  }
  z.array(signingKeySchema.shape.publicKey).parse(values['release-key']);
  return { ...values, port: z.coerce.number().int().min(0).max(65_535).parse(values.port) };
}

type Flags = ReturnType<typeof readFlags>;

/** Ends the process with a sentence for whoever started it. */
function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

async function main(): Promise<void> {
  const flags = flagsOrStop();
  const built = await buildDistrict({
    postgres: flags.postgres ?? null,
    data: flags.data ?? null,
    behindProxy: flags['behind-proxy'],
    releaseKeys: flags['release-key'],
    log: pino({ level: 'info' }, pino.destination({ dest: 2, sync: true })),
  });
  if (!built.ok) return stop(`${built.problem.vi}\n${built.problem.en}`);
  const district = built.value;
  const fresh =
    flags.samples !== undefined && (await loadSamples(district.store, district.now, flags.samples));

  if (errands.some((errand) => flags[errand] !== undefined)) {
    await runErrand(district, flags);
    return district.close();
  }
  closeOnSignals(district);
  const url = await listen(district, flags);
  if (process.send) await serveParent(district, url);
  else await tellConsole(district, url, fresh || flags['office-link']);
}

function flagsOrStop(): Flags {
  try {
    return readFlags();
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

const commandLine = 'command line';

const errands = [
  'new-code',
  'provision',
  'sign-release',
  'add-release',
  'set-password',
  'import',
  'export-catalogue',
] as const;

async function runErrand(district: DistrictServer, flags: Flags): Promise<void> {
  const counter = flags['new-code'];
  if (counter !== undefined) console.log(await newCode(district, { counter, name: counter }));
  await runFleetErrand(district, flags);
  const user = flags['set-password'];
  if (user !== undefined) {
    const lines = createInterface({ input: process.stdin });
    await setPassword(district.store, user, await lines.question(''));
    lines.close();
  }
  await runCatalogueErrand(district, flags);
}

async function runFleetErrand({ store, now }: DistrictServer, flags: Flags): Promise<void> {
  const toSign = flags['sign-release'];
  if (toSign !== undefined) {
    const done = await signReleaseFile(store, toSign);
    if (!done.ok) stop(`${done.problem.vi}\n${done.problem.en}`);
    console.log(done.value);
  }
  const release = flags['add-release'];
  if (release !== undefined) {
    const releaseKeys = flags['release-key'];
    const added = await addReleaseFile({ store, now, by: commandLine, releaseKeys }, release);
    if (!added.ok) stop(`${added.problem.vi}\n${added.problem.en}`);
    console.log(added.value);
  }
  const { provision: unit, counters, out, days, 'district-url': districtUrl } = flags;
  if (unit === undefined) return;
  const made = await runProvision(store, now, { unit, counters, out, districtUrl, days });
  if (!made.ok) stop(`${made.problem.vi}\n${made.problem.en}`);
  console.log(made.value);
}

async function runCatalogueErrand({ store, now }: DistrictServer, flags: Flags): Promise<void> {
  const { import: file, map, publish, 'export-catalogue': exportTo } = flags;
  const missing = flags['withdraw-missing'] ? 'withdraw' : 'keep';
  const done = [
    file === undefined ? null : await runImport(store, now, { file, map, missing, publish }),
    exportTo === undefined ? null : await exportCatalogue(store, exportTo),
  ];
  for (const result of done.filter((outcome) => outcome !== null)) {
    if (!result.ok) stop(`${result.problem.vi}\n${result.problem.en}`);
    console.log(result.value);
  }
}

async function newCode(
  { store, now }: DistrictServer,
  kiosk: { counter: string; name: string },
): Promise<string> {
  const counter = counterIdSchema.safeParse(kiosk.counter);
  const code = counter.success
    ? await makeEnrolmentCode(store, now, { counter: counter.data, name: kiosk.name })
    : null;
  return code ?? stop(`There is no one counter with the id "${kiosk.counter}".`);
}

async function listen({ http }: DistrictServer, { host, port }: Flags): Promise<string> {
  try {
    return await http.listen({ host, port });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    const taken = problem('port.taken', { port });
    return stop(`${taken.vi}\n${taken.en}`);
  }
}

const newCodeRequest = z.strictObject({
  newEnrolmentCode: z.strictObject({ counter: z.string(), name: z.string() }),
});

/** A parent process (the starter, a test) gets the link and asks for codes over the channel between them. */
async function serveParent(district: DistrictServer, url: string): Promise<void> {
  process.on('message', (message) => {
    const asked = newCodeRequest.safeParse(message);
    if (!asked.success) return;
    void newCode(district, asked.data.newEnrolmentCode).then((enrolmentCode) =>
      process.send?.({ enrolmentCode }),
    );
  });
  process.send?.({ ready: true, district: url, officeLink: await officeLink(district, url) });
}

async function tellConsole(district: DistrictServer, url: string, link: boolean): Promise<void> {
  if (link) {
    console.log(`The office signs in once with ${await officeLink(district, url)}`);
    console.log('A kiosk is enrolled with a code: stop the server, add --new-code COUNTER.');
  }
  console.log(`ready district=${url}`);
}

async function officeLink({ store, now }: DistrictServer, url: string): Promise<string> {
  const [user = sampleOfficeUser] = await store.office.users();
  return `${url}/#link=${await newOfficeLink(store, now, user)}`;
}

function closeOnSignals(district: DistrictServer): void {
  let closing = false;
  const close = () => {
    if (closing) return;
    closing = true;
    void district.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, close);
  if (process.send) process.on('disconnect', close);
}

await main();
