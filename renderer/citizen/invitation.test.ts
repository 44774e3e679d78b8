import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SurveyView } from '../../shared/contract/citizen.ts';
import { tapShieldMs } from '../../shared/limits.ts';
import { touchField } from '../parts/touch-field.ts';
import App from './App.svelte';
import { Preferences } from './display/preferences.svelte.ts';
import { Kiosk } from './kiosk.svelte.ts';
import { FakeMachine, fakeSurvey, restingView, surveyOn } from './testing/fake-machine.ts';
import { samples } from './testing/forms.ts';

/** What is said before the levels: the invitation, and the apology for a late or wrong result. */

let machine: FakeMachine;

/** happy-dom has no idle time of its own. */
vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run));
touchField.listen(document, () => undefined);

beforeEach(async () => {
  machine = new FakeMachine(restingView);
  render(App, { kiosk: new Kiosk(machine.bridge()), preferences: new Preferences() });
  await import('./later.ts');
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function show(survey: Partial<SurveyView>): Promise<void> {
  machine.show({ survey: surveyOn(samples.five, survey) });
  await tick();
  await vi.waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toBeTruthy());
}

async function select(name: string): Promise<void> {
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + tapShieldMs + 1);
  screen.getByRole('button', { name }).click();
  vi.restoreAllMocks();
  await tick();
}

describe('the apology', () => {
  const apology: NonNullable<SurveyView['apology']> = {
    cause: 'late',
    reason: 'Bản đồ khu đất phải đo lại',
    promise: { kind: 'new-date', date: '2026-12-04' },
    slip: '12/PXL',
  };

  test('is said by the unit, of this dossier, with what the slip says', async () => {
    await show({ phase: 'apology', apology });
    expect(screen.getByRole('heading').textContent).toBe(
      'Trung tâm Phục vụ hành chính công xã Mẫu xin lỗi anh/chị',
    );
    for (const words of [
      'Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh',
      'Hồ sơ … 0975',
      'Bản đồ khu đất phải đo lại',
      'Ngày hẹn mới',
      '04/12/2026',
      'Phiếu xin lỗi và hẹn lại ngày trả kết quả',
      'Số 12/PXL',
    ]) {
      expect(screen.getByText(words), words).toBeTruthy();
    }
  });

  test.each([
    ['late', /trả chậm so với ngày hẹn/, /sai/],
    ['correction', /có chỗ sai nên phải sửa lại/, /chậm/],
    [null, /trả chậm, hoặc có chỗ sai/, /so với ngày hẹn/],
  ] as const)('says what it is for and nothing else: %s', async (cause, said, unsaid) => {
    await show({ phase: 'apology', apology: { ...apology, cause, reason: null } });
    expect(screen.getByText(said)).toBeTruthy();
    expect(screen.queryByText(unsaid)).toBeNull();
  });

  test('leaves out what was not given', async () => {
    await show({ phase: 'apology', apology: { ...apology, promise: null, slip: null } });
    expect(screen.getByText('Lý do')).toBeTruthy();
    expect(screen.queryByText('Phiếu xin lỗi và hẹn lại ngày trả kết quả')).toBeNull();
    expect(screen.queryByText(/Ngày/)).toBeNull();
    await show({
      phase: 'apology',
      apology: { ...apology, reason: null, promise: null, slip: null },
    });
    expect(screen.queryByText('Lý do')).toBeNull();
    expect(screen.getByRole('button', { name: 'Tiếp tục' })).toBeTruthy();
  });

  test('leads on to the levels, or out', async () => {
    await show({ phase: 'apology', apology });
    await select('Tiếp tục');
    expect(machine.asked('proceed')).toEqual([{ survey: fakeSurvey }]);
    await select('Không đánh giá');
    expect(machine.asked('decline')).toEqual([{ survey: fakeSurvey }]);
  });

  test('says at the end of its time that the levels follow, not that the screen closes', async () => {
    await show({ phase: 'apology', apology, endsInMs: 5_000 });
    await vi.waitFor(() =>
      expect(screen.getByText(/Phần đánh giá sẽ mở sau \d giây/)).toBeTruthy(),
    );
    expect(screen.queryByText(/Màn hình sẽ đóng/)).toBeNull();
  });
});

describe('the invitation', () => {
  test('names the procedure and the last digits', async () => {
    await show({ phase: 'waiting' });
    expect(screen.getByText('Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh')).toBeTruthy();
    expect(screen.getByText('Hồ sơ … 0975')).toBeTruthy();
  });

  test.each([
    ['returned-for-completion', 'Hồ sơ còn cần bổ sung. Anh/chị đánh giá việc phục vụ'],
    ['refused', 'Anh/chị đánh giá việc phục vụ, không phải kết quả.'],
  ] as const)(
    'to rate a dossier that was %s says that it is about the service',
    async (handOver, words) => {
      for (const phase of ['waiting', 'rating'] as const) {
        await show({ phase, handOver });
        expect(screen.getByText(new RegExp(`^${words}`))).toBeTruthy();
        await show({ phase, handOver: 'completed' });
        expect(screen.queryByText(/đánh giá việc phục vụ/)).toBeNull();
      }
    },
  );
});
