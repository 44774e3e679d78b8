import { describe, expect, test } from 'vitest';
import {
  publishedProcedureSchema,
  type PublishedProcedure,
} from '../../../shared/model/published-procedure.ts';
import type { Completeness } from '../../../shared/contract/catalogue.ts';
import type { UnitId } from '../../../shared/model/ids.ts';
import type { DistrictStore } from '../ports.ts';
import { completenessCsv } from './completeness-csv.ts';
import { completenessOf } from './completeness.ts';
import { emptyContent } from './content.ts';
import { buildPackage, newPublishingKey } from './package.ts';

const unit = 'xa-mau' as UnitId;
const now = () => Date.UTC(2026, 10, 22, 3);

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
async function completeness(
  changes: Partial<PublishedProcedure>,
  alsoAssigned: string[] = [],
  assigned: string[] = [whole.code],
): Promise<Completeness> {
  const procedure = { ...whole, ...changes };
  const codes = [...assigned, ...alsoAssigned] as PublishedProcedure['code'][];
  const content = {
    ...emptyContent,
    label: 'L',
    procedures: [procedure],
    assignments: [{ unit, codes }],
  };
  const { manifest, file } = buildPackage(
    content,
    { version: 1, publishedAt: 0 },
    newPublishingKey(),
  );
  const store = {
    places: { unit: () => Promise.resolve({ unit: { name: '=Xã "Mẫu"' } }) },
    catalogues: {
      newest: () => Promise.resolve({ manifest, publishedBy: '', bytes: 0 }),
      file: () => Promise.resolve(file),
    },
  } as unknown as DistrictStore;
  const made = await completenessOf(store, now, unit);
  if (!made.ok) throw new Error(made.problem.en);
  return made.value;
}

describe('100 %', () => {
  test('is said when every assigned procedure is published whole, in force and fresh', async () => {
    expect(await completeness({})).toMatchObject({
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
  ])('is not said when %s', async (_, changes, figures) => {
    expect(await completeness(changes)).toMatchObject({ ...figures, complete: false });
  });

  test('is not said when an assigned procedure is not published', async () => {
    const made = await completeness({}, ['1.000002']);
    expect(made).toMatchObject({ assigned: 2, published: 1, whole: 1, complete: false });
    expect(made.rows[1]).toMatchObject({ code: '1.000002', published: false, name: null });
  });

  test('is not said of a unit that nothing is assigned to', async () => {
    expect(await completeness({}, [], [])).toMatchObject({ assigned: 0, complete: false });
  });

  test('still holds on the last day of force and of freshness', async () => {
    expect(await completeness({ effectiveTo: '2026-11-22', dataDate: '2025-11-22' })).toMatchObject(
      { complete: true },
    );
  });
});

test('the export opens in Excel and runs nothing', async () => {
  const csv = completenessCsv(await completeness({ name: '+SUM(1)' }));
  expect(csv.startsWith('\uFEFF')).toBe(true);
  expect(csv).toContain(`Đơn vị,"'=Xã ""Mẫu"""\r\n`);
  expect(csv).toContain(`\r\n1.000001,'+SUM(1),có,có,không,,còn mới,có,`);
});
