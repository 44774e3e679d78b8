import { describe, expect, test } from 'vitest';
import { commentLengthMax } from '../../../shared/limits.ts';
import { Draft } from './draft.svelte.ts';

const typed = (keys: string, draft = new Draft('old')): Draft => {
  let caret = draft.comment.length;
  for (const key of keys) caret = draft.type(key, caret, 'telex');
  return draft;
};

describe('a comment', () => {
  test('is composed by Telex, by the letters of the top row and by its tones', () => {
    expect(typed('chowf laau').comment).toBe('chờ lâu');
    expect(typed('ch\u01A1\u0300').comment).toBe('chờ');
    expect(typed('cho\u0300\u0300').comment).toBe('cho');
  });

  test('has its tones where the office writes them', () => {
    expect(typed('hoaf', new Draft('new')).comment).toBe('hoà');
  });

  test('is written and deleted at the caret', () => {
    const draft = typed('hoa xa');
    expect(draft.type('f', 3, 'telex')).toBe(3);
    expect(draft.comment).toBe('hòa xa');
    expect(draft.type('\b', 3, 'telex')).toBe(2);
    expect(draft.comment).toBe('hò xa');
    expect(draft.type('\b', 0, 'telex')).toBe(0);
    expect(draft.comment).toBe('hò xa');
  });

  test('loses a letter as a person counts letters', () => {
    const draft = new Draft('old');
    draft.comment = 'tốt 👨‍👩‍👧';
    draft.type('\b', draft.comment.length, 'telex');
    expect(draft.comment).toBe('tốt ');
  });

  test('stops at its bound and stays as it is', () => {
    const draft = new Draft('old');
    draft.comment = 'x'.repeat(commentLengthMax - 1);
    expect(typed('y', draft).left).toBe(0);
    expect(draft.type('z', commentLengthMax, 'telex')).toBe(commentLengthMax);
    expect(draft.comment.endsWith('xy')).toBe(true);
    draft.type('\b', commentLengthMax, 'telex');
    expect(draft.left).toBe(1);
  });

  test('of spaces alone is none', () => {
    expect(typed('  \n').isEmpty).toBe(true);
    expect(typed('  \n').detail().comment).toBeNull();
  });
});

test('reasons and criteria are taken back by the same touch', () => {
  const draft = new Draft('old');
  draft.toggleReason('a');
  draft.toggleReason('b');
  draft.toggleReason('a');
  draft.chooseCriterion('x', 5);
  draft.chooseCriterion('y', 1);
  draft.chooseCriterion('y', 2);
  draft.chooseCriterion('x', 5);
  expect(draft.detail()).toEqual({
    reasons: ['b'],
    criteria: [{ id: 'y', level: 2 }],
    comment: null,
  });
  expect(draft.isEmpty).toBe(false);
});
