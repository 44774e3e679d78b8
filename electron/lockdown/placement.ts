import type { Page } from './addresses.ts';

/** A screen of the computer, in the coordinates of the desktop. */
export type Screen = { readonly id: number; readonly x: number; readonly y: number };

export type Placement = { readonly page: Page; readonly screen: Screen };

/**
 * Which window stands on which screen. A counter PC has two: the officer's, where the computer starts, and the
 * citizen's. A free-standing kiosk has one, the citizen's; its officer's page is opened from another PC. A developer
 * (`windowed`) gets both side by side.
 */
export function placeWindows(
  screens: readonly Screen[],
  primary: Screen,
  windowed: boolean,
): readonly Placement[] {
  const second = screens.find((screen) => screen.id !== primary.id);
  const officer: Placement = { page: 'officer', screen: primary };
  if (windowed) return [{ page: 'citizen', screen: primary }, officer];
  return second
    ? [{ page: 'citizen', screen: second }, officer]
    : [{ page: 'citizen', screen: primary }];
}
