/** One test that did not pass. */
export interface NamedTest {
  /** Where it stands and what it is called, as one line. */
  name: string;
  /** Why it was skipped, or the first line of why it failed. */
  reason: string;
}

/** How the tests of one runner ended. Written to a file by the reporters, so plain data only. */
export interface Tally {
  passed: number;
  failed: NamedTest[];
  skipped: NamedTest[];
}

export const emptyTally: Tally = { passed: 0, failed: [], skipped: [] };

/** Several runners' tallies as one. */
export function sumOf(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.flatMap((tally) => tally.failed),
    skipped: tallies.flatMap((tally) => tally.skipped),
  };
}

/** A run in which nothing ran proves nothing. */
export function succeeded(tally: Tally): boolean {
  return tally.failed.length === 0 && tally.passed > 0;
}

/**
 * The end of every test run: what failed, what was skipped and why, and the three numbers alone on
 * the last line, for scripts to read.
 */
export function summaryLines(tally: Tally): string[] {
  const { passed, failed, skipped } = tally;
  return [
    ...listed('Failed:', failed),
    ...listed('Skipped:', skipped),
    ...(passed + failed.length === 0 ? ['No test ran.'] : []),
    `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`,
  ];
}

function listed(title: string, tests: readonly NamedTest[]): string[] {
  if (tests.length === 0) return [];
  return [title, ...tests.map(({ name, reason }) => `  ${name}: ${reason}`), ''];
}

/** The first line of a text that may have many, without terminal colours. */
export function firstLine(text: string): string {
  return stripColours(text).trim().split('\n')[0] ?? '';
}

const escapeCharacter = String.fromCharCode(27);
const colour = new RegExp(`${escapeCharacter}\\[[0-9;]*m`, 'g');

function stripColours(text: string): string {
  return text.replace(colour, '');
}
