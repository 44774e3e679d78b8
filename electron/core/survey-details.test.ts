import { describe, expect, test } from 'vitest';
import { kinds, launch, onScreen, rate, refusal, value } from './testing/acts.ts';
import { kioskOnBench, type Bench } from './testing/fixtures.ts';

function details(bench: Bench, reasons: string[] = [], comment: string | null = null) {
  return bench.core.citizen.detail({
    survey: onScreen(bench).survey,
    reasons,
    criteria: [],
    comment,
  });
}

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
    value(await bench.core.citizen.detail(input)); // the answer got lost, the window asks again
    const other = { ...input, reasons: ['nhanh'] };
    expect(refusal(await bench.core.citizen.detail(other))).toBe('survey.closed');
    const [entry, ...more] = bench.journal.ofKind('survey.detailed');
    expect(more).toEqual([]);
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
    expect(refusal(refused)).toBe('survey.option');
    expect(onScreen(bench).phase).toBe('detail');
  });

  test('with a comment that is too long can be shortened', async () => {
    const bench = kioskOnBench();
    value(rate(bench, value(launch(bench)).survey, 5));
    expect(refusal(await details(bench, ['nhanh'], 'x'.repeat(2_001)))).toBe('comment.length');
    value(await details(bench, ['nhanh'], 'x'.repeat(2_000)));
  });

  test('of a kiosk without a sealing key hold no comment', async () => {
    const bench = kioskOnBench({ identity: null });
    value(rate(bench, value(bench.core.citizen.startWalkIn()), 5));
    expect(refusal(await details(bench, [], 'Góp ý'))).toBe('comment.unsealable');
    value(await details(bench, ['nhanh']));
    expect(bench.journal.ofKind('survey.detailed')[0]?.body['comment']).toBeNull();
  });

  test('told twice at once are recorded once', async () => {
    const bench = kioskOnBench();
    const { survey } = value(launch(bench));
    value(rate(bench, survey, 5));
    const outcomes = await Promise.all([details(bench, [], 'Tốt'), details(bench, [], 'Tốt')]);
    expect(outcomes.map(refusal)).toEqual(['ok', 'ok']);
    expect(bench.journal.ofKind('survey.detailed')).toHaveLength(1);
  });

  test('after a restart are known again if they were recorded, and refused if not', async () => {
    const bench = kioskOnBench();
    const first = value(launch(bench, 1)).survey;
    value(rate(bench, first, 5));
    const input = { survey: first, reasons: ['nhanh'], criteria: [], comment: 'Tốt' };
    value(await bench.core.citizen.detail(input));
    bench.clock.advance(10_000);
    const second = value(launch(bench, 2)).survey;
    value(rate(bench, second, 5));
    bench.restart();
    value(await bench.core.citizen.detail(input));
    const late = await bench.core.citizen.detail({ ...input, survey: second });
    expect(refusal(late)).toBe('survey.closed');
    expect(bench.journal.ofKind('survey.detailed')).toHaveLength(1);
  });
});
