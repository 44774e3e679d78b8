import type { HandedOver, Month, Observed } from '../../district/domain/signals/month.ts';
import type { CounterId, OfficerId, UnitId } from '../../shared/model/ids.ts';
import { dayAfter, startOf, workingDaysOf } from '../../shared/rules/working-days.ts';
import { Seeded } from './seeded.ts';

/**
 * A month of a district, simulated: citizens, and the officers who hand results over to them. Honest officers differ as
 * people and places differ; the others each do one thing that spoils a measurement. Nothing in it is measured on real
 * counters: the ranges are wide on purpose, because a rule must keep quiet over all of them. Anchors for the middle: free
 * choice is 79 to 89 % positive, a staff-directed kiosk is used by half (product anchors, section 6.1).
 */
export const behaviours = ['honest', 'hurried', 'coaching', 'self-rating', 'skipping'] as const;
export type Behaviour = (typeof behaviours)[number];

export type SimulatedMonth = Month & {
  readonly behaviourOf: ReadonlyMap<string, Behaviour>;
};

type Place = {
  readonly unit: UnitId;
  readonly satisfied: number;
  readonly walkIns: number;
  readonly skipped: number;
};

type Person = Place & {
  readonly counter: CounterId;
  readonly officer: OfficerId;
  readonly behaviour: Behaviour;
  readonly visitsADay: number;
  readonly answers: number;
  readonly medianMs: number;
  readonly couriers: number;
  readonly overtime: number;
  readonly withdraws: number;
  readonly rescans: number;
};

const minuteMs = 60_000;
const officersOfUnit = 5;
const halves = [
  { from: '07:30', to: '11:30' },
  { from: '13:30', to: '17:00' },
];
const hours = workingDaysOf(
  { years: [{ year: 2026, complete: true, holidays: [], workingDays: [] }] },
  { days: [halves, halves, halves, halves, halves, [], []], lateReceptionAt: null },
);

/** One month of a district. `behaviourAt` says how the officer with this number works. */
export function simulateMonth(
  seed: number,
  officers: number,
  behaviourAt: (officer: number) => Behaviour = () => 'honest',
): SimulatedMonth {
  const chance = new Seeded(seed);
  const people = peopleOf(chance, officers, behaviourAt);
  const surveys: Observed[] = [];
  const handOvers: HandedOver[] = [];
  for (const person of people) {
    const month = new Counter(person, chance);
    for (let day = '2026-11-01'; day <= '2026-11-30'; day = dayAfter(day)) {
      if (hours.kind(day) === 'working') month.work(startOf(day));
    }
    surveys.push(...month.surveys);
    handOvers.push(...month.handOvers);
  }
  return {
    surveys,
    handOvers,
    hoursOf: () => hours,
    behaviourOf: new Map(people.map(({ officer, behaviour }) => [officer, behaviour])),
  };
}

function peopleOf(
  chance: Seeded,
  officers: number,
  behaviourAt: (officer: number) => Behaviour,
): Person[] {
  let place = placeOf(chance, 0);
  return Array.from({ length: officers }, (_, number) => {
    if (number % officersOfUnit === 0) place = placeOf(chance, number / officersOfUnit);
    return {
      ...place,
      counter: `quay-${number}` as CounterId,
      officer: `can-bo-${number}` as OfficerId,
      behaviour: behaviourAt(number),
      satisfied: clamp(place.satisfied + 0.03 * bell(chance), 0.6, 0.97),
      visitsADay: chance.between(6, 24),
      answers: 0.35 + 0.4 * chance.next(),
      medianMs: 3_500 + 4_000 * chance.next(),
      couriers: 0.12 * chance.next(),
      overtime: 0.15 * chance.next() ** 2,
      withdraws: 0.005 + 0.02 * chance.next(),
      rescans: 0.001 + 0.012 * chance.next(),
    };
  });
}

function placeOf(chance: Seeded, number: number): Place {
  return {
    unit: `don-vi-${number}` as UnitId,
    satisfied: clamp(0.86 + 0.05 * bell(chance), 0.65, 0.96),
    walkIns: 0.12 * chance.next(),
    skipped: 0.05 + 0.2 * chance.next(),
  };
}

const satisfiedFrom = 4;
const levels = { worst: 1, neutral: 3, satisfied: 4, best: 5 };

/** One counter over the month. */
class Counter {
  readonly surveys: Observed[] = [];
  readonly handOvers: HandedOver[] = [];
  readonly #person: Person;
  readonly #chance: Seeded;

  constructor(person: Person, chance: Seeded) {
    this.#person = person;
    this.#chance = chance;
  }

