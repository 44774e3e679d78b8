import { sql } from 'kysely';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { DistrictStore } from '../domain/ports.ts';
import { bundlesIn } from './bundles.ts';
import { connectPostgres, openEmbedded, type Connected } from './connect.ts';
import { cataloguesIn } from './catalogues.ts';
import { documentsIn } from './documents.ts';
import { fleetIn } from './fleet.ts';
import { journalsIn } from './journals.ts';
import { kiosksIn } from './kiosks.ts';
import { migrate } from './migrate.ts';
import { officeIn } from './office.ts';
import { placesIn } from './places.ts';
import { projectionsIn } from './projections.ts';
import { releasesIn } from './releases.ts';
import { surveysIn } from './surveys.ts';
import { technicianKeysIn } from './technician-keys.ts';

/** Where the district keeps what it knows. */
export type StorePlace =
  | { readonly postgres: string; readonly lost: (error: Error) => void }
  /** The embedded database: in a folder, or in memory for null. */
  | { readonly embedded: string | null };

/** Opens the store and brings its schema up to date. The same queries run on both kinds. */
export async function openStore(place: StorePlace): Promise<Result<DistrictStore, Problem>> {
  const connected =
    'postgres' in place
      ? await reachPostgres(place.postgres, place.lost)
      : await openEmbedded(place.embedded);
  if (!connected.ok) return connected;
  const migrated = await migrateOrClose(connected.value, nameOf(place));
  return migrated.ok ? ok(storeOver(connected.value)) : fail(migrated.problem);
}

/** A server that cannot be reached now is a sentence for whoever starts the district; later it is an outage. */
async function reachPostgres(
  url: string,
  lost: (error: Error) => void,
): Promise<Result<Connected, Problem>> {
  const connected = connectPostgres(url, lost);
  try {
    await sql`select 1`.execute(connected.db);
    return ok(connected);
  } catch (error) {
    await connected.close();
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return fail(problem('district.database', { place: nameOf({ postgres: url, lost }), reason }));
  }
}

async function migrateOrClose(connected: Connected, name: string): Promise<Result<void, Problem>> {
  try {
    const migrated = await migrate(connected.db, name);
    if (!migrated.ok) await connected.close();
    return migrated;
  } catch (error) {
    await connected.close();
    throw error;
  }
}

/** How the place is named in a sentence; never with the password of a database URL. */
function nameOf(place: StorePlace): string {
  if ('embedded' in place) return place.embedded ?? 'memory';
  const url = new URL(place.postgres);
  return `${url.host}${url.pathname}`;
}

function storeOver({ db, durability, close }: Connected): DistrictStore {
  return {
    durability,
    journals: journalsIn(db),
    projections: projectionsIn(db),
    surveys: surveysIn(db),
    places: placesIn(db),
    documents: documentsIn(db),
    catalogues: cataloguesIn(db),
    kiosks: kiosksIn(db),
    fleet: fleetIn(db),
    releases: releasesIn(db),
    bundles: bundlesIn(db),
    keys: technicianKeysIn(db),
    office: officeIn(db),
    close,
  };
}
