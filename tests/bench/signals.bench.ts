import { findSignals } from '../../district/domain/signals/find-signals.ts';
import { rules } from '../../district/domain/signals/rules.ts';
import { behaviours, simulateMonth, type Behaviour } from '../support/officer-simulator.ts';
import { machineNote, printCells } from './support.ts';

/** What the signals see and what they imagine, on simulated officers (tests/support/officer-simulator.ts). */

const officersOfDistrict = 50;
const months = 20;
const officerMonths = officersOfDistrict * months;

/** Officer-months with a signal, by rule and, last, with any; of the officers who work like this. */
function flagged(
  behaviourAt: (officer: number) => Behaviour,
  looked: Behaviour,
): { officers: number; byRule: Map<string, number> } {
  const byRule = new Map<string, number>();
  let officers = 0;
  for (let month = 0; month < months; month += 1) {
    const simulated = simulateMonth(1_000 + month, officersOfDistrict, behaviourAt);
    const behaving = new Map(
      [...simulated.behaviourOf].map(([officer, behaviour]) => [numberOf(officer), behaviour]),
    );
    const isLooked = (id: string) => behaving.get(numberOf(id)) === looked;
    officers += [...behaving.values()].filter((behaviour) => behaviour === looked).length;
    const signals = findSignals(simulated).filter(({ id }) => isLooked(id));
    for (const rule of rules) {
      add(byRule, rule.id, signals.filter((signal) => signal.rule === rule.id).length);
    }
    add(byRule, 'any', new Set(signals.map(({ id }) => numberOf(id))).size);
  }
  return { officers, byRule };
}

/** The counter of an officer has the officer's number. */
function numberOf(id: string): string {
  return id.split('-').at(-1) ?? '';
}

function add(counts: Map<string, number>, key: string, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}

/** One in ten of each behaviour; the other six in ten are honest. */
function mixed(officer: number): Behaviour {
  return behaviours[(officer % 10) - 5] ?? 'honest';
}

const started = performance.now();
const honest = flagged(() => 'honest', 'honest');
const inMixed = new Map(behaviours.map((behaviour) => [behaviour, flagged(mixed, behaviour)]));
const seconds = (performance.now() - started) / 1_000;

const share = (of: ReturnType<typeof flagged> | undefined, rule: string): string =>
  of === undefined ? '' : `${((100 * (of.byRule.get(rule) ?? 0)) / of.officers).toFixed(1)} %`;
const others = behaviours.filter((behaviour) => behaviour !== 'honest');
printCells(
  `Signals: officer-months with a signal, of ${officerMonths} (false alarms: aim ≤ 1 per 100)`,
  [
    ['rule', 'false alarms', '… among others', ...others],
    ...[...rules.map(({ id }) => id), 'any'].map((rule) => [
      rule,
      share(honest, rule),
      share(inMixed.get('honest'), rule),
      ...others.map((behaviour) => share(inMixed.get(behaviour), rule)),
    ]),
  ],
  [
    `False alarms: ${honest.officers} honest officer-months among honest ones only; then ${inMixed.get('honest')?.officers} among others.`,
    `Detection: ${inMixed.get('coaching')?.officers} officer-months of each behaviour, 1 officer in 10 each.`,
    `A signal is given up to a chance of ${rules.map(({ id, chanceMax }) => `${id} ${chanceMax}`).join(', ')}; ${seconds.toFixed(1)} s in all.`,
    machineNote(),
  ],
);
