import type { Clock } from './ports.ts';

/** Now by the district's clock, ms since 1970 UTC; by this computer's while it has not been compared. */
export function districtNow({
  clock,
  offset,
}: {
  readonly clock: Clock;
  readonly offset: () => number | null;
}): number {
  return clock.wall() + (offset() ?? 0);
}
