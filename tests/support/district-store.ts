import { randomUUID } from 'node:crypto';
import { newSealingKey } from '../../district/domain/enrolment.ts';
import type { DistrictStore } from '../../district/domain/ports.ts';
import { loadSamples } from '../../district/domain/samples.ts';
import { openStore } from '../../district/store/store.ts';
import type { CounterId, KioskId, UnitId } from '../../shared/model/ids.ts';
import { startPostgres } from './postgres.ts';

/** Opens an empty store with the samples in it: embedded in memory, or on a throw-away PostgreSQL. */
export const storeKinds = {
  PGlite: async () => {
    const store = await opened({ embedded: null });
    return { store, close: () => store.close() };
  },
  PostgreSQL: async () => {
    const postgres = await startPostgres();
    const store = await opened({ postgres: postgres.url, lost: () => undefined });
    const close = async () => {
      await store.close();
      await postgres.stop();
    };
    return { store, close };
  },
} as const;

async function opened(place: Parameters<typeof openStore>[0]): Promise<DistrictStore> {
  const store = await openStore(place);
  if (!store.ok) throw new Error(store.problem.en);
  await store.value.places.ensureSealingKey(newSealingKey);
  await loadSamples(store.value, Date.now, 'samples');
  return store.value;
}

/** Enrols a kiosk at the first sample counter. */
export async function newKiosk(store: DistrictStore, publicKey = 'A'.repeat(43)): Promise<KioskId> {
  const codeHash = randomUUID();
  await store.kiosks.addCode({
    codeHash,
    unit: 'don-vi-mau' as UnitId,
    counter: 'quay-1' as CounterId,
    name: 'Kiosk',
    expiresAt: Number.MAX_SAFE_INTEGER,
  });
  const newcomer = { kiosk: randomUUID() as KioskId, publicKey, at: 0 };
  const kiosk = await store.kiosks.useCode(codeHash, newcomer);
  if (!kiosk) throw new Error('The kiosk was not enrolled.');
  return kiosk.kiosk;
}