  /** One day: visitors between half past seven and five, some days longer, each better or worse than the last. */
  work(startOfDay: number): void {
    const chance = this.#chance;
    const mood = 0.02 * bell(chance);
    const visits = Math.round(this.#person.visitsADay * (0.6 + 0.8 * chance.next()));
    const late = chance.happens(this.#person.overtime) ? chance.between(1, 4) : 0;
    for (let visit = 0; visit < visits; visit += 1) {
      const minute = visit < visits - late ? this.#minuteOfWork() : chance.between(1_055, 1_110);
      this.#visit(startOfDay + minute * minuteMs + chance.between(0, 59_999), mood);
    }
    if (this.#person.behaviour === 'self-rating' && chance.happens(0.4)) this.#rateSelf(startOfDay);
  }

  #minuteOfWork(): number {
    return this.#chance.happens(0.55)
      ? this.#chance.between(450, 690)
      : this.#chance.between(810, 1_020);
  }

  /** A citizen with one dossier, or a courier with several who knows the screen and rates them alike. */
  #visit(at: number, mood: number): void {
    const chance = this.#chance;
    const { satisfied, walkIns, couriers } = this.#person;
    if (chance.happens(walkIns)) this.#walkIn(at + 20 * minuteMs, mood);
    const courier = chance.happens(couriers);
    const dossiers = courier ? chance.between(2, 5) : 1;
    let level = levelOf(chance, satisfied + mood);
    for (let dossier = 0; dossier < dossiers; dossier += 1) {
      if (!chance.happens(0.85)) level = levelOf(chance, satisfied + mood);
      this.#handOver(at + dossier * chance.between(20_000, 50_000), level, courier);
    }
  }

  #handOver(at: number, level: number, courier: boolean): void {
    const { unit, counter, officer, skipped } = this.#person;
    const launched = !this.#chance.happens(this.#skips(level, skipped));
    this.handOvers.push({ unit, counter, officer, launched });
    if (launched) this.#survey(at, level, courier);
  }

  #skips(level: number, usual: number): number {
    const unhappy = level < satisfiedFrom;
    switch (this.#person.behaviour) {
      case 'hurried':
        return usual + 0.35;
      case 'skipping':
        return unhappy ? 0.85 : usual + 0.1;
      case 'coaching':
        return unhappy ? 0.5 : usual;
      case 'honest':
      case 'self-rating':
        return usual;
    }
  }

  #survey(at: number, level: number, courier: boolean): void {
    const chance = this.#chance;
    const { behaviour, answers, withdraws, rescans } = this.#person;
    const shownAt = at + 300;
    const withdrawing = {
      ...{ honest: withdraws, coaching: withdraws, 'self-rating': withdraws },
      hurried: withdraws + 0.12,
      skipping: level < satisfiedFrom ? 0.4 : withdraws,
    };
    if (chance.happens(withdrawing[behaviour])) {
      this.#keep({ launchedAt: at, shownAt, withdrawnAt: shownAt + chance.between(500, 20_000) });
      return;
    }
    const coached = behaviour === 'coaching';
    const rates = coached ? 0.95 : behaviour === 'hurried' ? answers * 0.8 : answers;
    if (!chance.happens(rates)) return this.#keep({ launchedAt: at, shownAt });
    const median = coached ? 1_600 : courier ? 2_000 : this.#person.medianMs;
    const afterMs = 500 + Math.round(median * Math.exp(0.6 * bell(chance)));
    const given = coached && !chance.happens(0.02) ? levels.best : level;
    this.#keep({
      ...{ launchedAt: at, shownAt, repeat: chance.happens(rescans) },
      answer: answerOf(shownAt + afterMs, afterMs, given),
    });
  }

  #walkIn(at: number, mood: number): void {
    const level = levelOf(this.#chance, this.#person.satisfied - 0.1 + mood);
    const afterMs = 1_000 + Math.round(5_000 * Math.exp(0.6 * bell(this.#chance)));
    const walkIn = { origin: 'walk-in', officer: null } as const;
    const answer = answerOf(at + afterMs, afterMs, level);
    this.#keep({ ...walkIn, launchedAt: at, shownAt: at, answer });
  }

  /** After the last visitor: a pile of dossiers, or the free rating, one tap after another. */
  #rateSelf(startOfDay: number): void {
    const chance = this.#chance;
    const walkIn = chance.happens(0.3) ? ({ origin: 'walk-in', officer: null } as const) : {};
    let at = startOfDay + chance.between(1_010, 1_070) * minuteMs;
    for (let left = chance.between(8, 20); left > 0; left -= 1) {
      const afterMs = chance.between(600, 1_800);
      const answer = answerOf(at + afterMs, afterMs, levels.best);
      this.#keep({ ...walkIn, launchedAt: at, shownAt: at, answer, repeat: chance.happens(0.05) });
      at += chance.between(8_000, 40_000);
    }
  }

  #keep(survey: Partial<Observed> & Pick<Observed, 'launchedAt' | 'shownAt'>): void {
    const { unit, counter, officer } = this.#person;
    const nothing = { answer: null, withdrawnAt: null, repeat: false } as const;
    this.surveys.push({ unit, counter, officer, origin: 'desk', ...nothing, ...survey });
  }
}

function answerOf(at: number, afterMs: number, level: number): Observed['answer'] {
  return { at, afterMs, level, satisfied: level >= satisfiedFrom };
}

/** Two in three of the satisfied choose the best level; half of the others the one in the middle. */
function levelOf(chance: Seeded, satisfied: number): number {
  if (chance.happens(satisfied)) return chance.happens(0.66) ? levels.best : levels.satisfied;
  return chance.happens(0.5) ? levels.neutral : chance.between(levels.worst, 2);
}

/** Roughly normal with variance 1: the sum of twelve even chances, less six. */
function bell(chance: Seeded): number {
  return Array.from({ length: 12 }, () => chance.next()).reduce((sum, one) => sum + one, -6);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
