import { describe, expect, test } from 'vitest';
import { kioskSettingsSchema } from '../../../shared/model/documents.ts';
import { dossierTokenSchema, procedureCodeSchema } from '../../../shared/model/ids.ts';
import { publishedProcedureSchema } from '../../../shared/model/published-procedure.ts';
import type { DossierRecord } from '../ports.ts';
import { procedureItem } from '../testing/catalogue-items.ts';
import { sampleSettings } from '../testing/fixtures.ts';
import { dueFacts, type DueGround } from './due.ts';

const span = [{ from: '07:30', to: '17:00' }];
const { workingTime } = kioskSettingsSchema.parse({
  ...sampleSettings,
  workingTime: { days: [span, span, span, span, span, [], []], lateReceptionAt: '15:00' },
});
const calendar = {
  years: [{ year: 2026, complete: true, holidays: ['2026-11-20'], workingDays: ['2026-11-21'] }],
};
/** A Wednesday. */
const at = (text: string): number => Date.parse(`2026-11-${text}:00+07:00`);

/** Time limits as a catalogue gives them, one for each way of handing in. */
function procedureWith(...rules: object[][]) {
  const channels = rules.map((ofChannel) => ({
    ...{ kind: 'direct', fee: null, note: null },
    timeLimit: { text: 'Như niêm yết', rules: ofChannel },
  }));
  const item = procedureItem('1.1', 'Thủ tục', { channels });
  return publishedProcedureSchema.parse('procedure' in item ? item.procedure : null);
}

const days = (count: number) => ({ kind: 'working-days', case: null, days: count });
const record = (changes: Partial<DossierRecord>): DossierRecord => ({
  dossier: dossierTokenSchema.parse('0'.repeat(64)),
  agency: 'H00',
  procedure: procedureCodeSchema.parse('1.1'),
  ...{ handOver: null, receivedAt: null, dueOn: null, pauses: [], officer: null },
  ...changes,
});
const due = (changes: Partial<DossierRecord>, ground: Partial<DueGround> = {}) => {
  const now = at('25T10:00');
  const given = { calendar, workingTime, procedure: null, now, ...ground };
  const { dueOn, lateness } = dueFacts(record(changes), given);
  return `${dueOn} ${lateness.state} ${lateness.workingDays}`;
};

describe('a dossier is due', () => {
  test.each([
    ['on the day the software names', { dueOn: '2026-11-24' }, '2026-11-24 late 1'],
    ['over a holiday and a swapped-in day', { dueOn: '2026-11-19' }, '2026-11-19 late 4'],
    ['today', { dueOn: '2026-11-25' }, '2026-11-25 on-time 0'],
    [
      'later by the days the citizen took',
      { dueOn: '2026-11-23', pauses: [pause(16, 18)] },
      '2026-11-25 on-time 0',
    ],
    [
      'once for two pauses of the same days',
      { dueOn: '2026-11-23', pauses: [pause(16, 18), pause(17, 18)] },
      '2026-11-25 on-time 0',
    ],
  ] as const)('%s', (_, changes, expected) => {
    expect(due(changes)).toBe(expected);
  });

  test('by the procedure’s one limit, counted from its reception', () => {
    const receivedAt = at('18T09:00');
    expect(due({ receivedAt }, { procedure: procedureWith([days(3)]) })).toBe('2026-11-23 late 2');
    const afterThree = { receivedAt: at('18T15:01') };
    expect(due(afterThree, { procedure: procedureWith([days(3)]) })).toBe('2026-11-24 late 1');
  });

  test.each([
    ['two limits', procedureWith([days(3)], [days(5)])],
    ['a limit for some cases', procedureWith([{ ...days(3), case: 'vùng khó khăn' }])],
    ['a way without a limit', procedureWith([days(3)], [])],
    ['none', null],
  ])('on no day that is guessed: %s', (_, procedure) => {
    expect(due({ receivedAt: at('18T09:00') }, { procedure })).toBe('null unknown null');
  });

  test.each([
    ['no record of the unit’s week', { dueOn: '2026-11-24' }, { workingTime: undefined }],
    ['no calendar', { dueOn: '2026-11-24' }, { calendar: null }],
  ])('%s: how late is unknown', (_, changes, ground) => {
    expect(due(changes, ground)).toBe('2026-11-24 unknown null');
  });

  test('on no day while the office waits, nor by a pause of years', () => {
    const dueOn = '2026-11-24';
    expect(due({ dueOn, pauses: [{ from: at('16T08:00'), to: null }] })).toBe('null unknown null');
    const years = { from: Date.parse('0001-01-01T00:00:00Z'), to: at('18T08:00') };
    expect(due({ dueOn, pauses: [years] })).toBe('null unknown null');
  });

  function pause(from: number, to: number) {
    return { from: at(`${from}T09:00`), to: at(`${to}T09:00`) };
  }
});

test('without a record nothing is known', () => {
  const facts = dueFacts(null, { calendar, workingTime, procedure: null, now: 0 });
  expect(facts).toEqual({ dueOn: null, lateness: { state: 'unknown', workingDays: null } });
});
