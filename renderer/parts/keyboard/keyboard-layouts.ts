import type { TypingMethod } from '../../../shared/rules/typing.ts';

/** The five tones, each with what it says to the text: a combining mark. */
export const toneMarks = {
  acute: '\u0301',
  grave: '\u0300',
  hook: '\u0309',
  tilde: '\u0303',
  dot: '\u0323',
} as const;
export type ToneName = keyof typeof toneMarks;

/** Keys that are not letters. */
export type KeyName =
  'shift' | 'backspace' | 'digits' | 'letters' | 'method' | 'enter' | 'space' | ToneName;

/** The ways to type, in the order the method key goes through them, each with what stands on that key. */
export const methodFaces: Readonly<Record<TypingMethod, string>> = {
  telex: 'Telex',
  vni: 'VNI',
  plain: 'EN',
};

export type LayoutName = 'letters' | 'digits';

const digitRow = [...'1234567890'];
/** Vietnamese letters and tones themselves, for those who never learned an input method. */
const directRow = [...'ăâđêôơư', 'acute', 'grave', 'hook', 'tilde', 'dot'];
/** Letters stand as on every keyboard of the country. */
const letterRows = [
  [...'qwertyuiop'],
  [...'asdfghjkl'],
  ['shift', ...'zxcvbnm', 'backspace'],
  ['digits', 'method', ',', 'space', '.', 'enter'],
];

/** The rows of the keys, from the top. */
export function rowsOf(layout: LayoutName, method: TypingMethod): readonly (readonly string[])[] {
  if (layout === 'letters') {
    return [digitRow, ...(method === 'plain' ? [] : [directRow]), ...letterRows];
  }
  return [
    digitRow,
    [...'-/:;()%"?!'],
    ['+', '=', '*', '&', '@', '…', '–', 'backspace'],
    ['letters', ',', 'space', '.', 'enter'],
  ];
}

/** What the digits do in VNI, written small on their keys. */
export const vniHints: Readonly<Record<string, string>> = {
  1: 'á',
  2: 'à',
  3: 'ả',
  4: 'ã',
  5: 'ạ',
  6: 'â',
  7: 'ơ',
  8: 'ă',
  9: 'đ',
};
