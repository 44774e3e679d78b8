import { runChecks } from './checks.ts';
import { succeeded } from './report/tally.ts';

/** `npm run check`: types, pages, rules and format of the whole repository. */
process.exitCode = succeeded(await runChecks()) ? 0 : 1;
