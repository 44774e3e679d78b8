import type { WindowPage } from './addresses.ts';

/**
 * Which window stands on which screen: pure, asked again whenever a screen comes, goes, turns or changes its size. No
 * window is ever left where no screen is.
 */

export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A screen of the computer, in the coordinates of the desktop. */
export type Screen = {
  /** The same after a restart and on another socket, as far as the system can tell. */
  readonly id: string;
  readonly area: Area;
  readonly touch: boolean;
};

/** Which screen was whose when the kiosk last stood as its technician left it. */
export type Pairing = { readonly citizen: string | null; readonly officer: string | null };

/** What the technician decided about the officer's screen. */
export type DeskMode =
  /** An ordinary window beside the officer's other software. */
  | 'window'
  /** Locked like the citizen's. */
  | 'kiosk'
  /** No officer's window here: the desk's page is opened from another computer. */
  | 'none';

/** Ordinary windows on a developer's desk, or the kiosk as it is set up. */
export type Standing = { readonly windowed: boolean; readonly desk: DeskMode };

export type Placement = { readonly page: WindowPage; readonly screen: Screen };

export type Plan = {
  readonly placements: readonly Placement[];
  /** Screens that belong to nobody and would show the desktop: each gets a black window. */
  readonly covered: readonly Screen[];
};

/**
 * A counter PC has two screens: the officer's, where the computer starts, and the citizen's. A free-standing kiosk has
 * one, the citizen's. What was remembered wins; else the citizen gets a touch screen that is not the officer's. When
 * only the officer's screen is left the citizen's window waits unseen for its own: it would cover somebody's work.
 */
export function placeWindows(
  screens: readonly Screen[],
  primary: Screen,
  remembered: Pairing,
  standing: Standing,
): Plan {
  if (standing.windowed) {
    const placements = [placed('citizen', primary), placed('officer', primary)];
    return { placements, covered: [] };
  }
  // Without an officer's window nobody's work would be covered, whatever was once remembered.
  const reserved = standing.desk === 'none' ? null : remembered.officer;
  const citizen = citizensScreen(screens, primary, { ...remembered, officer: reserved });
  const rest = screens.filter((screen) => screen.id !== citizen?.id);
  const officer = standing.desk === 'none' ? undefined : officersScreen(rest, primary, remembered);
  return {
    placements: [
      ...(citizen ? [placed('citizen', citizen)] : []),
      ...(officer ? [placed('officer', officer)] : []),
    ],
    // An officer with an ordinary window has a desktop, and may have it on a second screen.
    covered: standing.desk === 'window' && officer ? [] : rest.filter((one) => one !== officer),
  };
}

/** The pairing to remember after a plan: what is missing today is not forgotten. */
export function pairingOf(plan: Plan, remembered: Pairing): Pairing {
  const idOf = (page: WindowPage): string | null =>
    plan.placements.find((one) => one.page === page)?.screen.id ?? remembered[page];
  return { citizen: idOf('citizen'), officer: idOf('officer') };
}

/** Whether two plans put everything in the same place. */
export function isSamePlan(one: Plan, other: Plan): boolean {
  return planText(one) === planText(other);
}

/** Where an ordinary window of this size stands on a screen: in its middle, and never larger than it. */
export function centred(area: Area, wanted: { width: number; height: number }): Area {
  const width = Math.min(wanted.width, area.width);
  const height = Math.min(wanted.height, area.height);
  return {
    x: area.x + Math.floor((area.width - width) / 2),
    y: area.y + Math.floor((area.height - height) / 2),
    ...{ width, height },
  };
}

/** Whether a person can find a window: its middle is on a screen. */
export function isFindable(window: Area, screens: readonly Area[]): boolean {
  const middle = { x: window.x + window.width / 2, y: window.y + window.height / 2 };
  return screens.some(
    (area) =>
      middle.x >= area.x &&
      middle.x < area.x + area.width &&
      middle.y >= area.y &&
      middle.y < area.y + area.height,
  );
}

function citizensScreen(
  screens: readonly Screen[],
  primary: Screen,
  remembered: Pairing,
): Screen | undefined {
  const own = screens.find((screen) => screen.id === remembered.citizen);
  if (own) return own;
  const free = screens.filter((screen) => screen.id !== remembered.officer);
  const beside = free.filter((screen) => screen.id !== primary.id);
  return beside.find((screen) => screen.touch) ?? beside[0] ?? free[0];
}

function officersScreen(
  rest: readonly Screen[],
  primary: Screen,
  remembered: Pairing,
): Screen | undefined {
  return (
    rest.find((screen) => screen.id === remembered.officer) ??
    rest.find((screen) => screen.id === primary.id) ??
    rest[0]
  );
}

const placed = (page: WindowPage, screen: Screen): Placement => ({ page, screen });

function planText({ placements, covered }: Plan): string {
  return JSON.stringify([
    placements.map(({ page, screen }) => [page, screen.id, screen.area]),
    covered.map(({ id, area }) => [id, area]),
  ]);
}
