import type { Report } from '../../../shared/contract/district.ts';
import type { DossierWay } from '../../../shared/contract/dossier-way.ts';
import type { FleetView } from '../../../shared/contract/fleet.ts';
import type { Signals } from '../../../shared/contract/signals.ts';
import type { UnitId } from '../../../shared/model/ids.ts';
import type { Unit } from '../../../shared/model/unit.ts';
import { Fetched } from '../fetched.svelte.ts';
import { monthPeriod, periodOf, type Period, type PeriodChoice } from '../period.ts';
import type { Session } from '../session/session.svelte.ts';
import type { Seen } from './todos.ts';

/** What the results page shows: which period and unit were asked for, and the report that came. */
export class Results {
  choice = $state<PeriodChoice>('this-month');
  period = $state.raw<Period>({ from: '', to: '' });
  unit = $state<UnitId | null>(null);
  readonly units = new Fetched<readonly Unit[]>();
  readonly report = new Fetched<Report>();
  readonly way = new Fetched<DossierWay>();
  readonly fleet = new Fetched<FleetView>();
  readonly signals = new Fetched<Signals>();
  readonly #session: Session;
  readonly #today: () => string;

  /** `today` tells the day in Vietnam, `YYYY-MM-DD`. */
  constructor(session: Session, today: () => string) {
    this.#session = session;
    this.#today = today;
    this.period = periodOf('this-month', today());
  }

  /** A month (`2026-11`) that another page asks for is shown instead of this one. */
  async start(month: string | null = null): Promise<void> {
    if (month !== null) {
      this.choice = 'custom';
      this.period = monthPeriod(month, this.#today());
    }
    const units = this.units.load(() => this.#session.ask((district) => district.office.units()));
    await Promise.all([units, this.#look(), this.load()]);
  }

  /** How things stand today, whatever period the report is about. */
  async #look(): Promise<void> {
    const month = this.#today().slice(0, 7);
    await Promise.all([
      this.fleet.load(() => this.#session.ask(({ office }) => office.fleet.list())),
      this.signals.load(() => this.#session.ask(({ office }) => office.signals({ month }))),
    ]);
  }

  /** What is there of all that the office may have to look at, of the chosen unit. Null until there is a report. */
  get seen(): Seen | null {
    const report = this.report.value;
    const isChosen = ({ unit }: { readonly unit: { readonly id: string } }): boolean =>
      this.unit === null || unit.id === this.unit;
    return (
      report && {
        ...{ report, way: this.way.value },
        kiosks: this.fleet.value?.kiosks.filter(isChosen) ?? null,
        signals: this.signals.value?.signals.filter(isChosen) ?? null,
      }
    );
  }

  /** A named period is loaded at once; days of one's own are loaded when both are given. */
  async choose(choice: PeriodChoice): Promise<void> {
    this.choice = choice;
    if (choice === 'custom') return;
    this.period = periodOf(choice, this.#today());
    await this.load();
  }

  async chooseDays(period: Period): Promise<void> {
    this.period = period;
    await this.load();
  }

  async chooseUnit(unit: UnitId | null): Promise<void> {
    this.unit = unit;
    await this.load();
  }

  /** Asks for the report anew. Figures of another period never stay under the one that failed to load. */
  async load(): Promise<void> {
    const { from, to } = this.period;
    const unit = this.unit ?? undefined;
    const report = this.report.load(() =>
      this.#session.ask((district) => district.office.report({ from, to, unit })),
    );
    const way = this.way.load(() =>
      this.#session.ask((district) => district.office.dossierWay({ from, to, unit })),
    );
    await Promise.all([report, way]);
    if (this.report.trouble !== null) this.report.value = null;
    if (this.way.trouble !== null) this.way.value = null;
  }
}
