import { expect, test } from 'vitest';
import type { PublishedProcedure } from '../../../../shared/model/published-procedure.ts';
import { fullProcedure } from '../../testing/fake-look-up.ts';
import { lookUpTexts } from '../texts.ts';
import { noticesOf } from './notices.ts';

const today = '2026-03-09';
const notices = (change: Partial<PublishedProcedure>, receivedHere = true): readonly string[] =>
  noticesOf({ procedure: { ...fullProcedure, ...change }, receivedHere }, today, lookUpTexts.vi);

test('a procedure in force that is received here needs none', () => {
  expect(notices({ effectiveFrom: today })).toEqual([]);
});

test.each<[Partial<PublishedProcedure>, string]>([
  [{ status: 'replaced' }, 'Thủ tục này đã được thay thế.'],
  [{ status: 'repealed' }, 'Thủ tục này đã bãi bỏ.'],
  [{ effectiveFrom: '2026-03-10' }, 'Thủ tục này có hiệu lực từ ngày 10/03/2026.'],
  [{ effectiveTo: today }, 'Thủ tục này chỉ còn hiệu lực đến hết ngày 09/03/2026.'],
  [{ effectiveTo: '2026-03-08' }, 'Thủ tục này đã hết hiệu lực từ sau ngày 08/03/2026.'],
])('%j is said', (change, sentence) => {
  expect(notices(change)).toEqual([sentence]);
});

test('what is received elsewhere is said', () => {
  expect(notices({}, false)).toEqual([
    'Thủ tục này không nhận tại đây. Xin xem nơi tiếp nhận bên dưới.',
  ]);
});
