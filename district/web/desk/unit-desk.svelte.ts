import type { DistrictClient } from '../../../shared/contract/district.ts';
import type { UnitDesk } from '../../../shared/contract/unit-desk.ts';
import type { UnitId } from '../../../shared/model/ids.ts';
import type { Session } from '../session/session.svelte.ts';
import { UnitWork } from '../unit-work.svelte.ts';

type Desk = DistrictClient['office']['desk'];

export type DeskPart = 'officers' | 'clients' | 'calendar' | 'settings';

/** A unit's desk. */
export class UnitDeskState extends UnitWork<UnitDesk, DeskPart, Desk> {
  /** A new API key, until somebody says that it was copied. */
  newKey = $state.raw<{ readonly name: string; readonly key: string } | null>(null);

  constructor(session: Session) {
    super(session, (office) => office.desk);
  }

  override async choose(unit: UnitId): Promise<void> {
    this.newKey = null;
    await super.choose(unit);
  }

  async addClient(client: Omit<Parameters<Desk['addClient']>[0], 'unit'>): Promise<boolean> {
    return this.change('clients', async (desk, unit) => {
      const made = await desk.addClient({ unit, ...client });
      this.newKey = { name: client.name, key: made.key };
      return made.desk;
    });
  }
}
