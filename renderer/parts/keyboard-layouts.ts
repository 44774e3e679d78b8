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
export type KeyName = 'shift' | 'backspace' | 'digits' | 'letters' | 'enter' | 'space' | ToneName;

/**
 * The rows of the on-screen keyboard. Letters stand as on every keyboard of the country, for those who type Telex;
 * the row above has the Vietnamese letters and tones themselves, for those who never learned it.
 */
export const layouts: Readonly<Record<'letters' | 'digits', readonly (readonly string[])[]>> = {
  letters: [
    [...'ăâđêôơư', 'acute', 'grave', 'hook', 'tilde', 'dot'],
    [...'qwertyuiop'],
    [...'asdfghjkl'],
    ['shift', ...'zxcvbnm', 'backspace'],
    ['digits', ',', 'space', '.', 'enter'],
  ],
  digits: [
    [...'1234567890'],
    [...'-/:;()%"?!'],
    ['+', '=', '*', '&', '@', '…', '–', 'backspace'],
    ['letters', ',', 'space', '.', 'enter'],
  ],
};
