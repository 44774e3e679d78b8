import type { Core } from './core/core.ts';
import type { Clock, Log } from './core/ports.ts';
import { Updates, type AskAgain, type UpdateLink } from './core/update/updates.ts';
import { dropBackups } from './store/update/backup.ts';
import { ReleaseFiles } from './store/update/release-files.ts';
import { trustedKeys, type ReleaseKeys } from './store/update/release-keys.ts';
import { UpdateStateFile } from './store/update/state-file.ts';
import type { Store } from './store/store.ts';

/** What the starter says about updates; without one there are none. */
export type UpdateOptions = {
  /** Whose releases are taken, as the computer's own file says. */
  readonly trusted: ReleaseKeys;
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
    readonly ask: AskAgain;
  },
): Updates {
  const { folder, store, core, clock, log, version, link, ask } = parts;
  return new Updates({
    ...{ clock, log, version, link, ask, recorder: core.recorder },
    memory: new UpdateStateFile(folder),
    releases: new ReleaseFiles(folder),
    keys: () => trustedKeys(options.trusted, store.identity.read()),
    reportMs: options.paceMs,
    dropBackups: () => dropBackups(folder),
  });
}
