import { unreachable } from '../../shared/model/result.ts';
import { kioskCount, type Action } from './actions.ts';
import { ModelDistrict } from './district.ts';
import { ModelKiosk } from './kiosk.ts';

/** What the report must say, known from the taps alone. */
export type Expected = {
  /** The dossiers that were rated, each by its first rating. */
  readonly dossiers: Set<number>;
  repeats: number;
  walkIns: number;
};

export type World = {
  readonly district: ModelDistrict;
  readonly kiosks: readonly ModelKiosk[];
  readonly expected: Expected;
};

/** The district with its kiosks enrolled, backed up once. */
export async function newWorld(): Promise<World> {
  const district = await ModelDistrict.start();
  const kiosks: ModelKiosk[] = [];
  for (let number = 1; number <= kioskCount; number += 1) {
    const counter = `quay-${number}`;
    const code = await district.enrolmentCode(counter);
    kiosks.push(await ModelKiosk.enrolled(counter, district.port, code));
  }
  await district.backUp();
  return { district, kiosks, expected: { dossiers: new Set(), repeats: 0, walkIns: 0 } };
}

export async function closeWorld({ kiosks, district }: World): Promise<void> {
  for (const kiosk of kiosks) await kiosk.close();
  await district.close();
}

/** Lets every action happen, in order, while requests are under way. */
export async function play(world: World, actions: readonly Action[]): Promise<void> {
  for (const action of actions) {
    await act(world, action);
    await new Promise((resolve) => void setImmediate(resolve));
  }
}

/** Far more than the longest chain of rests that the end of all faults can leave. */
const tryAgainMax = 20;

/**
 * The database goes back once more, then all faults end and the kiosks try again until everything is sent. Throws with
 * what hinders them if it never is.
 */
export async function settle({ kiosks, district }: World): Promise<void> {
  await district.restore();
  for (const kiosk of kiosks) kiosk.network.meet('none');
  for (let tries = 0; tries < tryAgainMax; tries += 1) {
    await Promise.all(kiosks.map((kiosk) => kiosk.tryAgain()));
    if (kiosks.every((kiosk) => kiosk.unfinished() === null)) return;
  }
  throw new Error(kiosks.map((kiosk) => kiosk.unfinished()).join('; '));
}

async function act({ district, kiosks, expected }: World, action: Action): Promise<void> {
  const kioskOf = (number: number): ModelKiosk => {
    const kiosk = kiosks[number];
    if (!kiosk) throw new Error(`There is no kiosk ${number}.`);
    return kiosk;
  };
  switch (action.do) {
    case 'rate':
      kioskOf(action.kiosk).rate(action.dossier, action.level);
      return expect(expected, action.dossier);
    case 'expire':
      return kioskOf(action.kiosk).expire();
    case 'network':
      return kioskOf(action.kiosk).network.meet(action.fault);
    case 'pass':
      return kioskOf(action.kiosk).pass(action.ms);
    case 'set-clock':
      return kioskOf(action.kiosk).setClock(action.byMs);
    case 'restart':
      return kioskOf(action.kiosk).restart(action.reboot);
    case 'restart-district':
      return district.restart();
    case 'kill-postgres':
      return district.killPostgres();
    case 'start-postgres':
      return district.startPostgres();
    case 'back-up':
      return district.backUp();
    case 'restore':
      return district.restore();
    default:
      return unreachable(action);
  }
}

function expect(expected: Expected, dossier: number | null): void {
  if (dossier === null) expected.walkIns += 1;
  else if (expected.dossiers.has(dossier)) expected.repeats += 1;
  else expected.dossiers.add(dossier);
}
