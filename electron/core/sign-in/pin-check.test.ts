import { expect, test } from 'vitest';
import { hashPin } from '../../../shared/rules/pin.ts';
import { createPinCheck } from './pin-check.ts';

test('a PIN is checked on a thread that leaves this one free', async () => {
  const check = createPinCheck();
  const encoded = await hashPin('314159');
  await check.isPin('000000', encoded); // the thread is there
  let longestMs = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last);
    last = performance.now();
  }, 1);
  const answers = await Promise.all([
    check.isPin('314159', encoded),
    check.isPin('314158', encoded),
    check.isPin('314159', 'no hash'),
  ]);
  clearInterval(beat);
  expect(answers).toEqual([true, false, false]);
  // Two cores may be busy with other tests: the point is that nobody waited for the whole of it.
  expect(longestMs).toBeLessThan(200);
  await check.stop();
});

test('a thread that ends fails its questions, and the next one starts another', async () => {
  const check = createPinCheck();
  const encoded = await hashPin('314159');
  const open = check.isPin('314159', encoded);
  await Promise.all([expect(open).rejects.toThrow('has ended'), check.stop()]);
  expect(await check.isPin('314159', encoded)).toBe(true);
  await check.stop();
});
