import type { DeskSurvey } from '../../shared/contract/desk.ts';
import type { EntryDraft } from '../../shared/model/journal.ts';
import { createCitizen, type Citizen } from './citizen.ts';
import { createDesk, type Desk } from './desk.ts';
import { keepAtHand, type InstalledDocuments } from './installed-documents.ts';
import { recallFacts, type ProcedureName } from './launch.ts';
import { createListeners } from './listeners.ts';
import { createInstalling, type InstallCatalogue } from './look-up/installing.ts';
import { createLookUp, type LookUp } from './look-up/look-up.ts';
import type { CatalogueShelf } from './look-up/ports.ts';
import type { Clock, Documents, IdentityStore, Journal, Log } from './ports.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { restoreStage } from './restore.ts';
import { Surveys } from './surveys.ts';

/** The use cases of one kiosk, over whatever store and link it is given. */
export type Core = {
  readonly citizen: Citizen;
  readonly desk: Desk;
  readonly lookUp: LookUp;
  readonly installCatalogue: InstallCatalogue;
  readonly recorder: Recorder;
  /** The documents as the use cases see them: what is installed here is in force at once. */
  readonly documents: InstalledDocuments;
  /** Told when the citizen's view may have changed. */
  onView(listener: () => void): () => void;
  /** Told each new status of a survey that the desk launched. */
  onDeskStatus(listener: (survey: DeskSurvey) => void): () => void;
  /** Whether somebody is being asked, or waits to be. */
  isBusy(): boolean;
  /** To be called when the link to the district changed. */
  linkChanged(): void;
  /** Stops all timers. What stands open goes on after the next start. */
  stop(): void;
};

export type CoreParts = {
  readonly journal: Journal;
  readonly documents: Documents;
  readonly catalogues: CatalogueShelf;
  readonly identity: IdentityStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly isOnline: () => boolean;
  /** District time minus device time in ms, null before the first contact. */
  readonly offset: () => number | null;
  /** Told after each write: there is something new to send. */
  readonly onWritten: () => void;
  /** What the machine has to say before anything else happens. */
  readonly opening?: readonly EntryDraft[];
};

/** A kiosk counts as in use this long after a touch, until the district says otherwise. */
const pauseWithoutSettingsMs = 5_000;

export function createCore(parts: CoreParts): Core {
  const { journal, identity, clock } = parts;
  const documents = keepAtHand(parts.documents);
  const lookUp = createLookUp({ shelf: parts.catalogues, documents });
  const nameOf: ProcedureName = (procedure) =>
    procedure === null ? null : (lookUp.row(procedure)?.name ?? null);
  const recorder = createRecorder(parts);
  const restored = restoreStage(journal.openSurveys(), clock, (launched) =>
    recallFacts(documents, nameOf, launched),
  );
  recorder.recordInTime([...(parts.opening ?? []), ...restored.drafts]);
  const surveys = new Surveys({
    recorder,
    journal,
    clock,
    restored: restored.stage,
    pauseMs: () => documents.current('settings')?.body.pauseMs ?? pauseWithoutSettingsMs,
    nameOf,
  });
  const viewListeners = createListeners<void>();
  const viewChanged = (): void => viewListeners.tell();
  surveys.onStage(viewChanged);
  recorder.onHealth(viewChanged);
  documents.onInstalled(viewChanged);
  parts.catalogues.onChange(viewChanged);

  const shared = { surveys, recorder, journal, documents, identity, clock };
  return {
    citizen: createCitizen({ ...shared, isOnline: parts.isOnline }),
    desk: createDesk({ ...shared, lookUp, offset: parts.offset }),
    lookUp,
    installCatalogue: createInstalling({ shelf: parts.catalogues, recorder }),
    recorder,
    documents,
    onView: viewListeners.join,
    onDeskStatus: (listener) => surveys.onStatus(listener),
    isBusy: () => surveys.stage.front !== null,
    linkChanged: viewChanged,
    stop() {
      surveys.stop();
      recorder.stop();
    },
  };
}
