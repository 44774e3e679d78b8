import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SurveyId } from '../../shared/model/ids.ts';
import { launch, newTap, rate, value } from './testing/acts.ts';
import {
  apiClient,
  dossierCode,
  kioskOnBench,
  officer,
  procedure,
  type Bench,
} from './testing/fixtures.ts';

/**
 * Random lives of a kiosk: officers, software, slips, citizens, time, restarts and a disk that fails, in any order. After every step
 * the journal, the screen and the desk must tell one story.
 */
const runs = 400;
const stepsMax = 60;

const endings = ['survey.declined', 'survey.expired', 'survey.withdrawn'];

/** Which survey an act is about: the one on the screen, or one of those launched so far. */
const target = fc.oneof(fc.constant('screen' as const), fc.nat(5));
const time = fc.constantFrom(
  1,
  400,
  749,
  750,
  1_000,
  4_999,
  5_000,
  10_000,
  45_000,
  60_000,
  130_000,
);

const act = fc.oneof(
  fc.record({
    do: fc.constant('launch'),
    dossier: fc.integer({ min: 1, max: 4 }),
    by: fc.constantFrom('officer', 'software', 'citizen'),
    sorry: fc.boolean(),
  }),
  fc.record({ do: fc.constantFrom('walk-in', 'touch') }),
  fc.record({
    do: fc.constant('rate'),
    target,
    level: fc.integer({ min: 0, max: 6 }),
    sameTap: fc.boolean(),
  }),
  fc.record({
    do: fc.constantFrom('accept', 'proceed', 'decline', 'extend', 'finish', 'withdraw'),
    target,
  }),
  fc.record({ do: fc.constant('detail'), target, comment: fc.constantFrom(null, 'Tốt') }),
  fc.record({ do: fc.constantFrom('advance', 'sleep', 'jump'), ms: time }),
  fc.record({ do: fc.constantFrom('disk-full', 'disk-lies', 'disk-works', 'restart', 'reboot') }),
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

type Life = {
  readonly bench: Bench;
  readonly launched: SurveyId[];
  /** What the citizen was thanked for, by tap. */
  readonly thanked: Map<string, { survey: SurveyId; level: number }>;
  lastTap: string;
  boots: number;
};

const apology = {
  reason: 'In sai họ tên.',
  promise: { kind: 'returned-on', date: '2026-11-22' },
  slip: 'XL-1',
} as const;

const nobody = '01234567-89ab-7def-8123-456789abcdef' as SurveyId;

function surveyOf({ bench, launched }: Life, which: 'screen' | number): SurveyId {
  const shown = bench.core.citizen.view().survey?.survey;
  return (which === 'screen' ? shown : launched.at(-1 - which)) ?? nobody;
}

async function perform(life: Life, step: Act): Promise<void> {
  const { bench, launched } = life;
  const { citizen, desk } = bench.core;
  if ('dossier' in step) {
    const outcome = launchAs(bench, step);
    if (outcome !== null && !launched.includes(outcome)) launched.push(outcome);
  } else if ('level' in step) {
    const survey = surveyOf(life, step.target);
    if (!step.sameTap) life.lastTap = newTap();
    const { lastTap: tap } = life;
    if (rate(bench, survey, step.level, tap).ok)
      life.thanked.set(tap, { survey, level: step.level });
  } else if ('comment' in step) {
    const survey = surveyOf(life, step.target);
    await citizen.detail({ survey, reasons: [], criteria: [], comment: step.comment });
  } else if ('target' in step) {
    const survey = surveyOf(life, step.target);
    if (step.do === 'withdraw') desk.withdraw(officer, survey);
    else citizen[step.do](survey);
  } else if ('ms' in step) {
    if (step.do === 'advance') bench.clock.advance(step.ms);
    else if (step.do === 'sleep') bench.clock.sleep(step.ms);
    else bench.clock.jumpWall(step.ms * 1_000_000);
  } else {
    performPlain(life, step.do);
  }
}

/** By any of the three ways; every other launch corrects an error, so that an apology comes first. */
function launchAs(
  { core }: Bench,
  { dossier, by, sorry }: Extract<Act, { dossier: number }>,
): SurveyId | null {
  const order = { dossier: dossierCode(dossier), procedure, correction: sorry, apology };
  if (by === 'citizen') {
    const scanned = core.citizen.scanned(order.dossier);
    return scanned.ok ? scanned.value : null;
  }
  const outcome =
    by === 'officer'
      ? core.desk.launch(officer, order)
      : core.integration.launch(apiClient.id, order);
  return outcome.ok ? outcome.value.survey : null;
}

function performPlain(life: Life, what: string): void {
  const { bench } = life;
  if (what === 'touch') bench.core.citizen.touched();
  if (what === 'walk-in') {
    const outcome = bench.core.citizen.startWalkIn();
    if (outcome.ok) life.launched.push(outcome.value);
  }
  if (what === 'disk-full') bench.journal.refuse('storage.full');
  if (what === 'disk-lies') bench.journal.failAfterWriting();
  if (what === 'disk-works') bench.journal.refuse(null);
  if (what === 'reboot') bench.clock.reboot(`boot-${(life.boots += 1)}`);
  if (what === 'restart' || what === 'reboot') bench.restart();
}

/** The entries of each survey, in order, without what no survey's state depends on. */
function stories(bench: Bench): Map<unknown, string[]> {
  const told = new Map<unknown, string[]>();
  for (const { kind, body } of bench.journal.entries) {
    const survey = body['survey'];
    if (survey === undefined || kind === 'survey.late-touch') continue;
    told.set(survey, [...(told.get(survey) ?? []), kind]);
  }
  return told;
}

const legal =
  /^launched( apology-shown)?( shown)?( (declined|expired|withdrawn))?$|^launched( apology-shown)? shown answered( detailed)?$/;

function checkJournal({ bench, thanked }: Life): void {
  for (const story of stories(bench).values()) {
    expect(story.join(' ').replaceAll('survey.', '')).toMatch(legal);
  }
  for (const [tap, { survey, level }] of thanked) {
    expect(bench.journal.entry(tap)?.body).toMatchObject({ survey, level });
  }
  const rated = bench.journal.ofKind('survey.answered').map(({ body }) => body['survey']);
  const dossiers = bench.journal
    .ofKind('survey.launched')
    .filter(({ body }) => body['dossier'] !== null && rated.includes(body['survey']))
    .map(({ body }) => body['dossier']);
  expect(new Set(dossiers).size).toBe(dossiers.length);
}

/** While the disk is not to be trusted, the screen may lag behind it; it never runs ahead. */
function checkScreen({ bench }: Life): void {
  const { survey, ready } = bench.core.citizen.view();
  if (!survey) return;
  const story = stories(bench).get(survey.survey) ?? [];
  expect(survey.endsInMs).toBeLessThanOrEqual(130_000);
  const isShown = survey.phase === 'rating' || survey.phase === 'detail';
  if (isShown) expect(story).toContain('survey.shown');
  if (survey.apology && isShown) expect(story).toContain('survey.apology-shown');
  if (survey.phase === 'apology') expect(story).toContain('survey.apology-shown');
  if (survey.phase === 'detail') expect(story).toContain('survey.answered');
  if (!ready) return;
  if (survey.phase !== 'detail') expect(story).not.toContain('survey.answered');
  expect(story.some((kind) => endings.includes(kind))).toBe(false);
}

function checkDesk({ bench, launched }: Life): void {
  for (const survey of launched.slice(-5)) {
    const known = bench.core.desk.status(survey);
    if (!known.ok || !bench.core.citizen.view().ready) continue;
    const story = stories(bench).get(survey) ?? [];
    const answered = story.includes('survey.answered');
    const over = story.some((kind) => endings.includes(kind));
    expect(known.value.status).toBe(answered ? 'rated' : over ? 'not-rated' : 'waiting');
  }
}

/** With a working disk and time enough, every launch comes to one end. */
function checkEnd(life: Life): void {
  const { bench } = life;
  bench.journal.refuse(null);
  for (let minutes = 0; minutes < 20; minutes += 1) bench.clock.advance(60_000);
  expect(bench.core.citizen.view()).toMatchObject({ ready: true, survey: null });
  expect(bench.clock.timers).toBe(0);
  for (const story of stories(bench).values()) {
    const ends = story.filter((kind) => kind === 'survey.answered' || endings.includes(kind));
    expect(ends).toHaveLength(1);
  }
  value(launch(bench, 99));
}

test('a kiosk tells one story, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: stepsMax, size: 'max' }), async (acts) => {
      const bench = kioskOnBench({ settings: { selfLaunch: 'allowed' } });
      const life: Life = { bench, launched: [], thanked: new Map(), lastTap: newTap(), boots: 1 };
      for (const step of acts) {
        await perform(life, step);
        checkJournal(life);
        checkScreen(life);
        checkDesk(life);
      }
      checkEnd(life);
    }),
    { numRuns: runs },
  );
});
