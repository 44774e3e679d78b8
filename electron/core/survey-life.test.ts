import { describe, expect, test } from 'vitest';
import { deadlineGraceMs, extensionsMax, phaseLifeMaxMs } from '../../shared/limits.ts';
import { expectRefused, kinds, launch, newTap, onScreen, rate, value } from './testing/acts.ts';
import { kioskOnBench, officer, sampleSettings, type Bench } from './testing/fixtures.ts';

const { ratingTimeoutMs, detailTimeoutMs, waitingTimeoutMs, pauseMs } = sampleSettings;

function details(bench: Bench, reasons: string[] = [], comment: string | null = null) {
  return bench.core.citizen.detail({
    survey: onScreen(bench).survey,
    reasons,
    criteria: [],
    comment,
  });
}

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
    expectRefused(launch(bench, 3), 'survey.busy');
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

  test('sent again with the same tap is the same rating, in any phase', async () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    const tap = newTap();
    value(rate(bench, survey, 2, tap));
    value(rate(bench, survey, 2, tap));
    value(await details(bench));
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
    expectRefused(rate(bench, survey), 'survey.closed');
    expectRefused(rate(bench, survey), 'survey.closed');
    expect(kinds(bench)).toEqual(['launched', 'shown', 'expired', 'late-touch']);
  });

  test('with a level that the form does not have is refused', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    expectRefused(rate(bench, survey, 6), 'survey.level');
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
    expectRefused(rate(bench, second, 5, tap), 'survey.closed');
    expect(onScreen(bench)).toMatchObject({ survey: second, phase: 'rating' });
  });

  test('of a waiting invitation is refused: its levels were not shown', () => {
    const bench = kioskOnBench();
    bench.core.citizen.touched();
    expectRefused(rate(bench, value(launch(bench)).survey), 'survey.closed');
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
    expectRefused(bench.core.citizen.extend(survey), 'survey.closed');
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
    expectRefused(bench.core.citizen.decline(survey), 'survey.closed');
    expect(kinds(bench)).toEqual(['launched', 'shown', 'declined']);
  });

  test('is withdrawn by the officer, from the screen or from behind', () => {
    const bench = kioskOnBench();
    const first = value(launch(bench, 1)).survey;
    const second = value(launch(bench, 2)).survey;
    expect(value(bench.core.desk.withdraw(second, officer)).status).toBe('not-rated');
    expect(onScreen(bench).survey).toBe(first);
    expect(value(bench.core.desk.withdraw(first, officer)).status).toBe('not-rated');
    expect(bench.core.citizen.view().survey).toBeNull();
    expectRefused(bench.core.desk.withdraw(first, officer), 'survey.closed');
    expect(bench.journal.ofKind('survey.withdrawn')).toHaveLength(2);
  });

  test('cannot be had after the rating', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    value(rate(bench, survey));
    expectRefused(bench.core.citizen.decline(survey), 'survey.closed');
    expectRefused(bench.core.desk.withdraw(survey, officer), 'survey.closed');
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
    expectRefused(bench.core.desk.status(survey), 'survey.unknown');
  });

  test('is refused where the counter takes none, and while another rating is on', () => {
    expectRefused(
      kioskOnBench({ settings: { walkInAllowed: false } }).core.citizen.startWalkIn(),
      'survey.walk-in-closed',
    );
    const bench = kioskOnBench();
    value(launch(bench));
    expectRefused(bench.core.citizen.startWalkIn(), 'survey.busy');
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
    expectRefused(launch(bench, 3), 'survey.busy');
  });
});

