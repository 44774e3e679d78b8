import { buildBundles } from './bundles.ts';
import { runLoudly } from './setup/run-tool.ts';
import { prepareTestMachine } from './setup/test-machine.ts';

/**
 * `npm run soak -- [--hours H] [--minutes M] [--seed N]`: one kiosk with everything real, rated and disturbed for as long
 * as one likes. Ends with code 1 if a rating was lost or memory grew.
 */
const machine = prepareTestMachine();
const complaint = await buildBundles();
if (complaint === undefined) {
  const { code } = await runLoudly({
    script: 'tests/soak/run.ts',
    arguments: process.argv.slice(2),
    environment: machine,
  });
  process.exitCode = code;
} else {
  console.error(complaint);
  process.exitCode = 1;
}
