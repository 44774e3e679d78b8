import type { DeskSurvey } from '../../shared/contract/desk.ts';
import type { EntryDraft } from '../../shared/model/journal.ts';
import type { Problem } from '../../shared/model/problems.ts';
import type { Result } from '../../shared/model/result.ts';
import { createCitizen, type Citizen } from './citizen.ts';
import { createDesk, type Desk } from './desk.ts';
import { keepAtHand, type InstalledDocuments } from './installed-documents.ts';
import { createDossierDesk } from './dossiers/dossier-desk.ts';
import { createHabits } from './dossiers/habits.ts';
import { DossierRecords } from './dossiers/records.ts';
import { createIntegration, type Integration } from './integration.ts';
import { createLaunching } from './launch/launching.ts';
import { recallFacts, type ProcedureName } from './launch/survey-facts.ts';
import { createListeners } from './listeners.ts';
import { createInstalling, type InstallCatalogue } from './look-up/installing.ts';
import { createLookUp, type LookUp } from './look-up/look-up.ts';
import type { CatalogueShelf } from './look-up/ports.ts';
import type {
  Clock,
  Documents,
  DossierShelf,
  IdentityStore,
  Journal,
  Log,
  PinCheck,
} from './ports.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { restoreStage } from './restore.ts';
import { Sessions } from './sign-in/sessions.ts';
import { Surveys } from './surveys.ts';

/** The use cases of one kiosk, over whatever store and link it is given. */
export type Core = {
  readonly citizen: Citizen;
  readonly desk: Desk;
  readonly integration: Integration;
  readonly lookUp: LookUp;
  readonly installCatalogue: InstallCatalogue;
  readonly recorder: Recorder;
  /** The documents as the use cases see them: what is installed here is in force at once. */
  readonly documents: InstalledDocuments;
  /** Told when the citizen's view may have changed. */
  onView(listener: () => void): () => void;
  /** Told each new status of a survey that the desk launched. */
  onDeskStatus(listener: (survey: DeskSurvey) => void): () => void;
  /** Monotonic ms of the last touch and of the last scan since the start. */
  hands(): { readonly touch: number | null; readonly scan: number | null };
  /** Whether somebody is being asked, waits to be, or is signed in at the desk. */
  isBusy(): boolean;
  /** Told when the station of a desk may have changed: who sits there, what it knows, whether it is ready. */
  onStation(listener: () => void): () => void;
  /** To be called when the door to the LAN stands open. Problem: `storage.*`. */
  lanOpened(door: LanDoor): Result<void, Problem>;
  /** To be called when the link to the district changed. */
  linkChanged(): void;
  /** Stops all timers. What stands open goes on after the next start. */
  stop(): void;
};

/** The door to the LAN; its fingerprint is for the officer to compare with the kiosk's screen. */
export type LanDoor = {
  readonly host: string;
  readonly port: number;
  readonly fingerprint: string;
};

export type CoreParts = {
  readonly journal: Journal;
  readonly documents: Documents;
  readonly catalogues: CatalogueShelf;
  readonly identity: IdentityStore;
  readonly dossiers: DossierShelf;
  readonly pins: PinCheck;
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

  const shared = { surveys, recorder, journal, documents, identity, clock, lookUp };
  const { sessions, dossiers, launching, ...deskSide } = createDeskSide(parts, shared);
  const citizen = createCitizen({ ...shared, dossiers, launching, isOnline: parts.isOnline });
  let scan: number | null = null;
  return {
    citizen: {
      ...citizen,
      scanned(text) {
        scan = clock.mono();
        return citizen.scanned(text);
      },
    },
    hands: () => ({ touch: surveys.stage.touchedAt, scan }),
    ...deskSide,
    lookUp,
    installCatalogue: createInstalling({ shelf: parts.catalogues, recorder }),
    recorder,
    documents,
    onView: viewListeners.join,
    onDeskStatus: (listener) => surveys.onStatus(listener),
    isBusy: () => surveys.stage.front !== null || sessions.takenBy() !== null,
    linkChanged: viewChanged,
    stop() {
      surveys.stop();
      sessions.stop();
      recorder.stop();
    },
  };
}

type Shared = Pick<CoreParts, 'journal' | 'identity' | 'clock'> & {
  readonly surveys: Surveys;
  readonly recorder: Recorder;
  readonly documents: InstalledDocuments;
  readonly lookUp: LookUp;
};

/** Everything that launches: the officer's desk, the one-stop software, and what the citizen's slip needs of them. */
function createDeskSide({ pins, offset, ...parts }: CoreParts, given: Shared) {
  const shared = { ...given, offset };
  const { journal, recorder, documents } = given;
  const sessions = new Sessions({ ...shared, pins });
  const records = new DossierRecords(parts.dossiers, journal);
  const dossiers = createDossierDesk({ ...shared, records, habits: createHabits(journal) });
  const launching = createLaunching({ ...shared, dossiers });
  let lan: LanDoor | null = null;
  const fingerprint = (): string | null => lan?.fingerprint ?? null;
  const stations = createListeners<void>();
  const stationChanged = (): void => stations.tell();
  sessions.onChange(stationChanged);
  recorder.onHealth(stationChanged);
  documents.onInstalled(stationChanged);
  parts.catalogues.onChange(stationChanged);
  return {
    ...{ sessions, dossiers, launching },
    desk: createDesk({ ...shared, sessions, dossiers, launching, fingerprint }),
    integration: createIntegration({ ...shared, dossiers, launching }),
    onStation: stations.join,
    lanOpened(door: LanDoor): Result<void, Problem> {
      lan = door;
      stationChanged();
      return recorder.record([{ kind: 'desk.opened', body: door }]);
    },
  };
}
