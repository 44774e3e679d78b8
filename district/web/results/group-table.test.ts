import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { ReportGroup } from '../../../shared/contract/district.ts';
import { procedureRowsFirst } from '../../../shared/limits.ts';
import { Speech } from '../speech.svelte.ts';
import { speechContext } from '../speech-context.ts';
import { groupOf, sampleMinimum, sampleReport } from '../testing/sample-report.ts';
import GroupTable from './GroupTable.svelte';

function show(groups: readonly ReportGroup[]): void {
  render(GroupTable, {
    props: {
      ...({ title: 'table.byDomain', column: 'column.domain' } as const),
      ...{ groups, minimum: sampleMinimum },
    },
    context: speechContext(new Speech()),
  });
}

/** The first words of every row, in order. */
function names(): (string | null | undefined)[] {
  return screen.getAllByRole('rowheader').map((header) => header.textContent?.trim());
}

function heading(name: string): HTMLElement {
  return screen.getByRole('columnheader', { name: new RegExp(name) });
}

async function sortBy(name: string): Promise<void> {
  await fireEvent.click(within(heading(name)).getByRole('button'));
}

test('a row holds the same figures as the head of the page', () => {
  show(sampleReport().byDomain);
  const row = screen.getByRole('rowheader', { name: 'Đất đai' }).closest('tr');
  const words = (row?.textContent ?? '').replace(/\s+/g, ' ');
  expect(words).toContain('Lượt mời 139');
  expect(words).toContain('Đánh giá 72');
  expect(words).toContain('56,9 %');
  expect(words).toContain('khoảng tin cậy 95 %: 45,4 % – 67,7 %');
  expect(words).toContain('51,8 %');
  expect(words).toContain('khoảng tin cậy 95 %: 43,6 % – 59,9 %');
});

test('the table opens with the most rated first and says how it is sorted', async () => {
  show(sampleReport().byDomain);
  expect(names()).toEqual(['Hộ tịch', 'Chứng thực', 'Đất đai', 'Môi trường']);
  expect(heading('Đánh giá').getAttribute('aria-sort')).toBe('descending');
  await sortBy('Tỷ lệ hài lòng');
  expect(heading('Đánh giá').getAttribute('aria-sort')).toBe('none');
});

test('a heading sorts, and turns round when chosen again; withheld shares stay last', async () => {
  show(sampleReport().byDomain);
  await sortBy('Tỷ lệ hài lòng');
  expect(names()).toEqual(['Hộ tịch', 'Chứng thực', 'Đất đai', 'Môi trường']);
  await sortBy('Tỷ lệ hài lòng');
  expect(names()).toEqual(['Đất đai', 'Chứng thực', 'Hộ tịch', 'Môi trường']);
  await sortBy('Lĩnh vực');
  expect(names()).toEqual(['Chứng thực', 'Đất đai', 'Hộ tịch', 'Môi trường']);
});

test('no data and too few data are different words, and the minimum is named', () => {
  show([
    groupOf('a', 'Chưa ai đánh giá', { answers: [], expired: 40 }),
    groupOf('b', 'Ít đánh giá', { answers: [10, 19], expired: 40 }),
  ]);
  const words = (name: string): string =>
    screen.getByRole('rowheader', { name }).closest('tr')?.textContent ?? '';
  expect(words('Chưa ai đánh giá')).toContain('Chưa có dữ liệu');
  expect(words('Ít đánh giá')).toContain('Chưa đủ dữ liệu');
  expect(screen.getByText(/dưới 30 đánh giá/)).toBeTruthy();
});

test('a long table opens on request, and no row is lost', async () => {
  const many = Array.from({ length: procedureRowsFirst + 5 }, (_, at) =>
    groupOf(`p${at}`, `Thủ tục ${at}`, { answers: [at] }),
  );
  show(many);
  expect(names()).toHaveLength(procedureRowsFirst);
  await fireEvent.click(screen.getByRole('button', { name: /Hiện đủ 17 dòng/ }));
  expect(names()).toHaveLength(many.length);
});

test('a long table is whole on paper, and short again afterwards', async () => {
  const many = Array.from({ length: procedureRowsFirst + 5 }, (_, at) =>
    groupOf(`p${at}`, `Thủ tục ${at}`, { answers: [at] }),
  );
  show(many);
  window.dispatchEvent(new Event('beforeprint'));
  expect(names()).toHaveLength(many.length);
  window.dispatchEvent(new Event('afterprint'));
  expect(names()).toHaveLength(procedureRowsFirst);
});

test('two groups without a key stand side by side', () => {
  show([groupOf(null, 'Không rõ', { answers: [1] }), groupOf('a', 'Hộ tịch', { answers: [2] })]);
  expect(names()).toEqual(['Hộ tịch', 'Không rõ']);
});
