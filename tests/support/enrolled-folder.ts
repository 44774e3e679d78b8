import {
  sampleCatalogue,
  sampleDocuments,
  sampleIdentity,
} from '../../electron/core/testing/fixtures.ts';
import { sentDocument } from '../../electron/core/testing/memory-documents.ts';
import type { Documents } from '../../electron/core/ports.ts';
import { installItems } from '../../electron/store/catalogue/testing/install-items.ts';
import { openStore, systemClock, type Store } from '../../electron/store/store.ts';
import type { DocumentKind, KioskSettings } from '../../shared/model/documents.ts';
import type { Problem } from '../../shared/model/problems.ts';
import type { Result } from '../../shared/model/result.ts';

/**
 * A data folder as enrolment leaves it, on sample documents, for tests that need a kiosk but no district: it is
 * enrolled with an address nobody listens at, so it collects and never sends.
 */
export function writeEnrolledFolder(folder: string, changes: Partial<KioskSettings> = {}): void {
  const store = openFolder(folder);
  const samples = sampleDocuments(changes);
  for (const kind of ['settings', 'form', 'officers', 'clients'] as const) {
    install(store.documents, kind, samples);
  }
  const privateKey = valueOf(store.identity.pendingPrivateKey());
  valueOf(store.identity.write({ ...sampleIdentity, privateKey }));
  store.close();
  installItems(folder, sampleCatalogue.items, sampleCatalogue);
}

/** Every entry of a folder's journal, oldest first. The kiosk on it must have ended. */
export function journalOf(folder: string): { kind: string; body: Record<string, unknown> }[] {
  const store = openFolder(folder);
  const bounds = { entriesMax: 10_000, bytesMax: Number.MAX_SAFE_INTEGER };
  const entries = store.journal.linesAfter(0, bounds).map(({ line }) => JSON.parse(line));
  store.close();
  return entries;
}

function openFolder(folder: string): Store {
  const clock = systemClock();
  return valueOf(openStore({ folder, clock, log: () => undefined, offset: () => null }));
}

function install<K extends DocumentKind>(target: Documents, kind: K, samples: Documents): void {
  const sample = samples.current(kind);
  if (!sample) throw new Error(`There is no sample ${kind}.`);
  valueOf(target.install(sentDocument(kind, sample.version, sample.body)));
}

function valueOf<T>(result: Result<T, Problem>): T {
  if (!result.ok) throw new Error(result.problem.en);
  return result.value;
}
