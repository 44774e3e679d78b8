import { render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CitizenView } from '../../shared/contract/citizen.ts';
import { tapShieldMs } from '../../shared/limits.ts';
import { touchField } from '../parts/touch-field.ts';
import App from './App.svelte';
import { Preferences } from './display/preferences.svelte.ts';
import { Kiosk } from './kiosk.svelte.ts';
import { FakeMachine, fakeSurvey, restingView, surveyOn } from './testing/fake-machine.ts';
import { samples } from './testing/forms.ts';

let machine: FakeMachine;

/** happy-dom has no idle time of its own. */
vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run));
touchField.listen(document, () => undefined);

beforeEach(async () => {
  machine = new FakeMachine(restingView);
  render(App, { kiosk: new Kiosk(machine.bridge()), preferences: new Preferences() });
  await import('./later.ts');
  await vi.waitFor(() => expect(screen.getByRole('heading')).toBeTruthy());
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function show(view: Partial<CitizenView>): Promise<void> {
  machine.show(view);
  await tick();
  await vi.waitFor(() => expect(screen.getByRole('heading')).toBeTruthy());
}

/** Selects as a switch or a screen reader does, once the shield is over. */
async function select(element: HTMLElement): Promise<void> {
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + tapShieldMs + 1);
  element.click();
  vi.restoreAllMocks();
  await tick();
}

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });

describe('the attract screen', () => {
  test('names the unit and the counter once', () => {
    expect(screen.getAllByText('Trung tâm Phục vụ hành chính công xã Mẫu')).toHaveLength(1);
    expect(screen.getAllByText('Quầy số 1')).toHaveLength(1);
  });

  test('starts a rating without a dossier only where that is allowed', async () => {
    await select(button(/Đánh giá ngay/));
    expect(machine.asked('startWalkIn')).toHaveLength(1);
    await show({ walkInAllowed: false });
    expect(screen.queryByRole('button', { name: /Đánh giá ngay/ })).toBeNull();
  });
});

describe('the rating screen', () => {
  test('asks the form’s question with the form’s levels in the form’s order', async () => {
    for (const form of [samples.five, samples.three, samples.points]) {
      await show({ survey: surveyOn(form) });
      const group = screen.getByRole('radiogroup', { name: form.question.vi });
      const names = within(group)
        .getAllByRole('radio')
        .map((it) => it.textContent.trim());
      expect(names).toEqual(form.levels.map(({ label }) => label.vi));
    }
  });

  test('preselects nothing', async () => {
    await show({ survey: surveyOn(samples.five) });
    for (const it of screen.getAllByRole('radio')) {
      expect(it.getAttribute('aria-checked')).toBe('false');
    }
  });

  test('sends the level touched and takes no other while it is on its way', async () => {
    machine.answer = () => new Promise(() => undefined);
    await show({ survey: surveyOn(samples.five) });
    const [first, second] = screen.getAllByRole('radio');
    await select(first!);
    expect(first!.getAttribute('aria-checked')).toBe('true');
    expect(second!.getAttribute('aria-disabled')).toBe('true');
    await select(second!);
    expect(machine.asked('rate')).toEqual([expect.objectContaining({ level: 5 })]);
    expect(screen.getByText('Đang ghi đánh giá. Xin chờ một chút.')).toBeTruthy();
  });

  test('shows the dossier’s last digits and says calmly that there is no network', async () => {
    await show({ online: false, survey: surveyOn(samples.five) });
    expect(screen.getByText('Hồ sơ … 0975')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toMatch(/Đánh giá vẫn được lưu an toàn/);
  });

  test('lets a citizen not rate', async () => {
    await show({ survey: surveyOn(samples.five) });
    await select(button('Không đánh giá'));
    expect(machine.asked('decline')).toEqual([{ survey: fakeSurvey }]);
  });
});

test('a view of the same survey moves nothing that a finger may be on', async () => {
  const again = (phase: 'rating' | 'detail') =>
    structuredClone(surveyOn(samples.five, { phase, level: 1, endsInMs: 44_000 }));
  await show({ survey: again('rating') });
  const level = screen.getAllByRole('radio')[0];
  await show({ survey: again('rating') });
  expect(screen.getAllByRole('radio')[0]).toBe(level);
  await show({ survey: again('detail') });
  const reason = button('Thái độ chưa đúng mực');
  await show({ survey: again('detail') });
  expect(button('Thái độ chưa đúng mực')).toBe(reason);
});

describe('what follows the rating', () => {
  const detail = (level: number) => surveyOn(samples.five, { phase: 'detail', level });

  test('offers the reasons of the level that was given', async () => {
    await show({ survey: detail(5) });
    expect(button('Thái độ lịch sự, tận tình')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Thái độ chưa đúng mực' })).toBeNull();
  });

  test('sends what was chosen, once', async () => {
    await show({ survey: detail(1) });
    await select(button('Thái độ chưa đúng mực'));
    const send = button('Gửi');
    await Promise.all([select(send), select(send)]);
    expect(send.getAttribute('aria-disabled')).toBe('true');
    expect(machine.asked('detail')).toEqual([
      { survey: fakeSurvey, reasons: ['thai-do'], criteria: [], comment: null },
    ]);
  });

  test('can be skipped, whatever was touched', async () => {
    await show({ survey: detail(1) });
    await select(button('Thái độ chưa đúng mực'));
    await select(button('Bỏ qua'));
    expect(machine.asked('detail')).toEqual([]);
    expect(machine.asked('finish')).toEqual([{ survey: fakeSurvey }]);
  });

  test('is asked anew of the next citizen', async () => {
    await show({ survey: detail(1) });
    await select(button('Thái độ chưa đúng mực'));
    const next = { ...detail(1), survey: '0193b0f0-0000-7000-8000-00000000000f' };
    await show({ survey: next as CitizenView['survey'] });
    expect(button('Thái độ chưa đúng mực').getAttribute('aria-pressed')).toBe('false');
  });
});

test('a kiosk that cannot take ratings says so and offers none', async () => {
  await show({ ready: false });
  expect(screen.getByRole('heading').textContent).toBe('Màn hình đánh giá chưa sẵn sàng');
  expect(screen.queryByRole('button', { name: /Đánh giá ngay/ })).toBeNull();
});
