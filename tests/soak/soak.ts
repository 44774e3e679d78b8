import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { unreachable } from '../../shared/model/result.ts';
import { openedStore } from '../faults/support.ts';
import { ModelDistrict } from '../model/district.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import { Seeded } from '../support/seeded.ts';
import { SoakCitizen } from './citizen.ts';
import { shimDisk, shimMissing, type ShimmedDisk } from './disk.ts';
import { SoakMachine } from './machine.ts';
import { trendOf, type Sample } from './memory.ts';
import { SoakOfficer } from './officer.ts';
import { planOf, type Disturbance, type PlannedDisturbance } from './plan.ts';
import { answersIn, complaintsOf, type Answer, type Line } from './verdict.ts';
import { SoakWindow } from './window.ts';

/**
 * One kiosk with everything real (district on PostgreSQL, machine on its disk, Chromium, touch) that is rated for a while
 * and disturbed by a plan. At the end everything works again, and what was thanked for is compared with the district.
 */
export type SoakOptions = {
  readonly seed: number;
  readonly soakMs: number;
  /** Told of what happens, a line each. */
  readonly say: (line: string) => void;
};

export type SoakFigures = Readonly<Record<SoakFigure, readonly Sample[]>>;
export const soakFigures = [
  'machine heap',
  'machine resident',
  'page heap',
  'page nodes',
  'page listeners',
] as const;
export type SoakFigure = (typeof soakFigures)[number];

export type SoakOutcome = {
  readonly complaints: readonly string[];
  readonly disturbances: readonly PlannedDisturbance[];
  readonly figures: SoakFigures;
  readonly counts: Readonly<Record<string, number>>;
  /** What could not be disturbed on this machine, a sentence each. */
  readonly leftOut: readonly string[];
};

const samples = fileURLToPath(new URL('../../samples', import.meta.url));
const counter = 'quay-1';
/** As short as settings may be: more ratings for the time. */
const brisk = {
  thanksMs: 2_000,
  pauseMs: 1_000,
  detailTimeoutMs: 10_000,
  waitingTimeoutMs: 10_000,
};
const sampleMsMin = 500;
const samplesOfSoak = 600;
const enoughMs = 5 * 60_000;
/** The kiosk's longest pause after a failure is five minutes, and a second request may fail. */
const drainMs = 15 * 60_000;
const drainLookMs = 1_000;

type World = {
  readonly home: string;
  readonly district: ModelDistrict;
  readonly network: FaultProxy;
  readonly disk: ShimmedDisk | null;
  readonly machine: SoakMachine;
  readonly window: SoakWindow;
  readonly citizen: SoakCitizen;
};

export async function soak({ seed, soakMs, say }: SoakOptions): Promise<SoakOutcome> {
  const plan = planOf(seed, soakMs);
  const noDisk = shimMissing();
  const world = await begin(new Seeded(seed + 1));
  try {
    const { machine, window, citizen } = world;
    const staying = citizen.stay(window, new SoakOfficer(machine.doors.desk));
    const watch = startWatch(world, soakMs);
    await disturb(world, plan, soakMs, say);
    const figures = await watch.enough();
    for (const words of machine.ends) say(`The machine ended by itself, ${words}`);
    const complaints = await drained(world, say);
    citizen.leave();
    await staying;
    await Promise.all([window.stop(), machine.stop()]);
    const found = await compare(world);
    return {
      ...{ disturbances: plan, figures, leftOut: noDisk === undefined ? [] : [noDisk] },
      complaints: [...complaints, ...found.complaints],
      counts: { ...found.counts, invitations: citizen.invitations, ...livesOf(world) },
    };
  } finally {
    await end(world);
  }
}

