import { mayPress, type Keyboard } from '../../shared/rules/allowed-keys.ts';
import type { Page } from './addresses.ts';

/** The part of Electron's `Input` that decides. */
export type Input = {
  readonly type: string;
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
};

/** Keys that bring their own event are decided by it; anything that is neither is not known and not let through. */
const inputTypes: ReadonlySet<string> = new Set(['keyDown', 'keyUp', 'rawKeyDown', 'char']);

/** The technician stands at the public's keyboard, and whoever comes after finds nothing to paste. */
const keyboardOf: Readonly<Record<Page, Keyboard>> = {
  citizen: 'citizen',
  officer: 'officer',
  technician: 'citizen',
};

/** Whether a key reaches the page's window. By `code` alone, both ways: a press and its release. */
export function lettingThrough(page: Page, input: Input): boolean {
  return inputTypes.has(input.type) && mayPress(keyboardOf[page], input);
}
