import { expect, test } from 'vitest';
import type { Report } from '../../../shared/contract/district.ts';
import { sampleRow } from '../testing/sample-fleet.ts';
import {
  emptyReport,
  emptyWay,
  groupOf,
  sampleReport,
  sampleWay,
} from '../testing/sample-report.ts';
import { todosOf, waitingOn, type Seen } from './todos.ts';

const nothing: Seen = { report: emptyReport(), way: emptyWay(), kiosks: [], signals: [] };

/** Every procedure with so many satisfied and unsatisfied answers. */
function reportOf(procedures: Readonly<Record<string, readonly [number, number]>>): Report {
  const groups = Object.entries(procedures).map(([key, [satisfied, not]]) =>
    groupOf(key, key, { answers: [satisfied, 0, 0, not, 0] }),
  );
  const sum = (at: 0 | 1) => Object.values(procedures).reduce((all, counts) => all + counts[at], 0);
  const total = groupOf(null, 'Tất cả', { answers: [sum(0), 0, 0, sum(1), 0] });
  return sampleReport({ total, byProcedure: groups });
}

function lowNames(report: Report): readonly string[] {
  const todo = todosOf({ ...nothing, report }).find(({ what }) => what === 'low');
  return todo?.what === 'low' ? todo.groups.map(({ group }) => group.name) : [];
}

test('where nothing happened nothing is to be done', () => {
  expect(todosOf(nothing)).toEqual([]);
});

test('a procedure is named only when its whole interval lies below the common share', () => {
  expect(lowNames(reportOf({ low: [40, 60], common: [380, 20] }))).toEqual(['low']);
  expect(lowNames(reportOf({ perhaps: [33, 7], common: [360, 40] }))).toEqual([]);
});

test('few answers name nobody, however bad they are', () => {
  expect(lowNames(reportOf({ few: [0, 29], common: [400, 20] }))).toEqual([]);
  expect(lowNames(reportOf({ few: [0, 29] }))).toEqual([]);
});

test('of many low ones the clearest three are named', () => {
  const low = { b: [20, 80], a: [10, 90], d: [40, 60], c: [30, 70] } as const;
  expect(lowNames(reportOf({ ...low, common: [2_000, 10] }))).toEqual(['a', 'b', 'c']);
});

test('what carries no procedure is never called a low procedure', () => {
  const report = reportOf({ low: [40, 60], common: [380, 20] });
  const byProcedure = report.byProcedure.map((group) => ({ ...group, key: null }));
  expect(lowNames({ ...report, byProcedure })).toEqual([]);
});

test('slips first, then who is late, and what nobody can tell last', () => {
  const way = sampleWay();
  const total = { ...way.total, latenessUnknown: 4, latenessUntold: 2 };
  const todos = todosOf({ ...nothing, way: { ...way, total } });
  expect(todos.map(({ what }) => what)).toEqual([
    'apologies',
    'late',
    'never-launched',
    'lateness-unknown',
  ]);
  const late = todos.find((todo) => todo.what === 'late');
  expect(late?.most.map(({ counts }) => counts.late)).toEqual([2]);
  expect(todos.at(-1)).toEqual({ what: 'lateness-unknown', count: 6, of: 11 });
});

test('without a report of hand-overs nobody is said to have forgotten an invitation', () => {
  const way = { ...sampleWay(), reported: false };
  expect(todosOf({ ...nothing, way }).map(({ what }) => what)).not.toContain('never-launched');
});

test('sick kiosks come before everything, retired ones do not count', () => {
  const kiosks = [
    sampleRow({ verdict: 'sick' }),
    sampleRow({ verdict: 'warning' }),
    sampleRow({ verdict: 'warning' }),
    sampleRow({ verdict: 'well', queueDepth: 5 }),
    sampleRow({ verdict: 'apart', state: 'retired', queueDepth: 70 }),
  ];
  const [first] = todosOf({ ...nothing, way: sampleWay(), kiosks });
  expect(first).toEqual({ what: 'kiosks', sick: 1, others: 2 });
  const queues = kiosks.slice(0, 3).reduce((sum, { queueDepth }) => sum + (queueDepth ?? 0), 0);
  expect(waitingOn(kiosks)).toBe(queues + 5);
});
