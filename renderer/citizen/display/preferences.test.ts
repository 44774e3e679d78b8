import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { visitIdleMs } from '../../../shared/limits.ts';
import { Preferences } from './preferences.svelte.ts';

let preferences: Preferences;

beforeEach(() => {
  vi.useFakeTimers();
  preferences = new Preferences();
});
afterEach(() => {
  vi.useRealTimers();
});

const choose = async (): Promise<void> => {
  preferences.display = 'dark';
  preferences.textSize = 'largest';
  await preferences.setLanguage('en');
};

const expectAsEverybodyFindsIt = (): void => {
  const { display, textSize, language, t } = preferences;
  expect([display, textSize, language]).toEqual(['default', 'normal', 'vi']);
  expect(t('rating.decline')).toBe('Không đánh giá');
};

test('a language changes the texts and what comes from the form', async () => {
  await preferences.setLanguage('en');
  expect(preferences.t('rating.decline')).toBe('Do not rate');
  expect(preferences.of({ vi: 'Hài lòng', en: 'Satisfied' })).toBe('Satisfied');
});

test('choices are put on the page', async () => {
  const root = document.createElement('html');
  await choose();
  preferences.applyTo(root);
  expect([root.lang, root.dataset.display]).toEqual(['en', 'dark']);
  expect(root.style.getPropertyValue('--text')).toBe('1.6');
});

test('choices end with the visit', async () => {
  await choose();
  preferences.reset();
  expectAsEverybodyFindsIt();
});

test('choices of somebody who left end by themselves, those of somebody who stays do not', async () => {
  await choose();
  preferences.keep();
  vi.advanceTimersByTime(visitIdleMs - 1);
  preferences.keep();
  vi.advanceTimersByTime(visitIdleMs - 1);
  expect(preferences.display).toBe('dark');
  vi.advanceTimersByTime(1);
  expectAsEverybodyFindsIt();
});
