/**
 * How many notes the shell may have written: whatever goes wrong in a loop must not fill the journal or wear out the
 * disk. Pure; times are monotonic ms.
 */
export const notesPerHourMax = 60;
const hourMs = 60 * 60_000;

/** Times of the notes that still count, this one included if it may be written; null when it may not. */
export function spendNote(writtenMs: readonly number[], nowMs: number): readonly number[] | null {
  const counting = writtenMs.filter((atMs) => nowMs - atMs < hourMs);
  return counting.length < notesPerHourMax ? [...counting, nowMs] : null;
}
