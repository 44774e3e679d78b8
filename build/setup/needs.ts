/** A program that was looked for: where it is, or why it is not there, as a sentence. */
export type Found = { path: string; missing?: undefined } | { path?: undefined; missing: string };

/** Something the tests need besides Node, and how to come by it. */
export interface Need {
  /** What it is called when it is spoken of. */
  label: string;
  /** Environment variable with its path: tells the tests, or is set by the person who runs them. */
  pathVariable: string;
  /** Environment variable with the reason to do without it. */
  reasonVariable: string;
  /** Looks for it on this machine. */
  search: () => Found;
  /** Installs it; gives the reason why it could not, if so. */
  install: () => string | undefined;
}

/** The need as it stands on this machine; nothing is installed. */
export function find(need: Need): Found {
  return toldBy(need) ?? need.search();
}

/** The need, installed if it is missing, may be installed, and nobody decided to do without it. */
export function ensure(need: Need): Found {
  const told = toldBy(need);
  if (told !== undefined) return told;
  const there = need.search();
  if (there.path !== undefined) return there;
  const refused = need.install();
  return refused === undefined ? need.search() : { missing: `${there.missing}, and ${refused}` };
}

/** What the environment already says: a path, a reason to do without, or nothing. */
function toldBy(need: Need): Found | undefined {
  const path = process.env[need.pathVariable];
  if (path) return { path };
  const missing = process.env[need.reasonVariable];
  return missing ? { missing } : undefined;
}

/** The two variables for the tests; exactly one of them says something. */
export function asEnvironment(need: Need, found: Found): Record<string, string> {
  return {
    [need.pathVariable]: found.path ?? '',
    [need.reasonVariable]: found.missing ?? '',
  };
}
