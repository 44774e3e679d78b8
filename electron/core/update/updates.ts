import { v7 as uuidv7 } from 'uuid';
import { trialMs, trialReportMs, trialReportsNeeded } from '../../../shared/limits.ts';
import { entryIdSchema } from '../../../shared/model/ids.ts';
import type { Health } from '../../../shared/model/health.ts';
import type { Problem } from '../../../shared/model/problems.ts';
import type { ReleaseManifest } from '../../../shared/model/release.ts';
import { ok, type Result } from '../../../shared/model/result.ts';
import { compareVersions } from '../../../shared/rules/versions.ts';
import type { Clock, Log } from '../ports.ts';
import type { Recorder } from '../recorder.ts';
import { judge } from './judge.ts';
import {
  endedWell,
  entriesOf,
  proved,
  switched,
  toldAll,
  took,
  type UpdateState,
} from './state.ts';

/** The state of shared knowledge between the starter and the machine. */
export interface UpdateMemory {
  read(): UpdateState;
  write(state: UpdateState): Result<void, Problem>;
}

/** The versions in the data folder. */
export interface Releases {
  incoming(): string;
  take(manifest: ReleaseManifest): Promise<Result<void, Problem>>;
  sweep(keep: readonly (string | null)[]): void;
}

export type UpdateLink = {
  readonly online: boolean;
  readonly problem: { readonly code: string } | null;
};

/**
 * What the district says, asked once more, to a version that lies ready: it offers that one, it offers it no longer
 * (paused, another one, this kiosk is not served), or nothing that is the district's word came back.
 */
export type AskAgain = (version: string) => Promise<'offered' | 'withdrawn' | 'silent'>;

export type UpdateParts = {
  readonly memory: UpdateMemory;
  readonly releases: Releases;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly log: Log;
  /** The version that runs. */
  readonly version: string;
  /** The keys whose word is taken for a new version. */
  readonly keys: () => readonly string[];
  readonly link: () => UpdateLink;
  readonly ask: AskAgain;
  /** Between two reports of a version on trial; `trialReportMs` by default. */
  readonly reportMs?: number | undefined;
  /** What the starter keeps for a way back is not needed any more. */
  readonly dropBackups: () => void;
};

/** New versions of the program, as the running one sees them. */
export class Updates {
  readonly #parts: UpdateParts;
  readonly #noted = new Set<string>();
  #cancel: () => void = () => undefined;
  #standing = false;
  #hopeless: () => void = () => undefined;

  constructor(parts: UpdateParts) {
    this.#parts = parts;
    this.#tell();
    if (this.#state().trial === null) this.#sweep();
  }

  /** Whether an offered version is to be downloaded; a refusal is journalled once. */
  judge(offered: ReleaseManifest): Result<'take' | 'have', Problem> {
    const { version, keys } = this.#parts;
    const state = this.#state();
    if (offered.version === version || offered.version === state.ready) return ok('have');
    if (state.trial || state.rollingBack) return ok('have'); // one at a time
    const found = judge(offered, { installed: version, keys: keys(), refused: state.refused });
    return found ? this.refuse(offered, found) : ok('take');
  }

  refuse(offered: ReleaseManifest, cause: Problem): { ok: false; problem: Problem } {
    const { version } = offered;
    const isNews = cause.code !== 'update.tried' && !this.#noted.has(offered.signature);
    if (isNews) {
      const body = { version, problem: cause.code };
      if (this.#parts.recorder.record([{ kind: 'update.refused', body }]).ok) {
        this.#noted.add(offered.signature);
      }
    }
    return { ok: false, problem: cause };
  }

  /** Where a download is to be put. Throws what the disk says. */
  incoming(): string {
    return this.#parts.releases.incoming();
  }

  /** Makes a version out of what was downloaded. */
  async take(offered: ReleaseManifest): Promise<Result<void, Problem>> {
    const taken = await this.#parts.releases.take(offered);
    if (!taken.ok) {
      return isPassing(taken.problem) ? taken : this.refuse(offered, taken.problem);
    }
    const { version, size: bytes } = offered;
    const written = this.#parts.memory.write(took(this.#state(), { version, bytes }, newId));
    if (!written.ok) return written;
    this.#sweep();
    this.#tell();
    return ok(undefined);
  }

  /** Something lies ready: the next quiet minute may switch to it. */
  isReady(): boolean {
    const { ready, trial } = this.#state();
    return ready !== null && trial === null;
  }

  /**
   * The quiet minute has come: may what lies ready still be switched to? A version that the district has taken back
   * stays where it is. Without the district's word it goes on as was decided: a signed version was offered to this kiosk
   * when it could last ask, and one that is cut off for months must not be kept from the mending it was sent.
   */
  async mayStillSwitch(): Promise<boolean> {
    const { ready } = this.#state();
    if (ready === null) return false;
    const answer = await this.#parts.ask(ready);
    if (answer === 'withdrawn') this.#parts.log('update.held', { version: ready });
    return answer !== 'withdrawn' && this.#state().ready === ready;
  }

  /** From the next start on it is the new version; false if nothing was changed. */
  switchOver(): boolean {
    if (!this.isReady()) return false;
    const { version: installed, link } = this.#parts;
    const state = switched(this.#state(), {
      ...{ installed, newId },
      wasOnline: link().online,
    });
    return this.#parts.memory.write(state).ok;
  }

