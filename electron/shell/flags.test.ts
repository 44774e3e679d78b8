import { expect, test } from 'vitest';
import { readFlags } from './flags.ts';

const silent = { windowed: false, data: null, machine: [], machineOnce: [] };

test('reads both ways of writing a flag among Chromium’s own', () => {
  const line = [
    'electron',
    '.',
    '--no-sandbox',
    '--windowed',
    '--data',
    '/d k',
    '--enrol-code=AB12',
  ];
  expect(readFlags([...line, '--district-url', 'http://127.0.0.1:7320'])).toEqual({
    windowed: true,
    data: '/d k',
    machine: ['--district-url', 'http://127.0.0.1:7320'],
    machineOnce: ['--enrol-code', 'AB12'],
  });
});

test('locks the screen and uses the account’s folder when nothing is said', () => {
  expect(readFlags(['hai-long'])).toEqual(silent);
});

test('takes a flag without its value for no flag', () => {
  expect(readFlags(['hai-long', '--data='])).toEqual(silent);
});
