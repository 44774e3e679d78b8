import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { KioskRow } from '../../../shared/contract/district.ts';
import { fleetRefreshMs } from '../../../shared/limits.ts';
import { Session } from '../session/session.svelte.ts';
import { Speech } from '../speech.svelte.ts';
import { speechContext } from '../speech-context.ts';
import { fakeDistrict } from '../testing/fake-district.ts';
import { sampleKiosk, sampleNowMs } from '../testing/sample-report.ts';
import KiosksPage from './KiosksPage.svelte';

const minuteMs = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

async function show(kiosks: () => Promise<KioskRow[]>): Promise<{ unmount: () => void }> {
  const session = new Session(fakeDistrict({ kiosks }));
  const page = render(KiosksPage, { props: { session }, context: speechContext(new Speech()) });
  await vi.advanceTimersByTimeAsync(0);
  return page;
}

const words = (): string => (document.body.textContent ?? '').replace(/\s+/g, ' ');

test('without a kiosk the page says how one gets here', async () => {
  await show(() => Promise.resolve([]));
  expect(words()).toContain('Chưa có kiosk nào đăng ký.');
  expect(words()).toContain('tạo mã đăng ký');
  expect(screen.queryByRole('table')).toBeNull();
});

test('a kiosk is shown with what it holds and when it last called', async () => {
  await show(() =>
    Promise.resolve([
      sampleKiosk({ lastContact: sampleNowMs - 5 * minuteMs, queueDepth: 12, entriesHeld: 3_456 }),
    ]),
  );
  const row = screen.getByRole('rowheader', { name: /Kiosk quầy 1/ }).closest('tr');
  const shown = (row?.textContent ?? '').replace(/\s+/g, ' ');
  for (const part of ['Quầy số 1', 'Đang hoạt động', '5 phút trước', '12', '3.456', '0.1.0']) {
    expect(shown).toContain(part);
  }
  expect(words()).toContain('1 kiosk, 0 cần xem.');
});

test('silence, mismatches and what a kiosk never said are said in words', async () => {
  await show(() =>
    Promise.resolve([
      sampleKiosk({ name: 'A', lastContact: sampleNowMs - 16 * minuteMs }),
      sampleKiosk({
        ...{ name: 'B', kiosk: sampleKiosk().kiosk.replace('1', '2') as KioskRow['kiosk'] },
        ...{ lastContact: null, queueDepth: null, version: null, forks: 2 },
      }),
    ]),
  );
  expect(words()).toContain('Im lặng quá 15 phút');
  expect(words()).toContain('Chưa liên lạc lần nào');
  expect(words()).toContain('Chưa báo');
  expect(words()).toContain('2 lần');
  expect(words()).toContain('2 kiosk, 2 cần xem.');
});

test('the list is asked for again while the page is open, and no longer', async () => {
  const kiosks = vi.fn(() => Promise.resolve([sampleKiosk()]));
  const page = await show(kiosks);
  expect(kiosks).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2 * fleetRefreshMs);
  expect(kiosks).toHaveBeenCalledTimes(3);
  page.unmount();
  await vi.advanceTimersByTimeAsync(2 * fleetRefreshMs);
  expect(kiosks).toHaveBeenCalledTimes(3);
});

test('a failed refresh keeps the last list and says so', async () => {
  const kiosks = vi.fn(() => Promise.resolve([sampleKiosk()]));
  await show(kiosks);
  kiosks.mockImplementation(() => Promise.reject(new TypeError('net')));
  await vi.advanceTimersByTimeAsync(fleetRefreshMs);
  expect(screen.getByRole('alert').textContent).toContain('Không liên lạc được với máy chủ');
  expect(screen.getByRole('rowheader', { name: /Kiosk quầy 1/ })).toBeTruthy();
});
