import { describe, expect, test } from 'vitest';
import { problem } from '../../shared/model/problems.ts';
import type { Answer } from './exchange.ts';
import { sendBundle } from './prove-district.ts';
import { setbackOf } from './setback.ts';

const answer = (status: number, body: unknown): Answer => ({
  ...{ kind: 'answered', status, retryAfter: null, date: null, middleWallMs: 0 },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const unit = problem('catalogue.unit-unknown', { unit: 'xa-mau' });
const retired = problem('district.retired');
/** Of a later district. */
const unheardOf = { ...unit, code: 'later.problem' };

describe('an answer in the district’s words', () => {
  test.each([
    ['a call of its API', 422, { code: 'REFUSED', data: unit }, 'transient', unit],
    ['a raw route', 422, { problem: unit }, 'transient', unit],
    ['a package that is there no more', 404, unit, 'transient', unit],
    ['an upload', 400, { refusal: 'digest', problem: unit, position: null }, 'transient', unit],
    ['a raw route, for good', 422, { problem: retired }, 'refused', retired],
    ['a raw route, of too much', 413, { problem: unit }, 'too-large', 'district.too-large'],
  ] as const)('%s', (_, status, body, kind, said) => {
    const code = typeof said === 'string' ? said : said.code;
    const setback = setbackOf(answer(status, body));
    expect(setback).toMatchObject({ kind, problem: { code } });
    if (typeof said !== 'string') expect(setback.problem).toEqual(said);
  });

  test.each([
    ['a code it does not know', 422, { problem: unheardOf }, 'district.error'],
    ['half a problem', 422, { problem: { code: unit.code } }, 'district.error'],
    ['a word', 429, { problem: 'busy' }, 'district.busy'],
    ['no JSON', 502, '<html>', 'district.error'],
    ['a success with a problem in it', 200, { problem: unit }, 'district.not-the-district'],
  ])('goes by the status for %s', (_, status, body, code) => {
    expect(setbackOf(answer(status, body)).problem.code).toBe(code);
  });
});

test.each([
  ['taken', answer(200, { received: true }), null],
  ['refused with a reason', answer(429, { problem: problem('district.busy') }), 'district.busy'],
  ['refused without one', answer(500, ''), 'bundle.district'],
  ['not answered', { kind: 'no-answer', problem: unit }, 'bundle.district'],
] as const)('a support bundle that is %s', async (_, given, code) => {
  const sent = await sendBundle(() => Promise.resolve(given), new Uint8Array());
  expect(sent.ok ? null : sent.problem.code).toBe(code);
});
