/** Keys that are not letters. */
export type KeyName = 'shift' | 'backspace' | 'digits' | 'letters' | 'enter' | 'space';

/** The rows of the on-screen keyboard: letters as on the keyboards of the country, digits and signs on a second face. */
export const layouts: Readonly<Record<'letters' | 'digits', readonly (readonly string[])[]>> = {
  letters: [
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
