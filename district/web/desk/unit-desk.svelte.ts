import type { DistrictClient } from '../../../shared/contract/district.ts';
import type { UnitDesk } from '../../../shared/contract/unit-desk.ts';
import type { UnitId } from '../../../shared/model/ids.ts';
import type { Unit } from '../../../shared/model/unit.ts';
import type { Trouble } from '../ask.ts';
import { Fetched } from '../fetched.svelte.ts';
import type { Session } from '../session/session.svelte.ts';

type Desk = DistrictClient['office']['desk'];

/** The parts of the page; each says for itself what became of its last change. */
export type DeskPart = 'officers' | 'clients' | 'calendar' | 'settings';

/** A unit's desk as the page shows it, and every change the office makes to it. */
export class UnitDeskState {
  readonly units = new Fetched<readonly Unit[]>();
  readonly desk = new Fetched<UnitDesk>();
  unit = $state<UnitId | null>(null);
  busy = $state(false);
  /** What became of the last change, and in which part. */
  outcome = $state.raw<{ readonly part: DeskPart; readonly trouble: Trouble | null } | null>(null);
  /** A new API key, until somebody says that it was copied. */
  newKey = $state.raw<{ readonly name: string; readonly key: string } | null>(null);
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async start(): Promise<void> {
    await this.units.load(() => this.#session.ask((district) => district.office.units()));
    const first = this.units.value?.[0];
    if (first) await this.choose(first.id);
  }

  async choose(unit: UnitId): Promise<void> {
    this.unit = unit;
    this.outcome = null;
    this.newKey = null;
    this.desk.value = null;
    await this.load();
  }

  async load(): Promise<void> {
    const { unit } = this;
    if (unit === null) return;
    await this.desk.load(() => this.#session.ask(({ office }) => office.desk.look({ unit })));
  }

  /** Makes a change and shows what stands then. Answers whether it was made. */
  async change(
    part: DeskPart,
    change: (desk: Desk, unit: UnitId) => Promise<UnitDesk>,
  ): Promise<boolean> {
    const { unit } = this;
    if (unit === null || this.busy) return false;
    this.busy = true;
    const answer = await this.#session.ask(({ office }) => change(office.desk, unit));
    this.busy = false;
    this.outcome = { part, trouble: answer.ok ? null : answer.problem };
    if (answer.ok && unit === this.unit) this.desk.value = answer.value;
    return answer.ok;
  }

  async addClient(client: Omit<Parameters<Desk['addClient']>[0], 'unit'>): Promise<boolean> {
    return this.change('clients', async (desk, unit) => {
      const made = await desk.addClient({ unit, ...client });
      this.newKey = { name: client.name, key: made.key };
      return made.desk;
    });
  }
}
