import { ensureChromium } from './chromium.ts';
import { ensureCompiler } from './compiler.ts';
import { ensurePostgres } from './postgres.ts';
import type { Found } from './programs.ts';

/** Environment variables that tell the tests what the machine has, or why it has not. */
export type TestEnvironment = Readonly<Record<string, string>>;

/**
 * Finds what the tests need besides Node, installs what is missing where that is allowed, and says
 * so. `HAILONG_X` names what was found; `HAILONG_NO_X` holds the reason why there is none.
 */
export function prepareTestMachine(): TestEnvironment {
  const needs = [
    { name: 'CHROMIUM', label: 'Chromium', found: ensureChromium() },
    { name: 'POSTGRES', variable: 'POSTGRES_BIN', label: 'PostgreSQL', found: ensurePostgres() },
    { name: 'CC', label: 'C compiler', found: ensureCompiler() },
  ];
  for (const { label, found } of needs) {
    console.log(`${label}: ${found.path ?? `${found.missing}; its tests are skipped`}`);
  }
  return Object.assign({}, ...needs.map(asEnvironment)) as TestEnvironment;
}

interface Need {
  name: string;
  /** Name of the variable with the path, where it is not the name of the need. */
  variable?: string;
  found: Found;
}

/** Exactly one of the two variables is set, whatever the caller's environment held. */
export function asEnvironment({ name, variable, found }: Need): TestEnvironment {
  const pathVariable = `HAILONG_${variable ?? name}`;
  const reasonVariable = `HAILONG_NO_${name}`;
  return found.path === undefined
    ? { [pathVariable]: '', [reasonVariable]: found.missing }
    : { [pathVariable]: found.path, [reasonVariable]: '' };
}
