import type { ReleaseKiosk } from '../../../shared/contract/releases.ts';
import type { KeyRequest, MadeKey } from '../../../shared/contract/technician-keys.ts';
import type { Unit } from '../../../shared/model/unit.ts';
import type { Trouble } from '../ask.ts';
import { Fetched } from '../fetched.svelte.ts';
import type { Session } from '../session/session.svelte.ts';

/** Key files of technicians: those that were made, and the one that was made just now. */
export class KeyWork {
  readonly keys = new Fetched<readonly MadeKey[]>();
  readonly units = new Fetched<readonly Unit[]>();
  readonly kiosks = new Fetched<readonly Omit<ReleaseKiosk, 'version'>[]>();
  busy = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  /** What was just made: it is nowhere else. */
  made = $state.raw<{
    readonly technician: string;
    readonly name: string;
    readonly file: string;
  } | null>(null);
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async start(): Promise<void> {
    const ask = this.#session.ask.bind(this.#session);
    await Promise.all([
      this.keys.load(() => ask(({ office }) => office.keys.list())),
      this.units.load(() => ask(({ office }) => office.units())),
      this.kiosks.load(() =>
        ask(async ({ office }) => {
          const { kiosks } = await office.fleet.list();
          const serving = kiosks.filter(({ state }) => state === 'active');
          return serving.map(({ counter, ...one }) => ({ ...one, counter: counter.name }));
        }),
      ),
    ]);
  }

  async make(request: KeyRequest): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const answer = await this.#session.ask(({ office }) => office.keys.make(request));
    this.busy = false;
    this.trouble = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    const { name, file, keys } = answer.value;
    this.made = { technician: request.technician, name, file };
    this.keys.value = keys;
  }

  async revoke(id: string): Promise<void> {
    await this.keys.load(() => this.#session.ask(({ office }) => office.keys.revoke({ id })));
  }
}
