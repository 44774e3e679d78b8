import type { CitizenView } from '../../shared/contract/citizen.ts';

/** What the window shows. Everything but the look-up and the last four is said by the machine's view. */
export type Screen =
  | 'opening'
  | 'not-ready'
  | 'attract'
  | 'asleep'
  | 'look-up'
  | 'waiting'
  | 'apology'
  | 'rating'
  | 'detail'
  | 'thanks'
  | 'refused'
  | 'closed'
  | 'gone';

/** What the window knows besides the machine's view. */
export interface WindowState {
  readonly view: CitizenView | null;
  /** The machine does not answer, for long enough to say so. */
  readonly isGone: boolean;
  /** Why the last touch was not recorded, until the citizen closes it. */
  readonly refusal: 'refused' | 'closed' | null;
  readonly isThanking: boolean;
  /** Somebody is looking procedures up. */
  readonly isLookingUp: boolean;
}

/** The one screen to show now. */
export function screenOf({ view, isGone, refusal, isThanking, isLookingUp }: WindowState): Screen {
  if (isThanking) return 'thanks';
  if (isGone) return 'gone';
  if (refusal !== null) return refusal;
  if (view === null) return 'opening';
  if (view.survey !== null) return view.survey.phase;
  if (view.asleep) return 'asleep';
  if (isLookingUp) return 'look-up';
  return view.ready ? 'attract' : 'not-ready';
}
