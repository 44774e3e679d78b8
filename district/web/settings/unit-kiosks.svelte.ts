import type { DistrictClient } from '../../../shared/contract/district.ts';
import type { UnitKiosks } from '../../../shared/contract/unit-kiosks.ts';
import type { UnitId } from '../../../shared/model/ids.ts';
import type { Unit } from '../../../shared/model/unit.ts';
import type { Trouble } from '../ask.ts';
import { Fetched } from '../fetched.svelte.ts';
import type { Session } from '../session/session.svelte.ts';

type Office = DistrictClient['office']['unitKiosks'];

/** The parts of the page; each says for itself what became of its last change. */
export type SettingsPart = 'behaviour' | 'pin' | 'move';

/** How the kiosks of a unit are set, and every change the office makes to it. */
export class UnitKiosksState {
  readonly units = new Fetched<readonly Unit[]>();
  readonly view = new Fetched<UnitKiosks>();
  unit = $state<UnitId | null>(null);
  busy = $state(false);
  /** What became of the last change, and in which part. */
  outcome = $state.raw<{ readonly part: SettingsPart; readonly trouble: Trouble | null } | null>(
    null,
  );
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
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
    await this.view.load(() => this.#session.ask(({ office }) => office.unitKiosks.look({ unit })));
  }

  /** Makes a change and shows what stands then. Answers whether it was made. */
  async change(
    part: SettingsPart,
    change: (office: Office, unit: UnitId) => Promise<UnitKiosks>,
  ): Promise<boolean> {
    const { unit } = this;
    if (unit === null || this.busy) return false;
    this.busy = true;
    const answer = await this.#session.ask(({ office }) => change(office.unitKiosks, unit));
    this.busy = false;
    this.outcome = { part, trouble: answer.ok ? null : answer.problem };
    if (answer.ok && unit === this.unit) this.view.value = answer.value;
    return answer.ok;
  }
}
