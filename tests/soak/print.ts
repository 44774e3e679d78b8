import { printCells } from '../bench/support.ts';
import { growthOf, trendOf, type Allowance } from './memory.ts';
import { disturbanceKinds } from './plan.ts';
import { soakFigures, type SoakFigure, type SoakOutcome } from './soak.ts';

/** The verdict on a soak and its tables. */

const mebibyte = 2 ** 20;

/**
 * What may grow: noise once (a page that rests and one that is written on, a collection that comes later), and a little
 * by the hour, for what libraries keep. In MiB, or in pieces.
 */
const allowances: Readonly<Record<SoakFigure, Allowance>> = {
  'machine heap': { once: 6, perHour: 1 },
  'machine resident': { once: 64, perHour: 4 },
  'page heap': { once: 4, perHour: 0.5 },
  'page nodes': { once: 1_500, perHour: 50 },
  'page listeners': { once: 150, perHour: 10 },
};
const isBytes = (name: SoakFigure): boolean => !['page nodes', 'page listeners'].includes(name);

/** Everything that is wrong with a soak, a sentence each. */
export function verdictOf(outcome: SoakOutcome): string[] {
  const growth = soakFigures.flatMap(
    (name) => growthOf(name, trend(outcome, name), allowances[name]) ?? [],
  );
  return [...outcome.complaints, ...growth];
}

export function printOutcome(outcome: SoakOutcome): void {
  printCells('Soak: what happened to it', [['what', 'times'], ...happened(outcome)], []);
  printCells(
    'Soak: what it did',
    [
      ['what', 'count'],
      ...Object.entries(outcome.counts).map(([name, count]) => [name, String(count)]),
    ],
    outcome.leftOut.map((reason) => `left out: ${reason}`),
  );
  const headings = ['memory', 'first third', 'last third', 'an hour', 'hours', 'samples'];
  printCells(
    'Soak: what it kept',
    [headings, ...soakFigures.map((name) => row(outcome, name))],
    [
      'Medians over the longest life of one process, its first quarter left out. Heaps after a collection, in MiB.',
    ],
  );
  const wrong = verdictOf(outcome);
  console.log(wrong.length === 0 ? '\nNothing lost, memory flat.' : `\n${wrong.join('\n')}`);
}

function trend({ figures }: SoakOutcome, name: SoakFigure) {
  const unit = isBytes(name) ? mebibyte : 1;
  return trendOf(figures[name].map((sample) => ({ ...sample, value: sample.value / unit })));
}

function happened({ disturbances }: SoakOutcome): string[][] {
  return disturbanceKinds.map((kind) => [
    kind,
    String(disturbances.filter((one) => one.kind === kind).length),
  ]);
}

function row(outcome: SoakOutcome, name: SoakFigure): string[] {
  const line = trend(outcome, name);
  if (!line) return [name, '–', '–', '–', '–', String(outcome.figures[name].length)];
  const { first, last, perHour, hours, samples } = line;
  return [
    name,
    ...[first, last, perHour].map((value) => value.toFixed(1)),
    hours.toFixed(2),
    String(samples),
  ];
}
