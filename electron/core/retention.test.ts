import { expect, test } from 'vitest';
import { forgetEveryMs } from '../../shared/limits.ts';
import { ok } from '../../shared/model/result.ts';
import { keepAtHand } from './installed-documents.ts';
import { keepRetention } from './retention.ts';
import { sampleDocuments, sampleSettings } from './testing/fixtures.ts';
import { HandClock } from './testing/hand-clock.ts';

const tenYearsMs = 10 * 365 * 86_400_000;

test('old entries are forgotten by the district’s time, and not before it is known', () => {
  const clock = new HandClock();
  const asked: number[] = [];
  let offset: number | null = null;
  const stop = keepRetention({
    progress: {
      acknowledged: () => null,
      acknowledge: () => ok(undefined),
      forgetBefore: (wallMs) => {
        asked.push(wallMs);
        return ok(0);
      },
    },
    documents: keepAtHand(sampleDocuments()),
    clock,
    log: () => undefined,
    offset: () => offset,
  });
  const trueTime = clock.wall() + 2 * forgetEveryMs;
  clock.jumpWall(tenYearsMs);
  clock.advance(forgetEveryMs);
  expect(asked).toEqual([]);
  offset = -tenYearsMs;
  clock.advance(forgetEveryMs);
  expect(asked).toEqual([trueTime - sampleSettings.retentionDays * 86_400_000]);
  stop();
  clock.advance(10 * forgetEveryMs);
  expect(asked).toHaveLength(1);
});
