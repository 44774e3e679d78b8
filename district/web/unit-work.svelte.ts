import type { DistrictClient } from '../../shared/contract/district.ts';
import type { UnitId } from '../../shared/model/ids.ts';
import type { Unit } from '../../shared/model/unit.ts';
import type { Trouble } from './ask.ts';
import { Fetched } from './fetched.svelte.ts';
import type { Session } from './session/session.svelte.ts';

/** What a page asks of the district about the unit it shows; every change answers what stands then. */
type UnitCalls<View> = { readonly look: (asked: { unit: UnitId }) => Promise<View> };

/**
 * A page of one unit at a time: what stands, and every change that the office makes to it. `Part` are the page's parts;
 * each says for itself what became of its last change.
 */
export class UnitWork<View, Part extends string, Calls extends UnitCalls<View>> {
  readonly units = new Fetched<readonly Unit[]>();
  readonly view = new Fetched<View>();
  unit = $state<UnitId | null>(null);
  busy = $state(false);
  /** What became of the last change, and in which part. */
  outcome = $state.raw<{ readonly part: Part; readonly trouble: Trouble | null } | null>(null);
  readonly #session: Session;
  readonly #callsOf: (office: DistrictClient['office']) => Calls;

  constructor(session: Session, callsOf: (office: DistrictClient['office']) => Calls) {
    this.#session = session;
    this.#callsOf = callsOf;
  }

  async start(): Promise<void> {
    await this.units.load(() => this.#session.ask(({ office }) => office.units()));
    const first = this.units.value?.[0];
    if (first) await this.choose(first.id);
  }

  async choose(unit: UnitId): Promise<void> {
    this.unit = unit;
    this.outcome = null;
    this.view.value = null;
    await this.load();
  }

  async load(): Promise<void> {
    const { unit } = this;
    if (unit === null) return;
    const look = ({ office }: DistrictClient): Promise<View> =>
      this.#callsOf(office).look({ unit });
    await this.view.load(() => this.#session.ask(look));
  }

  /** Makes a change and shows what stands then. Answers whether it was made. */
  async change(
    part: Part,
    change: (calls: Calls, unit: UnitId) => Promise<View>,
  ): Promise<boolean> {
    const { unit } = this;
    if (unit === null || this.busy) return false;
    this.busy = true;
    const answer = await this.#session.ask(({ office }) => change(this.#callsOf(office), unit));
    this.busy = false;
    this.outcome = { part, trouble: answer.ok ? null : answer.problem };
    if (answer.ok && unit === this.unit) this.view.value = answer.value;
    return answer.ok;
  }
}