async function begin(chance: Seeded): Promise<World> {
  const home = mkdtempSync(join(tmpdir(), 'hai-long-soak-'));
  const folder = join(home, 'kiosk');
  mkdirSync(folder);
  const district = await ModelDistrict.start(briskSamples(home));
  const network = await new FaultProxy(district.port).listen();
  let machine: SoakMachine | null = null;
  try {
    const disk = shimMissing() === undefined ? await shimDisk(folder, home) : null;
    const code = await district.enrolmentCode(counter);
    machine = await SoakMachine.enrolled({ folder, districtUrl: network.url, disk }, code);
    const citizen = new SoakCitizen(chance);
    const window = new SoakWindow(machine.doors.kiosk, (body) => citizen.sent(body));
    await window.start();
    return { home, district, network, disk, machine, window, citizen };
  } catch (error) {
    // A kiosk that does not even begin leaves no process and no folder behind.
    await machine?.stop();
    await network.close();
    await district.close();
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

function briskSamples(home: string): string {
  const folder = join(home, 'samples');
  cpSync(samples, folder, { recursive: true });
  const path = join(folder, 'unit.json');
  const unit = JSON.parse(readFileSync(path, 'utf8')) as { settings: object };
  writeFileSync(path, JSON.stringify({ ...unit, settings: { ...unit.settings, ...brisk } }));
  return folder;
}

async function end({
  home,
  district,
  network,
  disk,
  machine,
  window,
  citizen,
}: World): Promise<void> {
  citizen.leave();
  await window.stop();
  await machine.stop();
  await network.close();
  await district.close();
  disk?.close();
  rmSync(home, { recursive: true, force: true });
}

/** Lets every disturbance of the plan happen in its time, to the end of the soak; then everything works again. */
async function disturb(
  world: World,
  plan: readonly PlannedDisturbance[],
  soakMs: number,
  say: SoakOptions['say'],
): Promise<void> {
  const began = performance.now();
  const until = (atMs: number): Promise<void> =>
    rest(Math.max(0, began + atMs - performance.now()));
  const healing = new AbortController();
  for (const planned of plan) {
    await until(planned.atMs);
    say(`${seconds(planned.atMs)}  ${wordsOf(planned)}; thanked ${world.citizen.thanked} times`);
    await happen(world, planned, healing.signal);
  }
  await until(soakMs);
  healing.abort();
  world.network.meet('none');
  world.disk?.fill(false);
}

async function happen(world: World, what: Disturbance, healing: AbortSignal): Promise<void> {
  const { machine, window, network, disk } = world;
  switch (what.kind) {
    case 'kill-page':
      return window.kill('page');
    case 'kill-browser':
      return window.kill('browser');
    case 'kill-machine':
      return machine.kill();
    case 'display':
      return window.setSize(what.size);
    case 'clock':
      machine.setClock(what.aheadMs);
      return window.setClock(what.aheadMs);
    case 'network':
      network.meet(what.fault);
      return later(what.forMs, healing, () => network.meet('none'));
    case 'disk':
      disk?.fill(true);
      return later(what.forMs, healing, () => disk?.fill(false));
    default:
      return unreachable(what);
  }
}

function later(ms: number, healing: AbortSignal, heal: () => void): void {
  rest(ms, undefined, { signal: healing }).then(heal, () => undefined);
}

/** Looks at the memory of machine and page, often enough for a line through it. */
function startWatch({ machine, window }: World, soakMs: number) {
  const began = performance.now();
  const stopped = new AbortController();
  const everyMs = Math.max(sampleMsMin, soakMs / samplesOfSoak);
  const figures = Object.fromEntries(soakFigures.map((name) => [name, [] as Sample[]])) as Record<
    SoakFigure,
    Sample[]
  >;
  const look = async (): Promise<void> => {
    const lives = { machine: machine.life, page: window.life };
    const [its, pages] = await Promise.all([machine.memory(), window.memory()]);
    const atMs = performance.now() - began;
    const note = (name: SoakFigure, life: number, value: number | undefined): void => {
      if (value !== undefined) figures[name].push({ life, atMs, value });
    };
    note('machine heap', lives.machine, its?.heap);
    note('machine resident', lives.machine, its?.rss);
    note('page heap', lives.page, pages?.heap);
    note('page nodes', lives.page, pages?.nodes);
    note('page listeners', lives.page, pages?.listeners);
  };
  const watching = (async () => {
    while (!stopped.signal.aborted) {
      await look();
      await rest(everyMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  })();
  const tells = (name: SoakFigure): boolean => trendOf(figures[name]) !== null;
  return {
    /** Ends when the figures tell something: a busy machine is looked at longer, not judged by less. */
    enough: async (): Promise<SoakFigures> => {
      const end = performance.now() + enoughMs;
      while (!soakFigures.every(tells) && performance.now() < end) await rest(everyMs);
      stopped.abort();
      await watching;
      return figures;
    },
  };
}

/** Waits, while ratings go on (news brings a failed try forward), until the district has all that was thanked for. */
async function drained(world: World, say: SoakOptions['say']): Promise<string[]> {
  const { citizen, district } = world;
  const end = performance.now() + drainMs;
  const owed = citizen.presses.flatMap(({ thanked, tap }) => (thanked && tap ? [tap] : []));
  const thankedBefore = citizen.thanked;
  let missing = owed;
  while (performance.now() < end) {
    const there = await district.answered();
    missing = owed.filter((tap) => !there.has(tap));
    if (missing.length === 0 && citizen.thanked > thankedBefore) {
      citizen.leave();
      return settled(world, end);
    }
    await rest(drainLookMs);
  }
  say(`${missing.length} of ${owed.length} ratings have not arrived.`);
  return [
    `After ${drainMs / 60_000} minutes of good days the kiosk has not sent all, or takes no ratings.`,
  ];
}

/** Nobody touches it any more: the last ratings arrive, too. */
async function settled({ citizen, district }: World, end: number): Promise<string[]> {
  for (;;) {
    const there = await district.answered();
    const owed = citizen.presses.filter(({ thanked, tap }) => thanked && !there.has(tap ?? ''));
    if (owed.length === 0) return [];
    if (performance.now() > end) return ['The last ratings did not arrive.'];
    await rest(drainLookMs);
  }
}

async function compare({ home, district, citizen }: World) {
  const store = openedStore(join(home, 'kiosk'));
  const verified = store.verify();
  const own = store.journal.linesAfter(0, { entriesMax: 1e9, bytesMax: 1e12 });
  const { journal } = store.journal.position();
  store.close();
  const held = await district.held(journal);
  const answers = answersIn(held);
  const isWhole = verified.ok && verified.value.damage === null;
  const complaints = [
    ...complaintsOf({ presses: citizen.presses, held, own }),
    ...(isWhole ? [] : ['The kiosk’s own journal is damaged.']),
    ...(await countOffences(district, held, answers)),
  ];
  const counts = {
    'ratings thanked for': citizen.thanked,
    'touches on a level': citizen.presses.length,
    'ratings at the district': answers.length,
    'entries at the district': held.length,
  };
  return { complaints, counts };
}

/** Nothing else is at the district, and its report counts what its journal holds. */
async function countOffences(
  district: ModelDistrict,
  held: readonly Line[],
  answers: readonly Answer[],
): Promise<string[]> {
  const [entries, forks] = [await district.count('entry'), await district.count('fork')];
  const { total, walkIn, repeats, quarantined } = await district.report();
  const reported = total.funnel.answered + walkIn.funnel.answered;
  const expected = { entries: held.length, forks: 0, reported: answers.length };
  const found = { entries, forks, reported };
  return [
    ...(JSON.stringify(found) === JSON.stringify(expected)
      ? []
      : [`The district has ${JSON.stringify(found)} and should have ${JSON.stringify(expected)}.`]),
    ...(repeats + quarantined === 0
      ? []
      : [`The report has ${repeats} repeats and ${quarantined} entries it does not understand.`]),
  ];
}

function livesOf({ machine, window }: World): Record<string, number> {
  return { 'lives of the machine': machine.life, 'lives of the browser': window.life };
}

function wordsOf(what: Disturbance): string {
  if (what.kind === 'network') return `network: ${what.fault} for ${seconds(what.forMs)}`;
  if (what.kind === 'disk') return `disk full for ${seconds(what.forMs)}`;
  if (what.kind === 'clock') return `clock ${seconds(what.aheadMs)} off`;
  return what.kind === 'display' ? `display ${what.size.width} × ${what.size.height}` : what.kind;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
