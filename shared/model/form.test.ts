import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import fiveLevels from '../../samples/forms/hai-long-nam-muc.json' with { type: 'json' };
import threeLevels from '../../samples/forms/hai-long-ba-muc.json' with { type: 'json' };
import points from '../../samples/forms/cham-diem-0-1-2.json' with { type: 'json' };
import { parseForm, type Form } from './form.ts';

type Draft = { [name: string]: unknown; levels: Record<string, unknown>[] };

/** The five-level form with something changed. */
function changed(change: (form: Draft) => void): unknown {
  const form: Draft = structuredClone(fiveLevels);
  change(form);
  return form;
}

function reasonOf(document: unknown): string {
  const read = parseForm(document);
  if (read.ok) throw new Error('The form was accepted');
  expect(read.problem.code).toBe('form.invalid');
  expect(read.problem.vi).toContain('Mẫu phiếu đang dùng vẫn được giữ');
  return String(read.problem.parameters['reason']);
}

function levels(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, value) => ({
    value,
    label: { vi: `Mức ${value}`, en: `Level ${value}` },
    face: null,
    satisfied: false,
    points: null,
  }));
}

describe('a form', () => {
  test.each([
    ['five levels', fiveLevels, 5],
    ['three levels', threeLevels, 3],
    ['0, 1 and 2 points', points, 3],
  ])('of %s is read', (_, document, count) => {
    const read = parseForm(document);
    expect(read.ok && read.value.levels).toHaveLength(count);
    expect(read.ok && read.value).toEqual(document);
  });

  test('keeps the order of its levels', () => {
    const read = parseForm(fiveLevels);
    const values = read.ok ? read.value.levels.map(({ value }) => value) : [];
    expect(values).toEqual([5, 4, 3, 2, 1]);
  });

  test.each([
    ['one level', changed((form) => (form.levels = form.levels.slice(0, 1))), 'levels'],
    [
      'twelve levels',
      changed((form) => Object.assign(form, { levels: levels(12), reasons: [] })),
      'levels',
    ],
    ['no level', changed((form) => (form.levels = [])), 'levels'],
    ['no question', changed((form) => delete form['question']), 'question'],
    [
      'a question in one language',
      changed((form) => (form['question'] = { vi: 'Hài lòng?' })),
      'question.en',
    ],
    [
      'a label in one language',
      changed((form) => (form.levels[2]!['label'] = { vi: 'Bình thường' })),
      'levels.2.label.en',
    ],
    [
      'an empty translation',
      changed((form) => (form['title'] = { vi: 'Phiếu', en: ' ' })),
      'title.en',
    ],
    [
      'two levels of one value',
      changed((form) => (form.levels[1]!['value'] = 5)),
      'two levels share one value',
    ],
    [
      'a level that is no whole number',
      changed((form) => (form.levels[1]!['value'] = 4.5)),
      'levels.1.value',
    ],
    ['an unknown face', changed((form) => (form.levels[0]!['face'] = 'winking')), 'levels.0.face'],
    [
      'points on a satisfaction form',
      changed((form) => (form.levels[0]!['points'] = 2)),
      'points belong to every level',
    ],
    [
      'no points on a points form',
      changed((form) => (form['kind'] = 'points')),
      'points belong to every level',
    ],
    ['an unknown key', changed((form) => (form['preselected'] = 5)), 'preselected'],
    ['version 0', changed((form) => (form['version'] = 0)), 'version'],
    ['no source', changed((form) => (form['source'] = '')), 'source'],
  ])('with %s is refused, and told why', (_, document, why) => {
    expect(reasonOf(document)).toContain(why);
  });

  test('with twins or with reasons for no level is refused', () => {
    const twins = (name: 'reasons' | 'criteria') =>
      changed((form) => (form[name] = [fiveLevels[name][0], fiveLevels[name][0]]));
    expect(reasonOf(twins('reasons'))).toContain('two reasons share one id');
    expect(reasonOf(twins('criteria'))).toContain('two criteria share one id');
    const stray = { ...fiveLevels.reasons[0], levels: [9] };
    expect(reasonOf(changed((form) => (form['reasons'] = [stray])))).toContain('does not have');
    const instead = { refused: { reasons: [stray] } };
    expect(reasonOf(changed((form) => (form['instead'] = instead)))).toContain('does not have');
  });

  test('brings its texts to NFC', () => {
    const title = { vi: ' Hài lòng'.normalize('NFD'), en: 'Satisfied' };
    const read = parseForm(changed((form) => (form['title'] = title)));
    expect(read.ok && read.value.title.vi).toBe('Hài lòng');
  });

  test('of any other kind is refused without a throw', () => {
    const part = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(null, [], {}, fiveLevels.levels, fiveLevels.title),
    );
    const keys = Object.keys(fiveLevels) as (keyof Form)[];
    const broken = fc
      .tuple(fc.constantFrom(...keys), part)
      .map(([key, value]) => ({ ...fiveLevels, [key]: value }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue(), broken), (document) => {
        const read = parseForm(document);
        if (read.ok) expect(parseForm(read.value)).toEqual(read);
        else expect(read.problem.code).toBe('form.invalid');
      }),
      { numRuns: 3_000 },
    );
  });
});