describe('a disk that refuses', () => {
  test('leaves the old state, says so, and the same tap counts once it takes entries again', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    const tap = newTap();
    bench.journal.refuse('storage.full');
    expectRefused(rate(bench, survey, 3, tap), 'storage.full');
    expect(bench.core.citizen.view()).toMatchObject({ ready: false, survey: { phase: 'rating' } });
    expect(bench.core.desk.station().ready).toBe(false);

    bench.journal.refuse(null);
    bench.clock.advance(2_000);
    expect(bench.core.citizen.view().ready).toBe(true);
    value(rate(bench, survey, 3, tap));
    expect(kinds(bench)).toEqual(['launched', 'shown', 'storage.recovered', 'answered']);
  });

  test('cannot keep an expired survey on the screen, nor let it be answered later', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    bench.journal.refuse('storage.failing');
    bench.clock.advance(ratingTimeoutMs + deadlineGraceMs);
    expect(bench.core.citizen.view().survey).toBeNull();
    expectRefused(rate(bench, survey), 'storage.failing');
    bench.journal.refuse(null);
    expectRefused(rate(bench, survey), 'survey.closed');
    expect(bench.journal.ofKind('survey.answered')).toHaveLength(0);
    expect(bench.journal.ofKind('survey.expired')).toHaveLength(1);
  });

  test('during a restart still gets the ends that are due', () => {
    const bench = kioskOnBench();
    value(launch(bench));
    bench.clock.reboot('boot-2');
    bench.journal.refuse('storage.full');
    bench.restart();
    expect(bench.core.citizen.view()).toMatchObject({ ready: false, survey: null });
    bench.journal.refuse(null);
    bench.clock.advance(2_000);
    expect(kinds(bench).slice(2).sort()).toEqual(['expired', 'storage.recovered']);
  });
});

describe('details', () => {
  test('are taken once, after the rating', async () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    value(rate(bench, survey, 5));
    const input = {
      survey,
      reasons: ['nhanh', 'nhanh', 'lich-su'],
      criteria: [{ id: 'cong-chuc', level: 4 }],
      comment: '  Cảm ơn\u0007 anh/chị\r\nquầy 1 👍🏽  ',
    };
    value(await bench.core.citizen.detail(input));
    expectRefused(await bench.core.citizen.detail(input), 'survey.closed');
    const [entry] = bench.journal.ofKind('survey.detailed');
    expect(entry?.body).toMatchObject({
      reasons: ['nhanh', 'lich-su'],
      criteria: [{ id: 'cong-chuc', level: 4 }],
      comment: { key: 'khoa-1' },
    });
    expect(
      JSON.stringify(bench.journal.linesAfter(0, { entriesMax: 99, bytesMax: 1e6 })),
    ).not.toContain('Cảm');
  });

  test('with nothing in them end the phase without an entry', async () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    value(rate(bench, survey));
    value(await details(bench, [], ' \n'));
    expect(kinds(bench)).toEqual(['launched', 'shown', 'answered']);
    value(bench.core.citizen.finish(survey));
  });

  test.each([
    ['a reason of the other levels', ['cho-lau'], []],
    ['a reason that is not on the form', ['bia-dat'], []],
    [
      'a criterion twice',
      [],
      [
        { id: 'ket-qua', level: 5 },
        { id: 'ket-qua', level: 1 },
      ],
    ],
    ['a level that is not on the form', [], [{ id: 'ket-qua', level: 0 }]],
  ])('with %s are refused and can be mended', async (_, reasons, criteria) => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    value(rate(bench, survey, 5));
    const refused = await bench.core.citizen.detail({ survey, reasons, criteria, comment: null });
    expectRefused(refused, 'survey.option');
    expect(onScreen(bench).phase).toBe('detail');
  });

  test('with a comment that is too long can be shortened', async () => {
    const bench = kioskOnBench();
    value(rate(bench, value(launch(bench)).survey, 5));
    expectRefused(await details(bench, ['nhanh'], 'x'.repeat(2_001)), 'comment.length');
    value(await details(bench, ['nhanh'], 'x'.repeat(2_000)));
  });

  test('of a kiosk without a sealing key hold no comment', async () => {
    const bench = kioskOnBench({ identity: null });
    value(rate(bench, value(bench.core.citizen.startWalkIn()), 5));
    expectRefused(await details(bench, [], 'Góp ý'), 'comment.unsealable');
    value(await details(bench, ['nhanh']));
    expect(bench.journal.ofKind('survey.detailed')[0]?.body['comment']).toBeNull();
  });
});
