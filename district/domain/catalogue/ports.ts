import type { ColumnMapping, ImportField } from '../../../shared/contract/catalogue.ts';
import type { CatalogueManifest } from '../../../shared/model/catalogue-package.ts';
import type { PublishedProcedure } from '../../../shared/model/published-procedure.ts';
import type { CatalogueContent } from './content.ts';

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
  readonly id: string;
  readonly by: string;
  readonly at: number;
  readonly missing: 'withdraw' | 'keep';
  /** The fields that the file has columns for; null: all. */
  readonly fields: readonly ImportField[] | null;
  readonly procedures: readonly PublishedProcedure[];
  /** Codes whose rows were refused: what the draft holds of them stays. */
  readonly refusedCodes: readonly string[];
};

export interface Catalogues {
  /** The district's publishing key; keeps the one that `make` makes if there is none yet. */
  publishingKey(make: () => PublishingKeyPair): Promise<PublishingKeyPair>;
  /** What the office is working on; null before the first time. */
  draft(): Promise<CatalogueContent | null>;
  /** Changes the draft; two who change it at once wait for each other. */
  changeDraft(
    change: (draft: CatalogueContent | null) => CatalogueContent,
    by: string,
    at: number,
  ): Promise<void>;
  /** Newest first. */
  versions(): Promise<readonly StoredVersion[]>;
  newest(): Promise<StoredVersion | null>;
  /** The package file of a version as it was published. */
  file(version: number): Promise<Uint8Array | null>;
  /** Makes the next version; publishers wait for each other. */
  publish(
    make: (
      version: number,
    ) => Promise<{ readonly stored: StoredVersion; readonly file: Uint8Array }>,
  ): Promise<StoredVersion>;
  /** Keeps an import, and forgets those made before `forgetBefore`. */
  keepImport(pending: PendingImport, forgetBefore: number): Promise<void>;
  /** Takes an import out; null when it is not there. */
  takeImport(id: string): Promise<PendingImport | null>;
  /** The mapping decided for a set of headings. */
  mapping(headings: string): Promise<ColumnMapping | null>;
  rememberMapping(headings: string, mapping: ColumnMapping): Promise<void>;
}
