import { describe, expect, test } from 'vitest';
import type { SelfLaunch } from '../../../shared/model/documents.ts';
import { kinds, launch, onScreen, rate, refusal, value } from '../testing/acts.ts';
import {
  apiClient,
  dossierCode,
  kioskOnBench,
  procedure,
  sampleSettings,
  type Bench,
} from '../testing/fixtures.ts';

const { id: client } = apiClient;
const scan = (bench: Bench, number = 1) => bench.core.citizen.scanned(`]C1${dossierCode(number)}`);
const handOver = (bench: Bench, number: number, more = {}) =>
  value(
    bench.core.integration.handedOver(client, {
      ...{ dossier: dossierCode(number), procedure, handOver: 'completed', ...more },
    }),
  );

describe('a slip at the kiosk’s scanner', () => {
  test.each([
    ['never', 'scan.closed', 'scan.closed'],
    [undefined, 'scan.not-handed-over', 'ok'],
    ['handed-over', 'scan.not-handed-over', 'ok'],
    ['allowed', 'ok', 'ok'],
  ] as const)('where the unit says %s: %s, handed over %s', (selfLaunch, unknown, known) => {
    const settings: { selfLaunch?: SelfLaunch } = selfLaunch ? { selfLaunch } : {};
    expect(refusal(scan(kioskOnBench({ settings })))).toBe(unknown);
    const bench = kioskOnBench({ settings });
    handOver(bench, 1);
    expect(refusal(scan(bench))).toBe(known);
    const { scanner } = bench.core.citizen.view();
    expect(scanner === null).toBe(selfLaunch === 'never');
  });

  test('starts what the software reported, after a restart too', () => {
    const bench = kioskOnBench();
    handOver(bench, 1, { handOver: 'refused' });
    bench.restart();
    value(scan(bench));
    expect(onScreen(bench)).toMatchObject({ phase: 'rating', handOver: 'refused' });
    expect(kinds(bench)).toEqual(['dossier.handed-over', 'launched', 'shown']);
  });

  test('may come back after an invitation that ran out', () => {
    const bench = kioskOnBench();
    value(launch(bench, 1));
    bench.clock.advance(sampleSettings.ratingTimeoutMs + 1_000);
    bench.restart();
    value(scan(bench));
    expect(onScreen(bench).phase).toBe('rating');
  });

  test('needs no pause of its own, and never takes the screen from somebody who rates', () => {
    const bench = kioskOnBench();
    for (const number of [1, 2, 3]) handOver(bench, number);
    bench.core.citizen.touched();
    const first = value(scan(bench, 1));
    expect(onScreen(bench)).toMatchObject({ survey: first, phase: 'rating' });
    value(scan(bench, 2));
    expect(onScreen(bench).survey).toBe(first);
    expect(refusal(scan(bench, 3))).toBe('scan.busy');
    value(rate(bench, first));
    expect(onScreen(bench)).toMatchObject({ survey: first, phase: 'detail' });
  });

  test('brings forward the invitation that announces itself', () => {
    const bench = kioskOnBench();
    bench.core.citizen.touched();
    const { survey } = value(launch(bench, 1));
    expect(onScreen(bench).phase).toBe('waiting');
    expect(value(scan(bench))).toBe(survey);
    expect(onScreen(bench).phase).toBe('rating');
    expect(value(scan(bench))).toBe(survey);
  });

  test('of a corrected result shows the apology that the software reported', () => {
    const bench = kioskOnBench();
    const promise = { kind: 'returned-on', date: '2026-11-22' } as const;
    const apology = { reason: 'In sai họ tên.', promise, slip: null };
    handOver(bench, 1, { correction: true, apology });
    value(scan(bench));
    expect(onScreen(bench)).toMatchObject({ phase: 'apology', apology });
    const other = kioskOnBench();
    handOver(other, 1, { correction: true });
    value(scan(other));
    expect(other.journal.ofKind('survey.launched')[0]?.body['apology']).toBe('not-recorded');
  });

  test.each(['', 'https://example.org', '0001', 'Nguyễn Văn A', dossierCode(1) + dossierCode(2)])(
    'that says %j is not read',
    (text) => {
      expect(refusal(kioskOnBench().core.citizen.scanned(text))).toBe('scan.unreadable');
    },
  );

  test('with a day that never was is told so', () => {
    expect(refusal(kioskOnBench().core.citizen.scanned('H00-260230-0001'))).toBe('dossier.date');
  });
});
