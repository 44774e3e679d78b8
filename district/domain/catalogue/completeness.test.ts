import { describe, expect, test } from 'vitest';
import {
  publishedProcedureSchema,
  type PublishedProcedure,
} from '../../../shared/model/published-procedure.ts';
import type { Completeness } from '../../../shared/contract/catalogue.ts';
import type { UnitId } from '../../../shared/model/ids.ts';
import { completenessCsv } from './completeness-csv.ts';
import { completenessIn } from './completeness.ts';
import { emptyContent } from './content.ts';

const unit = 'xa-mau' as UnitId;

const whole = publishedProcedureSchema.parse({
  ...{
    code: '1.000001',
    name: 'A',
    domain: 'D',
    level: 'Xã',
    decidingAgency: 'X',
    receivingAgency: 'Y',
    subjects: 'Z',
  },
  steps: ['1'],
  channels: [
    { kind: 'direct', timeLimit: { text: '1 ngày', rules: [] }, fee: 'Không', note: null },
  ],
  ...{
    components: [],
    blankForms: [],
    result: 'R',
    conditions: 'Không',
    legalBases: [],
    keywords: [],
  },
  ...{
    status: 'in-force',
    effectiveFrom: null,
    effectiveTo: null,
    replacedBy: [],
    decision: '1/QĐ',
    source: 'S',
  },
  ...{ dataDate: '2026-01-01', officialUrl: null },
});

/** Completeness of a unit that is assigned the first procedure's code and whatever else is named. */
function completeness(
  changes: Partial<PublishedProcedure>,
  alsoAssigned: string[] = [],
  assigned: string[] = [whole.code],
): Completeness {
  const procedure = { ...whole, ...changes };
  const codes = [...assigned, ...alsoAssigned] as PublishedProcedure['code'][];
  const content = { ...emptyContent, procedures: [procedure], assignments: [{ unit, codes }] };
  const asked = { unit: { id: unit, name: '=Xã "Mẫu"' }, newest: { version: 1, label: 'L' } };
  return completenessIn(content, { ...asked, today: '2026-11-22' });
}

describe('100 %', () => {
  test('is said when every assigned procedure is published whole, in force and fresh', () => {
    expect(completeness({})).toMatchObject({
      assigned: 1,
      published: 1,
      whole: 1,
      complete: true,
    });
  });

  test.each<[string, Partial<PublishedProcedure>, object]>([
    ['a field is unknown', { legalBases: null }, { whole: 0, rows: [{ missing: ['legalBases'] }] }],
    [
      'a fee is unknown',
      { channels: [{ ...whole.channels[0]!, fee: null }] },
      { rows: [{ missing: ['fee'] }] },
    ],
    [
      'no channel is stated',
      { channels: [{ ...whole.channels[0]!, kind: 'unstated' }] },
      { rows: [{ missing: ['channels'] }] },
    ],
    [
      'there is no channel',
      { channels: [] },
      { rows: [{ missing: ['channels', 'timeLimit', 'fee'] }] },
    ],
    ['it is repealed', { status: 'repealed' }, { expired: 1 }],
    ['it ended yesterday', { effectiveTo: '2026-11-21' }, { expired: 1 }],
    ['it is replaced', { replacedBy: [whole.code] }, { replaced: 1 }],
    ['its data are of 21/11 last year', { dataDate: '2025-11-21' }, { stale: 1, staleUnknown: 0 }],
    ['the day of its data is unknown', { dataDate: null }, { stale: 0, staleUnknown: 1 }],
  ])('is not said when %s', (_, changes, figures) => {
    expect(completeness(changes)).toMatchObject({ ...figures, complete: false });
  });

  test('is not said when an assigned procedure is not published', () => {
    const made = completeness({}, ['1.000002']);
    expect(made).toMatchObject({ assigned: 2, published: 1, whole: 1, complete: false });
    expect(made.rows[1]).toMatchObject({ code: '1.000002', published: false, name: null });
  });

  test('is not said of a unit that nothing is assigned to', () => {
    expect(completeness({}, [], [])).toMatchObject({ assigned: 0, complete: false });
  });

  test('still holds on the last day of force and of freshness', () => {
    expect(completeness({ effectiveTo: '2026-11-22', dataDate: '2025-11-22' })).toMatchObject({
      complete: true,
    });
  });
});

test('the export opens in Excel and runs nothing', () => {
  const csv = completenessCsv(completeness({ name: '+SUM(1)' }));
  expect(csv.startsWith('\uFEFF')).toBe(true);
  expect(csv).toContain(`Đơn vị,"'=Xã ""Mẫu"""\r\n`);
  expect(csv).toContain(`\r\n1.000001,'+SUM(1),có,có,không,,còn mới,có,`);
});
