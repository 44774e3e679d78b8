import type { Mark } from './typing.ts';

/**
 * The keys of Telex: aa ee oo → â ê ô; aw ow uw → ă ơ ư (uow → ươ); dd → đ; s f r x j → sắc huyền hỏi ngã nặng;
 * z → no tone.
 */
export const telexMarks: Readonly<Record<string, Mark>> = {
  s: { kind: 'tone', tone: '\u0301' },
  f: { kind: 'tone', tone: '\u0300' },
  r: { kind: 'tone', tone: '\u0309' },
  x: { kind: 'tone', tone: '\u0303' },
  j: { kind: 'tone', tone: '\u0323' },
  z: { kind: 'tone', tone: '' },
  a: { kind: 'circumflex', letters: 'a' },
  e: { kind: 'circumflex', letters: 'e' },
  o: { kind: 'circumflex', letters: 'o' },
  w: { kind: 'horn-or-breve', letters: 'aou' },
  d: { kind: 'stroke' },
};
