import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { chromiumMissing } from '../support/chromium.ts';
import { postgresMissing } from '../support/postgres.ts';
import { printOutcome, verdictOf } from './print.ts';
import { soak } from './soak.ts';

/** `npm run soak -- [--hours H] [--minutes M] [--seed N]`: the soak for as long as one likes; a minute without a word. */
const { values: flags } = parseArgs({
  options: {
    hours: { type: 'string' },
    minutes: { type: 'string' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const minuteMs = 60_000;
const lengthMs =
  (Number(flags.hours ?? 0) * 60 + Number(flags.minutes ?? 0)) * minuteMs || minuteMs;

const missing = chromiumMissing() ?? postgresMissing();
if (missing === undefined) {
  console.log(`soak: --seed ${flags.seed}, ${lengthMs / minuteMs} minutes`);
  const outcome = await soak({ seed: Number(flags.seed), soakMs: lengthMs, say: console.log });
  printOutcome(outcome);
  process.exitCode = verdictOf(outcome).length === 0 ? 0 : 1;
} else {
  console.error(`The soak cannot run here: ${missing}`);
  process.exitCode = 1;
}
