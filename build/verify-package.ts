import { offencesOf } from './package/offences.ts';
import { openPacked } from './package/packed.ts';

/**
 * Opens a packed program and says everything that is wrong with it, one sentence a line. Exit code 1 if there is anything.
 *
 *     node build/verify-package.ts out/package/linux-unpacked
 */
const folder = process.argv[2] ?? 'out/package/linux-unpacked';
const packed = openPacked(folder);
const offences = packed
  ? await offencesOf(packed)
  : [`${folder} holds no packed program: resources/app.asar is missing.`];

for (const offence of offences) console.log(offence);
if (offences.length === 0) console.log(`${folder} is as it must be.`);
process.exitCode = offences.length === 0 ? 0 : 1;
