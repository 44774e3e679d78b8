import { expect, test, vi } from 'vitest';
import type { DistrictClient } from '../../../shared/contract/district.ts';
import { Session } from '../session/session.svelte.ts';
import { fakeDistrict, refusal } from '../testing/fake-district.ts';
import { sampleReport } from '../testing/sample-report.ts';
import { unitIdSchema } from '../../../shared/model/ids.ts';
import { Results } from './results.svelte.ts';

const today = '2026-11-22';

function resultsOver(report: DistrictClient['office']['report']): Results {
  return new Results(new Session(fakeDistrict({ report })), () => today);
}

test('the page opens with this month, all units', async () => {
  const report = vi.fn(() => Promise.resolve(sampleReport()));
  const results = resultsOver(report);
  await results.start();
  expect(report).toHaveBeenCalledExactlyOnceWith({
    ...{ from: '2026-11-01', to: today },
    unit: undefined,
  });
  expect(results.report.value).toEqual(sampleReport());
});

test('period and unit are asked for together', async () => {
  const report = vi.fn(() => Promise.resolve(sampleReport()));
  const results = resultsOver(report);
  const unit = unitIdSchema.parse('don-vi-mau');
  await results.chooseUnit(unit);
  await results.choose('last-quarter');
  expect(report).toHaveBeenLastCalledWith({ from: '2026-07-01', to: '2026-09-30', unit });
});

test('choosing days of one’s own asks only when they are given', async () => {
  const report = vi.fn(() => Promise.resolve(sampleReport()));
  const results = resultsOver(report);
  await results.choose('custom');
  expect(report).not.toHaveBeenCalled();
  await results.chooseDays({ from: '2026-09-02', to: '2026-09-02' });
  expect(report).toHaveBeenCalledWith({
    ...{ from: '2026-09-02', to: '2026-09-02' },
    unit: undefined,
  });
});

test('figures of one period never stay under another that was refused', async () => {
  const report = vi.fn(() => Promise.resolve(sampleReport()));
  const results = resultsOver(report);
  await results.load();
  report.mockImplementation(() => Promise.reject(refusal('report.period')));
  await results.chooseDays({ from: '2026-11-02', to: '2026-11-01' });
  expect(results.report.value).toBeNull();
  expect(results.report.trouble).toMatchObject({ problem: { code: 'report.period' } });
});
