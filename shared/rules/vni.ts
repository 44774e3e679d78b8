import type { Mark } from './typing.ts';

/** The keys of VNI: 1 to 5 → sắc huyền hỏi ngã nặng; 6 → â ê ô; 7 → ơ ư (uo7 → ươ); 8 → ă; 9 → đ; 0 → no tone. */
export const vniMarks: Readonly<Record<string, Mark>> = {
  1: { kind: 'tone', tone: '\u0301' },
  2: { kind: 'tone', tone: '\u0300' },
  3: { kind: 'tone', tone: '\u0309' },
  4: { kind: 'tone', tone: '\u0303' },
  5: { kind: 'tone', tone: '\u0323' },
  0: { kind: 'tone', tone: '' },
  6: { kind: 'circumflex', letters: 'eoa' },
  7: { kind: 'horn-or-breve', letters: 'ou' },
  8: { kind: 'horn-or-breve', letters: 'a' },
  9: { kind: 'stroke' },
};
