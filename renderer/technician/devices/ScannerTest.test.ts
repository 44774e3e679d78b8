import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ScannerSettings } from '../../../shared/model/documents.ts';
import { Technician } from '../technician.svelte.ts';
import { FakeStation } from '../testing/fake-station.ts';
import ScannerTest from './ScannerTest.svelte';

type Scanned = (text: string | null) => void;
const heard = vi.hoisted(() => ({ settings: [] as unknown[], scanned: [] as unknown[] }));

// A scanner's keys are told by their trusted time stamps, which no test can make; what they mean is tested beside it.
vi.mock('../../parts/listen-for-scanner.ts', () => ({
  listenForScanner: (_page: Window, settings: ScannerSettings, scanned: Scanned) => {
    heard.settings.push(settings);
    heard.scanned.push(scanned);
    return () => undefined;
  },
}));

let technician: Technician;
const scan = (text: string | null): void => (heard.scanned.at(-1) as Scanned)(text);
const said = (): string => screen.getByRole('status').textContent;

beforeEach(() => {
  heard.settings.length = heard.scanned.length = 0;
  technician = new Technician(new FakeStation(), () => undefined);
  render(ScannerTest, { technician });
});

test('says what was read, then that something was no whole code, then the next one', async () => {
  expect(said()).toBe('');
  scan('H00.00.01-261122-0975');
  await tick();
  expect(said()).toBe('Đọc được: H00.00.01-261122-0975');
  scan(null);
  await tick();
  expect(said()).toMatch(/^Có tín hiệu nhưng không thành một mã trọn vẹn/);
  scan('12345');
  await tick();
  expect(said()).toBe('Đọc được: 12345');
});

test('listens as the scanner of this kiosk is set, and anew once that changes', async () => {
  expect(heard.settings.at(-1)).toMatchObject({ suffix: 'Enter' });
  const value = { prefix: '~', suffix: 'Tab', gapMsMax: 80, lengthMin: 6 };
  const fake = new FakeStation();
  fake.setting('scanner', { value });
  technician.takeSettings(fake.settings);
  await tick();
  expect(heard.settings.at(-1)).toEqual(value);
});
