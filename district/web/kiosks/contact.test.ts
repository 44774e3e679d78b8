import { expect, test } from 'vitest';
import { sampleKiosk, sampleNowMs } from '../testing/sample-report.ts';
import { needsALook, silenceOf } from './contact.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const silentFor = (ms: number) => sampleKiosk({ lastContact: sampleNowMs - ms });

test.each([
  [0, 'none'],
  [15 * minuteMs, 'none'],
  [15 * minuteMs + 1, 'silent'],
  [dayMs, 'silent'],
  [dayMs + 1, 'silent-long'],
])('a kiosk silent for %d ms is %s', (ms, silence) => {
  expect(silenceOf(silentFor(ms), sampleNowMs)).toBe(silence);
});

test('a kiosk that never called is named as such; one that need not call is not silent', () => {
  expect(silenceOf(sampleKiosk({ lastContact: null }), sampleNowMs)).toBe('never');
  const retired = sampleKiosk({ state: 'retired', lastContact: sampleNowMs - 2 * dayMs });
  expect(silenceOf(retired, sampleNowMs)).toBe('none');
});

test('silence and mismatched journals need a look, a full queue alone does not', () => {
  expect(needsALook(silentFor(16 * minuteMs), sampleNowMs)).toBe(true);
  expect(needsALook(sampleKiosk({ forks: 1 }), sampleNowMs)).toBe(true);
  expect(needsALook(sampleKiosk({ queueDepth: 9_000 }), sampleNowMs)).toBe(false);
});
