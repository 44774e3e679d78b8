import type { EntryDraft } from '../../shared/model/journal.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type {
  Clock,
  Documents,
  DossierShelf,
  IdentityStore,
  Journal,
  Log,
  UploadProgress,
} from '../core/ports.ts';
import { Shelf } from './catalogue/shelf.ts';
import { DocumentFile } from './documents.ts';
import { DossierFile } from './dossier-shelf.ts';
import { prepareFolder } from './folder.ts';
import { IdentityFile } from './identity.ts';
import { JournalKeeper } from './journal-keeper.ts';
import { verifyWhole, type JournalVerification } from './journal-verify.ts';
import { SqliteJournal, SqliteProgress } from './journal.ts';
import { lockFolder } from './lock.ts';

export { AddressFile } from './address-file.ts';
export { LocalSettingsFiles } from './local-settings.ts';
export { ProvisionFiles } from './provision.ts';
export { HealthFile } from './health-file.ts';
export { BundleFiles } from './bundle.ts';
export { openLogFile, type LogFile } from './log-file.ts';
export { LanFiles } from './lan-files.ts';
export { systemClock } from './system-clock.ts';

export type StoreOptions = {
  /** The data folder; made if it is missing. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The last known district − device difference in ms, null before the first contact. */
  readonly offset: () => number | null;
  /** The catalogue package that came with the program; none by default. */
  readonly shippedCatalogue?: string | undefined;
  /** The entry that builds catalogues, where it does not stand beside the sources. */
  readonly catalogueBuilder?: URL | undefined;
  /** What the kiosk's keys are wrapped with on the disk; none where the system keeps no key. */
  readonly wrappingKey?: string | null | undefined;
};

/** Everything the machine keeps on disk, open and checked. */
export type Store = {
  readonly journal: Journal;
  readonly progress: UploadProgress;
  readonly documents: Documents;
  readonly catalogues: Shelf;
  readonly identity: IdentityStore;
  readonly dossiers: DossierShelf;
  /** What opening found and has already written to the journal: how a new journal began. */
  readonly notices: readonly EntryDraft[];
  /** Checks every entry's hash and the whole chain. Reads everything: not for the start, not while a citizen waits. */
  verify(): Result<JournalVerification, Problem>;
  /** Sets a journal aside that the district refuses (a fork) and goes on with a new one that carries its entries over. */
  startOver(reason: string): Result<void, Problem>;
  close(): void;
};

/**
 * Opens a data folder. Damaged files are set aside and replaced; that is no problem but a notice.
 * Problems: storage.not-a-folder, read-only, in-use, newer, full, failing.
 */
export function openStore(options: StoreOptions): Result<Store, Problem> {
  const prepared = prepareFolder(options.folder);
  if (!prepared.ok) return prepared;
  const lock = lockFolder(options.folder);
  if (!lock.ok) return lock;
  const opened = openParts(options);
  if (!opened.ok) {
    lock.value.release();
    return opened;
  }
  const { documents, keeper, catalogues, identity } = opened.value;
  return ok({
    journal: new SqliteJournal(keeper, options.clock, options.offset),
    progress: new SqliteProgress(keeper),
    documents,
    catalogues,
    identity,
    dossiers: new DossierFile(options),
    notices: keeper.opened ? [keeper.opened] : [],
    verify: () => keeper.use(verifyWhole),
    startOver: (reason) => keeper.startOver(reason),
    close: () => {
      void catalogues.close();
      keeper.close();
      documents.close();
      lock.value.release();
    },
  });
}

type OpenParts = {
  readonly keeper: JournalKeeper;
  readonly documents: DocumentFile;
  readonly catalogues: Shelf;
  readonly identity: IdentityFile;
};

function openParts(options: StoreOptions): Result<OpenParts, Problem> {
  const keeper = new JournalKeeper(options);
  const head = keeper.use((file) => file.head());
  if (!head.ok) return head;
  const documents = DocumentFile.open(options);
  if (!documents.ok) {
    keeper.close();
    return fail(documents.problem);
  }
  const identity = new IdentityFile(options);
  const catalogues = Shelf.open({
    ...{ folder: options.folder, identity, log: options.log },
    ...{ shipped: options.shippedCatalogue, builder: options.catalogueBuilder },
  });
  if (catalogues.ok) {
    return ok({ keeper, documents: documents.value, catalogues: catalogues.value, identity });
  }
  keeper.close();
  documents.value.close();
  return fail(catalogues.problem);
}
