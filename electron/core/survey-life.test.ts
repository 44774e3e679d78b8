import { describe, expect, test } from 'vitest';
import { deadlineGraceMs, extensionsMax, phaseLifeMaxMs } from '../../shared/limits.ts';
import { kinds, launch, newTap, onScreen, rate, refusal, value } from './testing/acts.ts';
import { kioskOnBench, officer, sampleSettings } from './testing/fixtures.ts';

const { ratingTimeoutMs, detailTimeoutMs, waitingTimeoutMs, pauseMs } = sampleSettings;

describe('a launch', () => {
  test('at an idle kiosk shows the levels at once', () => {
    const bench = kioskOnBench();
    const { survey, status, dossierTail } = value(launch(bench));
    expect({ status, dossierTail }).toEqual({ status: 'waiting', dossierTail: '0001' });
    expect(onScreen(bench)).toMatchObject({
      survey,
      phase: 'rating',
      dossierTail: '0001',
      level: null,
    });
    expect(kinds(bench)).toEqual(['launched', 'shown']);
  });

  test('at a touched kiosk announces itself, and takes over after a pause', () => {
    const bench = kioskOnBench();
    bench.core.citizen.touched();
    value(launch(bench));
    expect(onScreen(bench).phase).toBe('waiting');
    bench.clock.advance(pauseMs - 1);
    expect(onScreen(bench).phase).toBe('waiting');
    bench.clock.advance(1);
    expect(onScreen(bench).phase).toBe('rating');
  });

  test('at a touched kiosk takes over on accept', () => {
    const bench = kioskOnBench();
    bench.core.citizen.touched();
    const { survey } = value(launch(bench));
    expect(kinds(bench)).toEqual(['launched']);
    value(bench.core.citizen.accept(survey));
    expect(onScreen(bench).phase).toBe('rating');
    expect(kinds(bench)).toEqual(['launched', 'shown']);
  });

  test('expires when a busy kiosk is never left', () => {
    const bench = kioskOnBench();
    bench.core.citizen.touched();
    const { survey } = value(launch(bench));
    for (let waited = 0; waited <= waitingTimeoutMs; waited += 1_000) {
      bench.core.citizen.touched();
      bench.clock.advance(1_000);
    }
    expect(bench.core.citizen.view().survey).toBeNull();
    expect(value(bench.core.desk.status(survey)).status).toBe('not-rated');
    expect(kinds(bench)).toEqual(['launched', 'expired']);
  });

  test('beyond one waiting is refused', () => {
    const bench = kioskOnBench();
    value(launch(bench, 1));
    value(launch(bench, 2));
    expect(refusal(launch(bench, 3))).toBe('survey.busy');
    expect(onScreen(bench).dossierTail).toBe('0001');
    expect(kinds(bench)).toEqual(['launched', 'shown', 'launched']);
  });

  test('asked for twice is one survey', () => {
    const bench = kioskOnBench();
    expect(value(launch(bench)).survey).toBe(value(launch(bench)).survey);
    expect(kinds(bench)).toEqual(['launched', 'shown']);
  });

  test('waits behind a rating and comes forward after it', () => {
    const bench = kioskOnBench();
    const first = value(launch(bench, 1)).survey;
    const second = value(launch(bench, 2)).survey;
    value(rate(bench, first));
    value(bench.core.citizen.finish(first));
    expect(onScreen(bench)).toMatchObject({ survey: second, phase: 'waiting' });
    bench.clock.advance(pauseMs);
    expect(onScreen(bench).phase).toBe('rating');
  });

  test('takes over a detail phase and a walk-in that nobody touches, never a rating', () => {
    const bench = kioskOnBench();
    const walkIn = value(bench.core.citizen.startWalkIn());
    value(launch(bench, 1));
    expect(onScreen(bench).survey).toBe(walkIn);
    bench.clock.advance(pauseMs);
    expect(onScreen(bench)).toMatchObject({ dossierTail: '0001', phase: 'rating' });

    value(launch(bench, 2));
    bench.clock.advance(pauseMs * 2);
    expect(onScreen(bench)).toMatchObject({ dossierTail: '0001', phase: 'rating' });

    value(rate(bench, onScreen(bench).survey));
    bench.clock.advance(pauseMs - 1);
    expect(onScreen(bench)).toMatchObject({ dossierTail: '0001', phase: 'detail' });
    bench.clock.advance(1);
    expect(onScreen(bench)).toMatchObject({ dossierTail: '0002', phase: 'rating' });
    expect(bench.journal.ofKind('survey.expired').map((entry) => entry.body['survey'])).toEqual([
      walkIn,
    ]);
  });
});

