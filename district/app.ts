import { fileURLToPath } from 'node:url';
import pino, { type Logger } from 'pino';
import type { Problem } from '../shared/model/problems.ts';
import { ok, type Result } from '../shared/model/result.ts';
import { newSealingKey } from './domain/enrolment.ts';
import type { DistrictStore, Now } from './domain/ports.ts';
import { Projector } from './domain/projection.ts';
import { buildDoor, type Door } from './http/door.ts';
import { openStore } from './store/store.ts';

export type DistrictOptions = {
  /** The URL of a PostgreSQL database, or null for the embedded one. */
  readonly postgres: string | null;
  /** Folder of the embedded database; null keeps it in memory. */
  readonly data: string | null;
  /** Where the office's built pages are. */
  readonly pagesFolder?: string;
  readonly behindProxy?: boolean;
  /** Whose releases of the kiosk's program are taken in besides the district's own: raw Ed25519, base64url. */
  readonly releaseKeys?: readonly string[];
  readonly now?: Now;
  readonly log?: Logger;
};

export type DistrictServer = {
  readonly http: Door;
  readonly store: DistrictStore;
  readonly now: Now;
  /** Answers what was asked, then closes door and store. */
  close(): Promise<void>;
};

const hangUpEveryMs = 50;
/** Longer than a batch takes; a caller that is cut off asks again, and nothing is counted twice. */
const closeGraceMs = 5_000;
const builtPages = fileURLToPath(new URL('../out/district', import.meta.url));

/** Builds the district server; `http.listen` is left to the caller. */
export async function buildDistrict(
  options: DistrictOptions,
): Promise<Result<DistrictServer, Problem>> {
  const log = options.log ?? pino({ enabled: false });
  const now = options.now ?? Date.now;
  const lost = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const opened = await openStore(
    options.postgres === null ? { embedded: options.data } : { postgres: options.postgres, lost },
  );
  if (!opened.ok) return opened;
  const store = opened.value;
  await store.places.ensureSealingKey(newSealingKey);

  const projector = new Projector(store.projections, (error) =>
    log.error({ err: error }, 'a projection failed'),
  );
  const { pagesFolder = builtPages, behindProxy = false, releaseKeys = [] } = options;
  const http = await buildDoor(
    { store, now, projector, log, releaseKeys },
    { pagesFolder, behindProxy },
  );
  const close = async () => {
    // A connection that was being answered when the door closed would be kept alive until its own time is over.
    const hangUp = setInterval(() => http.server.closeIdleConnections(), hangUpEveryMs);
    // And one that never says anything would keep it for ever.
    const cutOff = setTimeout(() => http.server.closeAllConnections(), closeGraceMs);
    await http.close();
    clearInterval(hangUp);
    clearTimeout(cutOff);
    await projector.stop();
    await store.close();
  };
  return ok({ http, store, now, close });
}
