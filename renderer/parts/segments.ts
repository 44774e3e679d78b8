/** A piece of a text, marked or not. */
export interface Segment {
  readonly part: string;
  readonly isMarked: boolean;
}

/**
 * Cuts a text at its marked spans. Spans that overlap, lie outside the text or are out of order mark what they can and
 * lose no letter.
 */
export function segmentsOf(
  text: string,
  spans: readonly (readonly [number, number])[],
): readonly Segment[] {
  const segments: Segment[] = [];
  let done = 0;
  for (const [from, to] of [...spans].sort(([a], [b]) => a - b)) {
    const start = Math.max(done, Math.min(from, text.length));
    const end = Math.min(to, text.length);
    if (end <= start) continue;
    if (start > done) segments.push({ part: text.slice(done, start), isMarked: false });
    segments.push({ part: text.slice(start, end), isMarked: true });
    done = end;
  }
  if (done < text.length) segments.push({ part: text.slice(done), isMarked: false });
  return segments;
}
