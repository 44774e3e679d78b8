import { ORPCError } from '@orpc/client';
import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { tapShieldMs } from '../../../shared/limits.ts';
import { problemSentences } from '../../../shared/model/problems.ts';
import { touchField } from '../../parts/touch-field.ts';
import { Preferences } from '../display/preferences.svelte.ts';
import { Kiosk } from '../kiosk.svelte.ts';
import { FakeMachine, restingView, surveyOn } from '../testing/fake-machine.ts';
import { samples } from '../testing/forms.ts';
import { wayIn, type Corner } from './corner-pattern.ts';
import { doorShownMs } from './door.svelte.ts';
import SetUp from './SetUp.svelte';
import WayIn from './WayIn.svelte';

let machine: FakeMachine;
let kiosk: Kiosk;
let stop: () => void;
const go = vi.fn<(url: string) => void>();

vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run));
touchField.listen(document, () => undefined);

beforeEach(async () => {
  document.documentElement.style.setProperty('--mm', '3.6px');
  machine = new FakeMachine(restingView);
  kiosk = new Kiosk(machine.bridge());
  stop = kiosk.start();
  go.mockReset();
  render(WayIn, { kiosk, preferences: new Preferences(), go });
  await import('./way-in.ts');
  await tick();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function touch(corner: Corner): void {
  const clientX = corner.endsWith('left') ? 4 : innerWidth - 4;
  const clientY = corner.startsWith('top') ? 4 : innerHeight - 4;
  const place = { clientX, clientY, isPrimary: true, bubbles: true };
  document.body.dispatchEvent(new PointerEvent('pointerdown', place));
  document.body.dispatchEvent(new PointerEvent('pointerup', place));
}

const pad = (): HTMLElement | null => screen.queryByRole('dialog');

async function open(): Promise<void> {
  wayIn.forEach(touch);
  await vi.waitFor(() => expect(pad()).not.toBeNull());
}

async function press(...names: string[]): Promise<void> {
  for (const name of names) {
    const now = performance.now();
    const later = vi.spyOn(performance, 'now').mockReturnValue(now + tapShieldMs + 1);
    screen.getByRole('button', { name }).click();
    later.mockRestore();
    await tick();
  }
}

function refuse(code: 'technician.refused' | 'technician.wait', parameters = {}): void {
  machine.answer = async () => {
    throw new ORPCError('REFUSED', { data: { code, ...problemSentences[code], parameters } });
  };
}

describe('the hidden pattern', () => {
  test('shows nothing before its last touch', async () => {
    wayIn.slice(0, -1).forEach(touch);
    await tick();
    expect(pad()).toBeNull();
    wayIn.slice(-1).forEach(touch);
    await vi.waitFor(() => expect(pad()).not.toBeNull());
  });

  test('leads nowhere while a survey has the screen', async () => {
    machine.show({ survey: surveyOn(samples.five) });
    wayIn.forEach(touch);
    machine.show({ survey: null });
    await tick();
    expect(pad()).toBeNull();
  });

  test('gives way to an invitation', async () => {
    await open();
    machine.show({ survey: surveyOn(samples.five) });
    await vi.waitFor(() => expect(pad()).toBeNull());
    machine.show({ survey: null });
    await tick();
    expect(pad()).toBeNull();
  });
});

describe('the pad', () => {
  test('goes to the page with the right PIN, which never stands on the screen', async () => {
    await open();
    await press('2', '4', '6', '8', '1', '0');
    expect(pad()?.textContent).not.toContain('246810');
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe('Đã nhập 6 chữ số');
    await press('Mở');
    expect(machine.asked('technician')).toEqual([{ pin: '246810' }]);
    await vi.waitFor(() => expect(go).toHaveBeenCalledWith(machine.technicianUrl));
  });

  test('stays where it is under a shell that changes windows by itself', async () => {
    machine.technicianUrl = null;
    await open();
    await press('1', 'Mở');
    await tick();
    expect(go).not.toHaveBeenCalled();
  });

  test('says of a wrong PIN nothing more, and forgets it', async () => {
    refuse('technician.refused');
    await open();
    await press('1', '2', 'Mở');
    expect(await screen.findByText(problemSentences['technician.refused'].vi)).toBeTruthy();
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe('Đã nhập 0 chữ số');
  });

  test('counts a pause down and takes nothing meanwhile', async () => {
    refuse('technician.wait', { seconds: 2 });
    await open();
    await press('1', 'Mở');
    expect(await screen.findByText('Có thể thử lại sau 2 giây.')).toBeTruthy();
    await press('1', 'Mở');
    expect(machine.asked('technician')).toHaveLength(1);
    expect(
      await screen.findByText('Có thể thử lại sau 1 giây.', {}, { timeout: 3_000 }),
    ).toBeTruthy();
    await vi.waitFor(() => expect(screen.queryByText(/Có thể thử lại sau/)).toBeNull(), 3_000);
    await press('1', 'Mở');
    expect(machine.asked('technician')).toHaveLength(2);
  });

  test('opens by a key file as well', async () => {
    await open();
    await press('Dùng USB có khóa kỹ thuật');
    expect(machine.asked('technician')).toEqual(['key']);
    await vi.waitFor(() => expect(go).toHaveBeenCalledOnce());
  });

  test('closes by hand and by itself', async () => {
    await open();
    await press('Đóng');
    expect(pad()).toBeNull();
    vi.useFakeTimers();
    wayIn.forEach(touch);
    await vi.advanceTimersByTimeAsync(doorShownMs - 1);
    expect(pad()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(pad()).toBeNull();
  });
});

test('the screen’s diagonal, as the technician measured it, is taken up', async () => {
  machine.show({ diagonalInches: 15.6 });
  await vi.waitFor(() => expect(localStorage.getItem('hai-long-diagonal')).toBe('15.6'));
  localStorage.clear();
});

test('a kiosk that was given a PIN before its power went asks for it', async () => {
  refuse('technician.refused');
  render(SetUp, { kiosk, preferences: new Preferences(), go });
  await press('Thiết lập kiosk');
  await vi.waitFor(() => expect(pad()).not.toBeNull());
  machine.answer = async () => undefined;
  await press('2', '4', '6', '8', '1', '0', 'Mở');
  expect(machine.asked('technician')).toEqual([{ pin: null }, { pin: '246810' }]);
  await vi.waitFor(() => expect(go).toHaveBeenCalledOnce());
});

test('a kiosk that is not set up offers that and nothing else', async () => {
  render(SetUp, { kiosk, preferences: new Preferences(), go });
  await press('Thiết lập kiosk');
  expect(machine.asked('technician')).toEqual([{ pin: null }]);
  await vi.waitFor(() => expect(go).toHaveBeenCalledOnce());
});
