import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SurveyId } from '../../shared/model/ids.ts';
import { JournalWriter } from '../../tests/support/journal-writer.ts';
import type { SurveyFacts } from './ports.ts';
import { correctedTime, factsOf, mergeFacts } from './survey-facts.ts';

const at = fc.nat({ max: 5 });
const entry = fc.constantFrom('a', 'b', 'c');
const facts: fc.Arbitrary<SurveyFacts> = fc.record({
  survey: fc.constant('s' as SurveyId),
  launched: fc.constant(null),
  shownAt: fc.option(at),
  // The entry decides the level, as one entry says one thing.
  answered: fc.option(
    fc.tuple(at, entry).map(([time, id]) => ({
      ...{ at: time, entry: id, form: 'f' as never },
      ...{ level: id.charCodeAt(0), afterMs: 900 },
    })),
  ),
  detailedAt: fc.option(at),
  apologyShownAt: fc.option(at),
  ended: fc.option(fc.record({ at, entry, outcome: fc.constant('expired' as const) })),
});

describe('merging what entries say of a survey', () => {
  test('does not depend on order, grouping or repetition', () => {
    fc.assert(
      fc.property(facts, facts, facts, (one, two, three) => {
        expect(mergeFacts(one, two)).toEqual(mergeFacts(two, one));
        expect(mergeFacts(mergeFacts(one, two), three)).toEqual(
          mergeFacts(one, mergeFacts(two, three)),
        );
        expect(mergeFacts(one, one)).toEqual(one);
      }),
    );
  });

  test('keeps the earlier of two answers, by corrected time', () => {
    const writer = new JournalWriter();
    const [, , later = ''] = writer.rate({ level: 5 });
    const survey = factsOf(later)?.survey ?? '';
    writer.wall -= 60_000;
    const body = { survey, form: { id: 'f', version: 1 }, level: 1, afterMs: 1 };
    const earlier = writer.writeAny('survey.answered', body);
    const merged = mergeFacts(factsOf(later)!, factsOf(earlier)!);
    expect(merged.answered?.level).toBe(1);
  });
});

describe('what a line says of a survey', () => {
  const writer = new JournalWriter();
  const survey = writer.launch({ procedure: '2.000815' });

  test('is what it launched', () => {
    expect(factsOf(writer.lines[0]!)).toMatchObject({
      survey,
      launched: { origin: 'desk', procedure: '2.000815', form: 'hai-long-nam-muc' },
      answered: null,
    });
  });

  test.each(['declined', 'withdrawn', 'expired'] as const)('is that it was %s', (outcome) => {
    const more = { declined: {}, withdrawn: { officer: null }, expired: { cause: 'timeout' } };
    const line = writer.writeAny(`survey.${outcome}`, { survey, ...more[outcome] });
    expect(factsOf(line)).toMatchObject({ survey, ended: { outcome }, answered: null });
  });

  test('is what the line inside says, when it was salvaged', () => {
    const line = writer.write('journal.salvaged', { line: writer.lines[0]! });
    expect(factsOf(line)).toEqual(factsOf(writer.lines[0]!));
  });

  test('is nothing when it is about something else', () => {
    expect(factsOf(writer.write('machine.stopped', {}))).toBeNull();
    expect(factsOf(writer.writeAny('survey.late-touch', { survey }))).toBeNull();
    expect(factsOf('torn')).toBeNull();
  });
});

test('device time is corrected by what was known of the district’s', () => {
  expect(correctedTime({ wall: 100, offset: -30 })).toBe(70);
  expect(correctedTime({ wall: 100, offset: null })).toBe(100);
});
