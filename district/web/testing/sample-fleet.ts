import type { Batch, FleetFault, FleetRow, KioskDetails } from '../../../shared/contract/fleet.ts';
import { counterIdSchema, kioskIdSchema, unitIdSchema } from '../../../shared/model/ids.ts';
import { sampleNowMs } from './sample-report.ts';

/** Kiosks as the server would tell of them, for tests of the pages. Not shipped. */

const unit = { id: unitIdSchema.parse('don-vi-mau'), name: 'Đơn vị mẫu' };
const counter = { id: counterIdSchema.parse('quay-1'), name: 'Quầy số 1' };

export function sampleRow(changes: Partial<FleetRow> = {}): FleetRow {
  return {
    kiosk: kioskIdSchema.parse('019aa0b2-6a00-7000-8000-000000000001'),
    name: 'Kiosk quầy 1',
    ...{ unit, counter, version: '0.1.0', state: 'active', lastContact: sampleNowMs },
    ...{ queueDepth: 0, entriesHeld: 1_234, forks: 0, verdict: 'well', faults: [] },
    ...{ health: 'known', healthAt: sampleNowMs },
    ...changes,
  };
}

export const sampleFault: FleetFault = {
  ...{ code: 'disk-full', severity: 'sick', since: sampleNowMs - 60_000 },
  ...{ vi: 'Ổ đĩa gần như đã đầy: còn 12 MB.', en: 'The disk is all but full: 12 MB are left.' },
};

export function sampleDetails(changes: Partial<KioskDetails> = {}): KioskDetails {
  return {
    ...{ row: sampleRow(), enrolledAt: sampleNowMs, figures: null, history: [], changes: [] },
    ...{ forked: null, counters: [counter], bundles: [] },
    ...changes,
  };
}

export function sampleBatch(): Batch {
  const code = 'ABCD-EFGH-JKMN-PQRS';
  const districtUrl = 'https://hai-long.example.vn';
  return {
    ...{ unit, districtUrl, until: sampleNowMs + 86_400_000, zip: btoa('PK') },
    handOuts: [
      {
        ...{ id: '019aa0b2-6a00-7000-8000-00000000000a', counter, name: 'Quầy số 1', code },
        ...{ until: sampleNowMs + 86_400_000, slip: `${districtUrl}/#kiosk=${code}` },
        fileName: 'kiosk.provision.quay-1.json',
      },
    ],
  };
}
