import { createHash } from 'node:crypto';
import { z } from 'zod';
import { entrySchema } from '../../shared/model/journal.ts';
import { emptyPosition, follows } from '../../shared/rules/journal-line.ts';

/** What a soak has to prove of its ratings, from what hands, kiosk and district know. */

/** A touch on a level. */
export type Press = {
  readonly level: number;
  /** The tap's id, as the page sent it; null if the page died before anybody could see it. */
  readonly tap: string | null;
  /** The page said that the rating is recorded. */
  readonly thanked: boolean;
};

/** A line of a journal, as it lies at the district or on the kiosk. */
export type Line = { readonly seq: number; readonly hash: string; readonly line: string };

export type Evidence = {
  readonly presses: readonly Press[];
  /** All that the district holds, by number. */
  readonly held: readonly Line[];
  /** What the kiosk still has: acknowledged entries are deleted in time. */
  readonly own: readonly Line[];
};

export type Answer = { readonly tap: string; readonly survey: string; readonly level: number };

const answeredBody = z.object({ survey: z.string(), level: z.number() });

/** Every answer in some lines, in their order. */
export function answersIn(lines: readonly Line[]): Answer[] {
  return lines.flatMap(({ line }) => {
    const { kind, id, body } = JSON.parse(line) as Record<string, unknown>;
    if (kind !== 'survey.answered') return [];
    return [{ tap: String(id), ...answeredBody.parse(body) }];
  });
}

/** Everything that is wrong, a sentence each. */
export function complaintsOf({ presses, held, own }: Evidence): string[] {
  const answers = answersIn(held);
  return [
    ...lostOnes(presses, answers),
    ...repeatedOnes(answers),
    ...strangers(presses, answers),
    ...chainOffences(held),
    ...differences(held, own),
  ];
}

function lostOnes(presses: readonly Press[], answers: readonly Answer[]): string[] {
  const there = new Set(answers.map(({ tap }) => tap));
  return presses
    .filter(({ thanked, tap }) => thanked && (tap === null || !there.has(tap)))
    .map(({ tap }) => `Rating ${String(tap)} was thanked for, and the district has none.`);
}

function repeatedOnes(answers: readonly Answer[]): string[] {
  const repeated = (name: string, key: (answer: Answer) => string): string[] =>
    [...Map.groupBy(answers, key)]
      .filter(([, same]) => same.length > 1)
      .map(([of, same]) => `The district has ${same.length} ratings of ${name} ${of}.`);
  return [...repeated('tap', ({ tap }) => tap), ...repeated('survey', ({ survey }) => survey)];
}

/** Answers that no hand gave. One whose tap died with its page is a press of unknown name, once each. */
function strangers(presses: readonly Press[], answers: readonly Answer[]): string[] {
  const named = new Map(presses.flatMap(({ tap, level }) => (tap === null ? [] : [[tap, level]])));
  let nameless = presses.filter(({ tap }) => tap === null).length;
  return answers.flatMap(({ tap, level }) => {
    const pressed = named.get(tap);
    if (pressed === undefined) {
      nameless -= 1;
      return nameless < 0 ? [`The district has a rating ${tap} that nobody gave.`] : [];
    }
    if (pressed === level) return [];
    return [`Rating ${tap} was level ${pressed}; at the district it is ${level}.`];
  });
}

/** The district's copy by itself, without the kiosk's. */
function chainOffences(held: readonly Line[]): string[] {
  const [head] = held;
  if (!head) return ['The district holds no journal.'];
  let position = emptyPosition(entrySchema.parse(JSON.parse(head.line)).journal);
  for (const { seq, hash, line } of held) {
    const entry = entrySchema.parse(JSON.parse(line));
    if (!follows(position, entry) || entry.seq !== seq) {
      return [`At the district entry ${seq} does not follow the one before it.`];
    }
    if (createHash('sha256').update(line).digest('hex') !== hash) {
      return [`At the district entry ${seq} has a hash that is not its own.`];
    }
    position = { ...position, seq, hash: hash as typeof position.hash };
  }
  return [];
}

/** What both have is the same; every answer of the kiosk is at the district. */
function differences(held: readonly Line[], own: readonly Line[]): string[] {
  const there = new Map(held.map((line) => [line.seq, line]));
  const last = held.at(-1)?.seq ?? 0;
  const differing = own
    .filter(({ seq }) => seq <= last)
    .filter(({ seq, line, hash }) => there.get(seq)?.line !== line || there.get(seq)?.hash !== hash)
    .map(({ seq }) => `Entry ${seq} of the kiosk is another one at the district.`);
  const unsent = answersIn(own.filter(({ seq }) => seq > last)).map(
    ({ tap }) => `Rating ${tap} is on the kiosk and not at the district.`,
  );
  return [...differing, ...unsent];
}
