import { randomInt } from 'node:crypto';
import { disturbanceKinds } from '../soak/plan.ts';
import { printOutcome, verdictOf } from '../soak/print.ts';
import { soak } from '../soak/soak.ts';
import { expect, test } from '../support/browser-test.ts';
import { postgresMissing } from '../support/postgres.ts';

/**
 * A minute of the soak (`npm run soak -- --hours 8` is the long one). It is no measurement of time: a busy machine rates
 * less in that minute, and nothing else. HAILONG_SEED=N replays the disturbances of a failed run.
 */
const soakMs = 60_000;
/** The kiosk's longest pauses after failures are part of the end. */
const timeoutMs = 20 * 60_000;
const seed = Number(process.env['HAILONG_SEED'] ?? randomInt(2 ** 31));

test('a minute of everything that happens to a kiosk loses no rating and keeps no memory', async () => {
  test.setTimeout(timeoutMs);
  const missing = postgresMissing();
  test.skip(missing !== undefined, missing ?? '');
  console.log(`soak: HAILONG_SEED=${seed}`);
  const outcome = await soak({ seed, soakMs, say: console.log });
  printOutcome(outcome);
  expect(verdictOf(outcome)).toEqual([]);
  expect(new Set(outcome.disturbances.map(({ kind }) => kind)).size).toBe(disturbanceKinds.length);
  expect(outcome.counts['ratings thanked for']).toBeGreaterThan(0);
});
