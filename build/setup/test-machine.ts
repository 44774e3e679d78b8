import { chromium } from './chromium.ts';
import { compiler } from './compiler.ts';
import { debianRoot } from './debian-root.ts';
import { asEnvironment, ensure } from './needs.ts';
import { postgres } from './postgres.ts';

/** Environment variables that tell the tests what the machine has, or why it has not. */
export type TestEnvironment = Readonly<Record<string, string>>;

/** Finds what the tests need, installs what is missing where that is allowed, and says so. */
export function prepareTestMachine(): TestEnvironment {
  let environment: TestEnvironment = {};
  for (const need of [chromium, postgres, compiler, debianRoot]) {
    const found = ensure(need);
    console.log(`${need.label}: ${found.path ?? `${found.missing}; its tests are skipped`}`);
    environment = { ...environment, ...asEnvironment(need, found) };
  }
  return environment;
}
