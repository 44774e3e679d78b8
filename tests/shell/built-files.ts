import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `npm test` has built the kiosk. */
const builtFolder = fileURLToPath(new URL('../../out', import.meta.url));

/** Absolute path of a built file, named from `out/`. */
export function builtFile(path: string): string {
  return join(builtFolder, path);
}

/** Why the built kiosk cannot be started here, or undefined when it can. */
export function buildMissing(): string | undefined {
  const built = ['main/main.js', 'main/worker.js', 'preload/preload.cjs', 'renderer'];
  const missing = built.find((path) => !existsSync(builtFile(path)));
  return missing && `out/${missing} is not built: run by \`npm test\``;
}
