import { buildBundles } from './bundles.ts';

/** `npm run build`: the bundles of the kiosk and of the district's pages. */
const complaint = await buildBundles();
console.log(complaint ?? 'Built: out/');
process.exitCode = complaint === undefined ? 0 : 1;
