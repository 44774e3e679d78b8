import { expect, test } from 'vitest';
import fiveLevels from '../../samples/forms/hai-long-nam-muc.json' with { type: 'json' };
import { formSchema } from '../model/form.ts';
import { formForHandOver } from './form-for-hand-over.ts';

const refused = {
  question: { vi: 'Anh/chị thấy việc trả lời thế nào?', en: 'How was the reply?' },
};
const form = formSchema.parse({ ...fiveLevels, instead: { refused } });

test('a refused dossier is asked about in its own words, on the same scale', () => {
  const asked = formForHandOver(form, 'refused');
  expect(asked.question).toEqual(refused.question);
  expect(asked).toMatchObject({ id: form.id, version: form.version, levels: form.levels });
});

test('reasons that were not written anew are those of the form', () => {
  expect(formForHandOver(form, 'refused').reasons).toEqual(form.reasons);
});

test.each(['completed', 'returned-for-completion', null] as const)(
  'where nothing was written for %s, the form stands',
  (handOver) => {
    expect(formForHandOver(form, handOver).question).toEqual(form.question);
  },
);
