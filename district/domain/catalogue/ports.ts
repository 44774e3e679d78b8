import type { ColumnMapping, ImportField } from '../../../shared/contract/catalogue.ts';
import type { CatalogueManifest } from '../../../shared/model/catalogue-package.ts';
import type { PublishedProcedure } from '../../../shared/model/published-procedure.ts';

/** What the catalogue's use cases need from the store. */

/** Ed25519, both halves raw and base64url. */
export type PublishingKeyPair = {
  readonly id: string;
  readonly publicKey: string;
  readonly privateKey: string;
};

/** A version without its file. Nothing of it ever changes. */
export type StoredVersion = {
  readonly manifest: CatalogueManifest;
  readonly publishedBy: string;
  /** Size of the package file. */
  readonly bytes: number;
};

/** An import that was looked at and may be taken. */
export type PendingImport = {
  readonly missing: 'withdraw' | 'keep';
  /** The fields that the file has columns for; null: all. */
  readonly fields: readonly ImportField[] | null;
  readonly procedures: readonly PublishedProcedure[];
  /** Codes whose rows were refused: what the draft holds of them stays. */
  readonly refusedCodes: readonly string[];
};

/**
 * Something large, packed by the workshop (workshop/packing.ts). Whoever holds it hands it on and never looks inside:
 * a whole catalogue opened here would hold everybody else up.
 */
export type Packed = Uint8Array;

/** What the office is working on. Each change raises the revision; null and 0 before the first. */
export type Draft = { readonly content: Packed | null; readonly revision: number };

export type ChangedDraft = {
  readonly content: Packed;
  /** The revision that the change was made from. */
  readonly from: number;
  readonly by: string;
  readonly at: number;
};

export interface Catalogues {
  /** The district's publishing key; keeps the one that `make` makes if there is none yet. */
  publishingKey(make: () => PublishingKeyPair): Promise<PublishingKeyPair>;
  draft(): Promise<Draft>;
  /** Puts a changed draft in place. False, and nothing is done, when somebody else changed it meanwhile. */
  putDraft(changed: ChangedDraft): Promise<boolean>;
  /** Newest first. */
  versions(): Promise<readonly StoredVersion[]>;
  newest(): Promise<StoredVersion | null>;
  /** The package file of a version as it was published. */
  file(version: number): Promise<Uint8Array | null>;
  /** Adds a version. False, and nothing is done, when one with its number is there: a version never changes. */
  addVersion(stored: StoredVersion, file: Uint8Array): Promise<boolean>;
  /** Keeps an import, and forgets those made before `forgetBefore`. */
  keepImport(
    pending: { readonly id: string; readonly at: number; readonly body: Packed },
    forgetBefore: number,
  ): Promise<void>;
  /** Takes an import out; null when it is not there. */
  takeImport(id: string): Promise<{ readonly at: number; readonly body: Packed } | null>;
  /** The mappings decided so far, by the name of a set of headings. */
  mappings(): Promise<ReadonlyMap<string, ColumnMapping>>;
  rememberMapping(headings: string, mapping: ColumnMapping): Promise<void>;
}
