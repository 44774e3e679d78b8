import type { Releases, ReleaseStage } from '../../../shared/contract/releases.ts';
import type { Trouble } from '../ask.ts';
import { Fetched } from '../fetched.svelte.ts';
import type { Session } from '../session/session.svelte.ts';
import { handInRelease } from './hand-in-release.ts';

/** The versions on the server, where each has got to, and what the office does with them. */
export class ReleaseWork {
  readonly view = new Fetched<Releases>();
  busy = $state(false);
  sending = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  /** The version that was just taken in. */
  taken = $state<string | null>(null);
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async load(): Promise<void> {
    await this.view.load(() => this.#session.ask(({ office }) => office.releases.list()));
  }

  async handIn(files: readonly File[]): Promise<void> {
    const known = this.view.value?.releases.map(({ manifest }) => manifest.version) ?? [];
    this.sending = true;
    this.taken = null;
    const answer = await this.#session.send(() => handInRelease(files));
    this.sending = false;
    this.trouble = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    this.view.value = answer.value;
    const added = answer.value.releases.find(({ manifest }) => !known.includes(manifest.version));
    this.taken = added?.manifest.version ?? null;
  }

  async stage(version: string, stage: ReleaseStage): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const answer = await this.#session.ask(({ office }) =>
      office.releases.stage({ version, stage }),
    );
    this.busy = false;
    this.trouble = answer.ok ? null : answer.problem;
    if (answer.ok) this.view.value = answer.value;
  }
}
