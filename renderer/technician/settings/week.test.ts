import { describe, expect, test } from 'vitest';
import { closedWeek, isInOrder, moved, officeWeek, withDay, withSpan } from './week.ts';

describe('a week', () => {
  test('is in order as offices keep it, and when closed', () => {
    expect(isInOrder(officeWeek)).toBe(true);
    expect(isInOrder(closedWeek)).toBe(true);
  });

  test.each([
    ['an end before its beginning', [{ from: '11:00', to: '10:00' }]],
    ['an empty part', [{ from: '11:00', to: '11:00' }]],
    [
      'parts that overlap',
      [
        { from: '07:00', to: '11:00' },
        { from: '10:45', to: '12:00' },
      ],
    ],
  ])('is out of order with %s', (_, spans) => {
    expect(isInOrder(withDay(closedWeek, 2, spans))).toBe(false);
  });

  test('moves a time within its day', () => {
    expect(moved('07:30', -15)).toBe('07:15');
    expect(moved('00:10', -15)).toBe('00:00');
    expect(moved('23:50', 15)).toBe('23:59');
  });

  test('gets one more part after the last', () => {
    expect(withSpan([])).toEqual([{ from: '07:30', to: '11:30' }]);
    expect(withSpan([{ from: '07:30', to: '11:30' }]).at(-1)).toEqual({
      ...{ from: '12:30', to: '13:30' },
    });
  });
});