describe('a rating', () => {
  test('is on disk before it is answered for', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    bench.clock.advance(1_234);
    const tap = newTap();
    value(rate(bench, survey, 4, tap));
    expect(bench.journal.entry(tap)?.body).toEqual({
      survey,
      form: { id: 'hai-long-nam-muc', version: 1 },
      level: 4,
      afterMs: 1_234,
    });
    expect(onScreen(bench)).toMatchObject({ phase: 'detail', level: 4 });
    expect(value(bench.core.desk.status(survey)).status).toBe('rated');
  });

  test('sent again with the same tap is the same rating, in any phase', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    const tap = newTap();
    value(rate(bench, survey, 2, tap));
    value(rate(bench, survey, 2, tap));
    value(bench.core.citizen.finish(survey));
    value(rate(bench, survey, 2, tap));
    bench.restart();
    value(rate(bench, survey, 2, tap));
    expect(bench.journal.ofKind('survey.answered')).toHaveLength(1);
  });

  test('of ten taps in one frame counts once', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    const outcomes = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5].map((level) => rate(bench, survey, level));
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, ...Array<boolean>(9).fill(false)]);
    expect(kinds(bench)).toEqual(['launched', 'shown', 'answered']);
    expect(onScreen(bench).level).toBe(1);
  });

  test.each([
    ['just before the end of the grace', deadlineGraceMs - 1, 'answered'],
    ['at the end of the grace', deadlineGraceMs, 'expired'],
  ])('%s is decided by who comes first', (_, afterDeadline, decided) => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    bench.clock.sleep(ratingTimeoutMs + afterDeadline); // timers late: the tap arrives before the timer runs
    const outcome = rate(bench, survey);
    bench.clock.advance(1);
    expect(outcome.ok).toBe(decided === 'answered');
    expect(kinds(bench).filter((kind) => ['answered', 'expired'].includes(kind))).toEqual([
      decided,
    ]);
  });

  test('after the end is refused and kept as evidence once', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    bench.clock.advance(ratingTimeoutMs + deadlineGraceMs);
    expect(refusal(rate(bench, survey))).toBe('survey.closed');
    expect(refusal(rate(bench, survey))).toBe('survey.closed');
    expect(kinds(bench)).toEqual(['launched', 'shown', 'expired', 'late-touch']);
  });

  test('with a level that the form does not have is refused', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    expect(refusal(rate(bench, survey, 6))).toBe('survey.level');
    expect(onScreen(bench).phase).toBe('rating');
  });

  test('under a tap that named something else is refused', () => {
    const bench = kioskOnBench();
    const first = value(launch(bench, 1)).survey;
    const tap = newTap();
    value(rate(bench, first, 5, tap));
    value(bench.core.citizen.finish(first));
    bench.clock.advance(pauseMs);
    const second = value(launch(bench, 2)).survey;
    expect(refusal(rate(bench, second, 5, tap))).toBe('survey.closed');
    expect(onScreen(bench)).toMatchObject({ survey: second, phase: 'rating' });
  });

  test('of a waiting invitation is refused: its levels were not shown', () => {
    const bench = kioskOnBench();
    bench.core.citizen.touched();
    expect(refusal(rate(bench, value(launch(bench)).survey))).toBe('survey.closed');
    expect(kinds(bench)).toEqual(['launched']);
  });
});

describe('time', () => {
  test('is given again on request, a bounded number of times, whatever the wall clock does', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    for (let asked = 0; asked < extensionsMax; asked += 1) {
      bench.clock.advance(ratingTimeoutMs - 1);
      bench.clock.jumpWall(asked % 2 === 0 ? 10 * 365 * 86_400_000 : -20 * 365 * 86_400_000);
      value(bench.core.citizen.extend(survey));
      expect(onScreen(bench).endsInMs).toBe(ratingTimeoutMs);
    }
    expect(refusal(bench.core.citizen.extend(survey))).toBe('survey.closed');
    expect(onScreen(bench).extensionsLeft).toBe(0);
    bench.clock.advance(ratingTimeoutMs + deadlineGraceMs);
    expect(bench.core.citizen.view().survey).toBeNull();
  });

  test('goes on while somebody touches the screen, but not for ever', () => {
    const bench = kioskOnBench();
    value(launch(bench));
    for (let passed = 0; passed < phaseLifeMaxMs - 10_000; passed += 10_000) {
      bench.clock.advance(10_000);
      bench.core.citizen.touched();
    }
    expect(onScreen(bench).phase).toBe('rating');
    for (let passed = 0; passed < 20_000; passed += 1_000) {
      bench.clock.advance(1_000);
      bench.core.citizen.touched();
    }
    expect(bench.core.citizen.view().survey).toBeNull();
  });

  test('over in the detail phase writes nothing', () => {
    const bench = kioskOnBench();
    value(rate(bench, value(launch(bench)).survey));
    bench.clock.advance(detailTimeoutMs + deadlineGraceMs);
    expect(bench.core.citizen.view().survey).toBeNull();
    expect(kinds(bench)).toEqual(['launched', 'shown', 'answered']);
  });
});

