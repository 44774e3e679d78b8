import { expect, test } from 'vitest';
import { faultSentences } from '../../shared/model/health-faults.ts';
import { problemSentences } from '../../shared/model/problems.ts';
import { languages } from '../../shared/model/text.ts';
import { wordsOfCause } from './log-words.ts';

const entry = (kind: string, cause: string | null) => ({ seq: 1, kind, wall: 0, cause });

test('a code of a problem is its sentence, in both languages', () => {
  for (const language of languages) {
    const said = wordsOfCause(entry('upload.refused', 'district.unreachable'), language);
    expect(said).toEqual([problemSentences['district.unreachable'][language]]);
  }
});

test('a figure that the journal does not keep is left open', () => {
  const [said] = wordsOfCause(entry('update.refused', 'update.signature'), 'vi');
  expect(said).toMatch(/^Bản cập nhật … do người khác ký/);
});

test('each of several faults has its sentence, and one of a newer version its code', () => {
  const said = wordsOfCause(entry('health.noted', 'not-enrolled, something-new'), 'en');
  expect(said).toEqual([faultSentences['not-enrolled'].en, 'something-new']);
});

test.each([
  ['display.changed', 'removed', 'rút màn hình'],
  ['officer.signed-out', 'removed', 'không còn trong danh sách'],
  ['document.installed', 'form', 'mẫu phiếu đánh giá'],
  ['document.refused', 'form', 'mẫu phiếu đánh giá'],
  ['setting.changed', 'kioskPort', 'Cổng của màn hình công dân'],
  ['setting.changed', 'technicianPin', 'Mã PIN kỹ thuật'],
  ['process.gone', 'exit 9', 'exit 9'],
])('%s because of "%s" reads "%s"', (kind, cause, said) => {
  expect(wordsOfCause(entry(kind, cause), 'vi')).toEqual([said]);
});

test('an entry without a cause gives none', () => {
  expect(wordsOfCause(entry('machine.stopped', null), 'vi')).toEqual([]);
});
