import { describe, expect, test } from 'vitest';
import { deadlineGraceMs, storageProbeMs } from '../../shared/limits.ts';
import { kinds, launch, newSeat, newTap, rate, refusal, value } from './testing/acts.ts';
import { kioskOnBench, sampleSettings } from './testing/fixtures.ts';

const { ratingTimeoutMs } = sampleSettings;

describe('a disk that refuses', () => {
  test('leaves the old state, says so, and the same tap counts once it takes entries again', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    const tap = newTap();
    bench.journal.refuse('storage.full');
    expect(refusal(rate(bench, survey, 3, tap))).toBe('storage.full');
    expect(bench.core.citizen.view()).toMatchObject({ ready: false, survey: { phase: 'rating' } });
    expect(bench.core.desk.station(newSeat()).ready).toBe(false);

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
    expect(refusal(rate(bench, survey))).toBe('storage.failing');
    bench.journal.refuse(null);
    expect(refusal(rate(bench, survey))).toBe('survey.closed');
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

  test('may have taken the rating all the same: it counts, once, and nothing ends it', () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    const tap = newTap();
    bench.journal.failAfterWriting();
    expect(refusal(rate(bench, survey, 2, tap))).toBe('storage.failing');
    expect(refusal(rate(bench, survey, 2, tap))).toBe('storage.failing');
    bench.clock.advance(ratingTimeoutMs + deadlineGraceMs);
    bench.journal.refuse(null);
    bench.clock.advance(2_000);
    value(rate(bench, survey, 2, tap));
    expect(refusal(rate(bench, survey, 1))).toBe('survey.closed');
    expect(value(bench.core.desk.status(survey)).status).toBe('rated');
    expect(bench.journal.ofKind('survey.answered')).toHaveLength(1);
    expect(bench.journal.ofKind('survey.expired')).toHaveLength(0);
  });

  test('is told of once and tried again without hammering', () => {
    const bench = kioskOnBench();
    bench.journal.refuse('storage.full');
    expect(refusal(launch(bench))).toBe('storage.full');
    let attempts = 0;
    const append = bench.journal.append.bind(bench.journal);
    bench.journal.append = (drafts) => {
      attempts += 1;
      return append(drafts);
    };
    bench.clock.advance(60_000);
    expect(attempts).toBe(60_000 / storageProbeMs);
    bench.journal.refuse(null);
    bench.clock.advance(storageProbeMs);
    expect(bench.journal.ofKind('storage.recovered')[0]?.body).toEqual({
      problem: 'storage.full',
      refusedForMs: 60_000 + storageProbeMs,
    });
    expect(bench.clock.timers).toBe(0);
  });
});
