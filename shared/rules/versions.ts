/**
 * The greater of two versions by their numbers: positive if `one` is newer than `other`. `1.10.0` is above `1.9.2`, and
 * `1.2.0` above `1.2.0-rc.1`: a kiosk may say it runs a version that was never given out.
 */
export function compareVersions(one: string, other: string): number {
  const [numbers, others] = [numbersOf(one), numbersOf(other)];
  for (let at = 0; at < Math.max(numbers.length, others.length); at += 1) {
    const difference = (numbers[at] ?? 0) - (others[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(isPrerelease(other)) - Number(isPrerelease(one));
}

/** The newest of some versions; null of none. */
export function newestVersion(versions: readonly (string | null)[]): string | null {
  const known = versions.filter((version) => version !== null && /^\d+\.\d+\.\d+/.test(version));
  return known.reduce<string | null>(
    (newest, version) =>
      version !== null && (newest === null || compareVersions(version, newest) > 0)
        ? version
        : newest,
    null,
  );
}

function numbersOf(version: string): number[] {
  return (version.split(/[-+]/)[0] ?? '').split('.').map((part) => Number.parseInt(part, 10) || 0);
}

function isPrerelease(version: string): boolean {
  return version.includes('-');
}
