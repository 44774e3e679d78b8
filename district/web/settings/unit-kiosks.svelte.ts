import type { DistrictClient } from '../../../shared/contract/district.ts';
import type { UnitKiosks } from '../../../shared/contract/unit-kiosks.ts';
import type { Session } from '../session/session.svelte.ts';
import { UnitWork } from '../unit-work.svelte.ts';

export type SettingsPart = 'behaviour' | 'pin' | 'move';

/** How the kiosks of a unit are set. */
export class UnitKiosksState extends UnitWork<
  UnitKiosks,
  SettingsPart,
  DistrictClient['office']['unitKiosks']
> {
  constructor(session: Session) {
    super(session, (office) => office.unitKiosks);
  }
}
