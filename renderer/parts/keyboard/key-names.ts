import type { Translate } from '../../../shared/locales/translator.ts';
import type { visitVi } from '../../../shared/locales/visit.vi.ts';
import type { KeyName } from './keyboard-layouts.ts';

/** The spoken names of the keyboard's keys. `enter` says what enter does on that screen. */
export function keyNames(
  t: Translate<typeof visitVi>,
  enter: string = t('keyboard.enter'),
): Record<KeyName | 'keyboard' | 'shiftLocked', string> {
  return {
    keyboard: t('keyboard.label'),
    shift: t('keyboard.shift'),
    shiftLocked: t('keyboard.shiftLocked'),
    backspace: t('keyboard.backspace'),
    digits: t('keyboard.digits'),
    letters: t('keyboard.letters'),
    method: t('keyboard.method'),
    enter,
    space: t('keyboard.space'),
    acute: t('keyboard.acute'),
    grave: t('keyboard.grave'),
    hook: t('keyboard.hook'),
    tilde: t('keyboard.tilde'),
    dot: t('keyboard.dot'),
  };
}