describe('an end without an answer', () => {
  test('is declined by the citizen', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    value(bench.core.citizen.decline(survey));
    expect(refusal(bench.core.citizen.decline(survey))).toBe('survey.closed');
    expect(kinds(bench)).toEqual(['launched', 'shown', 'declined']);
  });

  test('is withdrawn by the officer, from the screen or from behind', () => {
    const bench = kioskOnBench();
    const first = value(launch(bench, 1)).survey;
    const second = value(launch(bench, 2)).survey;
    expect(value(bench.core.desk.withdraw(officer, second)).status).toBe('not-rated');
    expect(onScreen(bench).survey).toBe(first);
    expect(value(bench.core.desk.withdraw(officer, first)).status).toBe('not-rated');
    expect(bench.core.citizen.view().survey).toBeNull();
    expect(refusal(bench.core.desk.withdraw(officer, first))).toBe('survey.closed');
    expect(bench.journal.ofKind('survey.withdrawn')).toHaveLength(2);
  });

  test('cannot be had after the rating', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    value(rate(bench, survey));
    expect(refusal(bench.core.citizen.decline(survey))).toBe('survey.closed');
    expect(refusal(bench.core.desk.withdraw(officer, survey))).toBe('survey.closed');
    expect(value(bench.core.desk.status(survey)).status).toBe('rated');
  });
});

describe('a walk-in', () => {
  test('has the screen at once and belongs to no dossier', () => {
    const bench = kioskOnBench();
    bench.core.citizen.touched();
    const survey = value(bench.core.citizen.startWalkIn());
    expect(onScreen(bench)).toMatchObject({ survey, phase: 'rating', origin: 'walk-in' });
    value(rate(bench, survey));
    expect(bench.journal.ofKind('survey.launched')[0]?.body).toMatchObject({
      origin: 'walk-in',
      dossier: null,
      officer: null,
    });
    expect(refusal(bench.core.desk.status(survey))).toBe('survey.unknown');
  });

  test('is refused where the counter takes none, and while another rating is on', () => {
    expect(
      refusal(kioskOnBench({ settings: { walkInAllowed: false } }).core.citizen.startWalkIn()),
    ).toBe('survey.walk-in-closed');
    const bench = kioskOnBench();
    value(launch(bench));
    expect(refusal(bench.core.citizen.startWalkIn())).toBe('survey.busy');
  });
});

describe('a restart', () => {
  test('in the same boot goes on with the time that is left', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    bench.clock.advance(1_000);
    bench.restart();
    expect(onScreen(bench)).toMatchObject({ survey, phase: 'rating', dossierTail: null });
    expect(onScreen(bench).endsInMs).toBe(ratingTimeoutMs - 1_000);
    value(rate(bench, survey));
    expect(bench.journal.ofKind('survey.answered')[0]?.body['afterMs']).toBe(1_000);
  });

  test('too late, or in another boot, ends the survey', () => {
    for (const late of [true, false]) {
      const bench = kioskOnBench();
      const { survey } = value(launch(bench));
      if (late) bench.clock.sleep(ratingTimeoutMs + deadlineGraceMs);
      else bench.clock.reboot('boot-2');
      bench.restart();
      expect(bench.core.citizen.view().survey).toBeNull();
      expect(bench.journal.ofKind('survey.expired')[0]?.body).toEqual({ survey, cause: 'restart' });
      bench.restart();
      expect(bench.journal.ofKind('survey.expired')).toHaveLength(1);
    }
  });

  test('in the detail phase asks for nothing again', () => {
    const bench = kioskOnBench();
    value(rate(bench, value(launch(bench)).survey));
    bench.restart();
    expect(bench.core.citizen.view().survey).toBeNull();
    expect(kinds(bench)).toEqual(['launched', 'shown', 'answered']);
  });

  test('keeps the one on the screen in front of the one that waits', () => {
    const bench = kioskOnBench();
    value(launch(bench, 1));
    value(launch(bench, 2));
    const { survey } = onScreen(bench);
    bench.restart();
    expect(onScreen(bench).survey).toBe(survey);
    expect(refusal(launch(bench, 3))).toBe('survey.busy');
  });
});
