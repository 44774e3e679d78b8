/**
 * Which buttons and wheels of a mouse reach a page. A public touch screen has no mouse; whoever plugs one in gets the
 * left button and the plain wheel. The side buttons go back in history, the middle one opens, scrolls by itself or
 * pastes, the right one has a menu, and a wheel with a key held zooms.
 */
export type MouseInput = {
  readonly type: string;
  readonly button?: string | undefined;
  readonly modifiers?: readonly string[] | undefined;
};

const pressing: ReadonlySet<string> = new Set(['mouseDown', 'mouseUp']);
const moving: ReadonlySet<string> = new Set(['mouseMove', 'mouseEnter', 'mouseLeave']);
const zooming: ReadonlySet<string> = new Set(['control', 'ctrl', 'meta', 'command', 'cmd', 'alt']);

export function mayClick(input: MouseInput): boolean {
  if (moving.has(input.type)) return true;
  if (pressing.has(input.type)) return input.button === 'left';
  if (input.type !== 'mouseWheel') return false;
  return !(input.modifiers ?? []).some((held) => zooming.has(held));
}
