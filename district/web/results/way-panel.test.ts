import { render, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { DossierWay } from '../../../shared/contract/dossier-way.ts';
import { pageAt, monthAt } from '../pages.ts';
import { monthPeriod } from '../period.ts';
import { speechContext } from '../speech-context.ts';
import { Speech } from '../speech.svelte.ts';
import { emptyWay, sampleWay } from '../testing/sample-report.ts';
import WayPanel from './WayPanel.svelte';

function open(way: DossierWay, unit: string | null = null): void {
  render(WayPanel, { props: { way, unit }, context: speechContext(new Speech()) });
}

test('every dossier is on one line of the table, and the table can be taken along', () => {
  open(sampleWay(), 'don-vi-mau');
  const [, total, one, nobody] = screen.getAllByRole('row');
  const cells = (row: HTMLElement | undefined) =>
    within(row!)
      .getAllByRole('cell')
      .map((cell) => cell.lastChild?.textContent?.trim());
  expect(cells(total).slice(0, 3)).toEqual(['12', '3', '11']);
  expect(within(one!).getByRole('rowheader').textContent).toContain('Cán bộ mẫu Một');
  expect(within(nobody!).getByRole('rowheader').textContent).toContain('không có cán bộ đăng nhập');
  expect(cells(nobody).at(-1)).toBe('1 trên 2');
  expect(screen.getByRole('link').getAttribute('href')).toBe(
    '/api/office/dossier-way.csv?from=2026-11-01&to=2026-11-22&unit=don-vi-mau',
  );
});

test('what no software reports is unknown, not nought', () => {
  open({ ...sampleWay(), reported: false });
  expect(screen.getByText(/Chưa có phần mềm một cửa nào báo/)).toBeTruthy();
  expect(screen.getAllByText('chưa rõ')).toHaveLength(6);
});

test('an empty period says so', () => {
  open(emptyWay());
  expect(screen.getByText('Không có hồ sơ nào trong khoảng thời gian này.')).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
});

test('an address may ask the results for a month', () => {
  expect(pageAt('#ket-qua=2026-10')).toBe('results');
  expect(pageAt('#dau-hieu=2026-10')).toBe('signals');
  expect(monthAt('#ket-qua=2026-10')).toBe('2026-10');
  expect(monthAt('#ket-qua=2026-13')).toBeNull();
  expect(monthAt('#kiosk')).toBeNull();
  expect(monthPeriod('2026-02', '2026-11-22')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(monthPeriod('2026-11', '2026-11-22')).toEqual({ from: '2026-11-01', to: '2026-11-22' });
});
