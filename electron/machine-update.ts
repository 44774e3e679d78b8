import type { Core } from './core/core.ts';
import type { Clock, Log } from './core/ports.ts';
import { Updates, type UpdateLink } from './core/update/updates.ts';
import { dropBackups } from './store/update/backup.ts';
import { ReleaseFiles } from './store/update/release-files.ts';
import { UpdateStateFile } from './store/update/state-file.ts';
import type { Store } from './store/store.ts';

/** What the starter says about updates; without one there are none. */
export type UpdateOptions = {
  /** The release keys of the installed program: raw Ed25519, base64url. */
  readonly releaseKeys: readonly string[];
  /** Asks and reports this often, instead of what shared/limits.ts says. */
  readonly paceMs?: number | undefined;
};

/** New versions of the program, over the data folder of this machine. */
export function createUpdates(
  options: UpdateOptions,
  parts: {
    readonly folder: string;
    readonly store: Store;
    readonly core: Core;
    readonly clock: Clock;
    readonly log: Log;
    readonly version: string;
    readonly link: () => UpdateLink;
  },
): Updates {
  const { folder, store, core, clock, log, version, link } = parts;
  return new Updates({
    ...{ clock, log, version, link, recorder: core.recorder },
    memory: new UpdateStateFile(folder),
    releases: new ReleaseFiles(folder),
    keys: () => {
      const publishing = store.identity.read()?.publishingKey;
      return [...options.releaseKeys, ...(publishing ? [publishing.publicKey] : [])];
    },
    reportMs: options.paceMs,
    dropBackups: () => dropBackups(folder),
  });
}