  /** The doors are open. A version on trial begins to report; `hopeless` ends one that its district will not hear. */
  stand(hopeless: () => void): void {
    this.#standing = true;
    this.#hopeless = hopeless;
    if (this.#isOnTrial()) this.#report(0, this.#parts.clock.mono());
  }

  /** The machine ends because it was asked to. */
  end(): void {
    this.#cancel();
    if (this.#standing && this.#isOnTrial()) this.#parts.memory.write(endedWell(this.#state()));
  }

  health(): Health['update'] {
    const state = this.#state();
    if (state.trial) return { state: 'trial', version: state.trial.version };
    if (state.ready) return { state: 'ready', version: state.ready };
    const last = state.refused.at(-1);
    // A newer version that stayed has made good what an older one failed at.
    const isOpen = last !== undefined && compareVersions(last.version, this.#parts.version) > 0;
    return isOpen ? { state: 'rolled-back', version: last.version } : null;
  }

  #report(inARow: number, since: number): void {
    const { clock, log, reportMs = trialReportMs } = this.#parts;
    this.#cancel = clock.after(reportMs, () => {
      this.#tell();
      const reports = this.#isWell() ? inARow + 1 : 0;
      log('update.report', { reports });
      if (reports >= trialReportsNeeded && this.#prove()) return;
      if (this.#isHopeless(clock.mono() - since)) {
        this.#standing = false; // this end is no good one
        return this.#hopeless();
      }
      this.#report(reports, since);
    });
  }

  /** The journal takes entries, and the district is reached if it was before. */
  #isWell(): boolean {
    const { recorder, link } = this.#parts;
    const { trial } = this.#state();
    return recorder.problem() === null && (link().online || trial?.wasOnline === false);
  }

  /** A network that is gone may come back; a district that answers and will not have this version's word will not. */
  #isHopeless(forMs: number): boolean {
    if (forMs < trialMs) return false;
    const { online, problem: hindrance } = this.#parts.link();
    return !online && hindrance !== null && !passing.has(hindrance.code);
  }

  #prove(): boolean {
    if (!this.#parts.memory.write(proved(this.#state(), newId)).ok) return false;
    this.#parts.dropBackups();
    this.#tell();
    this.#sweep();
    return true;
  }

  #isOnTrial(): boolean {
    return this.#state().trial?.version === this.#parts.version;
  }

  /** Hands the journal what happened while it was closed. Ids make it once, whenever the power goes. */
  #tell(): void {
    const { memory, recorder } = this.#parts;
    const entries = entriesOf(memory.read());
    if (entries.length === 0 || !recorder.record(entries).ok) return;
    memory.write(
      toldAll(
        memory.read(),
        entries.flatMap(({ id }) => (id === undefined ? [] : [id])),
      ),
    );
  }

  #sweep(): void {
    const { current, previous, ready } = this.#state();
    this.#parts.releases.sweep([current, previous, ready]);
  }

  #state(): UpdateState {
    return this.#parts.memory.read();
  }
}

const passing: ReadonlySet<string> = new Set([
  'district.unreachable',
  'district.slow',
  'district.busy',
]);

/** The id of an entry that is told later. */
export const newId = () => entryIdSchema.parse(uuidv7());

/** Worth another download. */
export function isPassing({ code }: Problem): boolean {
  return code.startsWith('storage.') || code === 'update.truncated';
}
