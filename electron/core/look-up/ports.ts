import type { FeedbackChannel } from '../../../shared/contract/look-up.ts';
import type { CatalogueManifest } from '../../../shared/model/catalogue-package.ts';
import type { ProcedureCode, UnitId } from '../../../shared/model/ids.ts';
import type { Problem } from '../../../shared/model/problems.ts';
import type {
  ProcedureStatus,
  PublishedProcedure,
} from '../../../shared/model/published-procedure.ts';
import type { Result } from '../../../shared/model/result.ts';
import type { Bilingual } from '../../../shared/model/text.ts';
import type { ProcedureSearch } from '../../../shared/rules/search/search.ts';

/** What looking up needs from the store. The store implements these; this room imports nothing of it. */

/**
 * A procedure as a list needs it. `number` names it within one catalogue: its place in the search index, from 0, and
 * in the Vietnamese order of names.
 */
export type CatalogueRow = {
  readonly number: number;
  readonly code: ProcedureCode;
  readonly name: string;
  readonly domain: string | null;
  readonly level: string | null;
  readonly status: ProcedureStatus;
};

export type CatalogueLifeEvent = {
  readonly id: string;
  readonly title: Bilingual;
  readonly numbers: readonly number[];
};

/** Where a catalogue came from. `shipped`: with the program, published by no district. */
export type CatalogueOrigin = 'shipped' | 'district' | 'stick';

/** One installed catalogue, open for reading. Reads are synchronous and short. */
export interface Catalogue {
  readonly manifest: CatalogueManifest;
  readonly origin: CatalogueOrigin;
  readonly search: ProcedureSearch;
  /** The rows of these numbers, in the order asked for. */
  rows(numbers: readonly number[]): readonly CatalogueRow[];
  numberOf(code: string): number | null;
  procedure(code: string): PublishedProcedure | null;
  /** Every domain and the numbers of its procedures, ascending. */
  domains(): ReadonlyMap<string | null, readonly number[]>;
  lifeEvents(): readonly CatalogueLifeEvent[];
  /** The numbers of what a unit receives, ascending. */
  receivedBy(unit: UnitId): readonly number[];
  feedback(unit: UnitId): readonly FeedbackChannel[];
  /** The everyday words that were published for this alias number of the index. */
  alias(alias: number): string;
}

/** How a package reached the kiosk. From a stick a person may deliberately bring back an older version. */
export type PackageSource = Exclude<CatalogueOrigin, 'shipped'>;

/** The catalogues on this kiosk: the one in use, and the way to another. */
export interface CatalogueShelf {
  /** The newest sound one: what was installed, what was before it, or what was shipped; null only without any. */
  current(): Catalogue | null;
  /**
   * Verifies a package file and puts its catalogue in use; on any problem the present one stays. The file is left where
   * it is. Problems: catalogue.* and storage.*.
   */
  install(path: string, source: PackageSource): Promise<Result<CatalogueManifest, Problem>>;
  /** Told after another catalogue came into use. */
  onChange(listener: () => void): () => void;
}
