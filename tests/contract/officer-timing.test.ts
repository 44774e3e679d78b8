import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { dossierCode, procedure, sampleSettings } from '../../electron/core/testing/fixtures.ts';
import { entryIdSchema } from '../../shared/model/ids.ts';
import { overHttp, startMachine, type Rig, type Windows } from './rig.ts';

/**
 * The officer is kept out of the answer in time, too: how long after the tap the desk hears "rated", and how fast the
 * kiosk answers the desk meanwhile, does not depend on the level or on what is added to it.
 *
 * Two samples are compared by the Kolmogorov-Smirnov distance. Rounds of all kinds take turns in one run, so that
 * whatever else the computer does falls on all of them alike. At one false alarm in ten thousand per comparison a
 * difference of half a standard deviation is found more often than not.
 */
const rounds = 80;
const kinds = {
  'level 5': { level: 5, comment: null },
  'level 1': { level: 1, comment: null },
  'level 5 and a comment': { level: 5, comment: 'Cảm ơn.' },
  'level 1 and a comment': { level: 1, comment: 'Phải đi lại ba lần mới xong. '.repeat(50) },
} as const;
type Kind = keyof typeof kinds;

type Times = { readonly told: number[]; readonly answered: number[] };

/** Critical value of the two-sample distance at significance 0.0001: c = sqrt(-ln(0.0001 / 2) / 2). */
function criticalDistance(one: number, other: number): number {
  return Math.sqrt(-Math.log(0.0001 / 2) / 2) * Math.sqrt((one + other) / (one * other));
}

function distance(one: readonly number[], other: readonly number[]): number {
  const share = (sample: readonly number[], value: number): number =>
    sample.filter((it) => it <= value).length / sample.length;
  return Math.max(...[...one, ...other].map((it) => Math.abs(share(one, it) - share(other, it))));
}

let dossier = 0;

/** One rating; ms from the tap to "rated" at the desk, and to the answer of a call that the desk makes right after. */
async function round(
  { clock }: Rig,
  { citizen, desk }: Windows,
  statuses: AsyncIterator<{ readonly status: string }>,
  kind: Kind,
): Promise<{ told: number; answered: number }> {
  const { level, comment } = kinds[kind];
  dossier += 1;
  const { survey } = await desk.launch({ procedure, dossier: dossierCode(dossier) });
  await statuses.next();
  const tapped = performance.now();
  const rating = citizen.rate({ survey, level, tap: entryIdSchema.parse(uuidv7()) });
  expect((await statuses.next()).value).toMatchObject({ survey, status: 'rated' });
  const told = performance.now() - tapped;
  await rating;
  const detailed = citizen.detail({ survey, reasons: [], criteria: [], comment });
  const asked = performance.now();
  await desk.status({ survey });
  const answered = performance.now() - asked;
  await detailed;
  clock.advance(sampleSettings.pauseMs);
  return { told, answered };
}

test('the desk hears of a rating at the same moment whatever the citizen chose', async () => {
  const rig = await startMachine();
  const windows = await overHttp(rig.machine);
  const statuses = (await windows.desk.watch())[Symbol.asyncIterator]();
  const names = Object.keys(kinds) as Kind[];
  const times = Object.fromEntries(
    names.map((name): [Kind, Times] => [name, { told: [], answered: [] }]),
  ) as Record<Kind, Times>;
  for (const name of names) await round(rig, windows, statuses, name); // nothing is warm at first
  for (let number = 0; number < rounds; number += 1) {
    for (const name of names.toSorted(() => Math.random() - 0.5)) {
      const { told, answered } = await round(rig, windows, statuses, name);
      times[name].told.push(told);
      times[name].answered.push(answered);
    }
  }
  await windows.close();
  await rig.close();
  const [first, ...others] = names;
  const critical = criticalDistance(rounds, rounds);
  for (const other of others) {
    expect(distance(times[first!].told, times[other].told)).toBeLessThan(critical);
  }
  // Sealing a long comment is work; the desk's next call must not feel it.
  for (const other of others) {
    expect(distance(times[first!].answered, times[other].answered)).toBeLessThan(critical);
  }
});
