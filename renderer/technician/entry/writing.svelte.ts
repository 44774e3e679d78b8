import { typeKey, type TypingMethod } from '../../../shared/rules/typing.ts';
import type { LayoutName } from '../../parts/keyboard/keyboard-layouts.ts';

/** A field that the on-screen keyboard writes into. */
export interface Sheet {
  readonly element: HTMLInputElement;
  readonly layout: LayoutName;
  write(text: string): void;
  /** What enter does; without it the keyboard goes. */
  enter?: () => void;
}

/** Which field the keyboard writes into; it stands on the screen as long as there is one. */
export class Writing {
  sheet: Sheet | null = $state.raw(null);

  begin(sheet: Sheet): void {
    this.sheet = sheet;
  }

  end(): void {
    this.sheet?.element.blur();
    this.sheet = null;
  }

  /** One key of the on-screen keyboard. */
  type(key: string, method: TypingMethod): void {
    const { sheet } = this;
    if (!sheet) return;
    if (key === '\n') {
      this.end();
      sheet.enter?.();
      return;
    }
    const { element } = sheet;
    const start = element.selectionStart ?? element.value.length;
    const end = element.selectionEnd ?? start;
    const before = element.value.slice(0, start);
    const after = element.value.slice(end);
    const typed = start < end && key === '\b' ? before : typeKey(before, key, typingBy(method));
    if (element.maxLength >= 0 && typed.length + after.length > element.maxLength) return;
    element.value = typed + after;
    element.setSelectionRange(typed.length, typed.length);
    sheet.write(element.value);
  }
}

const typingBy = (method: TypingMethod) => ({ method, placement: 'old' }) as const;
