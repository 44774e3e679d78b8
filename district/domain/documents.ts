import { hash as digest } from 'node:crypto';
import canonicalize from 'canonicalize';
import {
  documentBodies,
  type DocumentBody,
  type DocumentKind,
  type SentDocument,
} from '../../shared/model/documents.ts';
import type { Hash, UnitId } from '../../shared/model/ids.ts';
import type { Problem } from '../../shared/model/problems.ts';
import { ok, type Result } from '../../shared/model/result.ts';
import { revokedFor } from './fleet/keys.ts';
import type { DistrictStore, DocumentScope, Kiosk, Now } from './ports.ts';

/** Documents that all kiosks of a unit share; the settings are each kiosk's own. */
const unitKinds = [
  'form',
  'officers',
  'calendar',
  'clients',
] as const satisfies readonly DocumentKind[];

/** Publishes a document. Its version grows only when its content is another one. */
export async function publish<K extends DocumentKind>(
  store: DistrictStore,
  now: Now,
  scope: DocumentScope,
  kind: K,
  body: DocumentBody<K>,
  by: string | null = null,
): Promise<SentDocument> {
  return store.documents.publish(scope, kind, { ...contentOf(kind, body), by }, now());
}

/** Publishes what `change` makes of a unit's document, with who did it. `change` is pure: it runs under a lock. */
export async function edit<K extends 'officers' | 'clients' | 'calendar'>(
  store: DistrictStore,
  { unit, kind, by, at }: { unit: UnitId; kind: K; by: string; at: number },
  change: (body: DocumentBody<K> | null) => Result<DocumentBody<K>, Problem>,
): Promise<Result<void, Problem>> {
  const edited = await store.documents.edit<Problem>(unit, kind, {
    ...{ by, at },
    edit: (body) => {
      const held = body === null ? null : (documentBodies[kind].parse(body) as DocumentBody<K>);
      const changed = change(held);
      return changed.ok ? ok(contentOf(kind, changed.value)) : changed;
    },
  });
  return edited.ok ? ok(undefined) : edited;
}

function contentOf<K extends DocumentKind>(
  kind: K,
  body: DocumentBody<K>,
): { hash: Hash; text: string } {
  const text = canonicalize(documentBodies[kind].parse(body));
  if (text === undefined) throw new Error(`A ${kind} document without JSON`);
  return { hash: digest('sha256', text, 'hex') as Hash, text };
}

/** Every document a kiosk should have: its own settings, and what its unit has published. */
export async function documentsFor(
  store: DistrictStore,
  now: Now,
  kiosk: Kiosk,
): Promise<readonly SentDocument[]> {
  const settings = await settingsFor(store, now, kiosk);
  const shared = await Promise.all(
    unitKinds.map((kind) => store.documents.current(kiosk.unit, kind)),
  );
  return [settings, ...shared].filter((document) => document !== null);
}

/** The settings follow from unit, counter and the keys taken back, so they are made when they are asked for. */
export async function settingsFor(
  store: DistrictStore,
  now: Now,
  kiosk: Kiosk,
): Promise<SentDocument | null> {
  const place = await store.places.unit(kiosk.unit);
  const counter = await store.places.counter(kiosk.unit, kiosk.counter);
  if (!place || !counter) return null;
  const revoked = await revokedFor(store, now, kiosk);
  const body = {
    ...{ unit: place.unit, counter, ...place.settings },
    ...(revoked.length === 0 ? {} : { revokedKeyFiles: revoked }),
  };
  return publish(store, now, kiosk.kiosk, 'settings', body);
}

/** What a kiosk says it has: the version of each kind. */
export type Have = Readonly<Partial<Record<DocumentKind, number>>>;

/** A restored backup is not further behind than this; a kiosk that claims more is not believed. */
const versionsAheadMax = 1_000;

/** The documents that differ from what the kiosk has. */
export async function documentsToSend(
  store: DistrictStore,
  now: Now,
  kiosk: Kiosk,
  have: Have,
): Promise<SentDocument[]> {
  const documents = await documentsFor(store, now, kiosk);
  const sent = documents
    .filter((document) => have[document.kind] !== document.version)
    .map((document) => overtake(store, now, kiosk, document, have[document.kind] ?? 0));
  return Promise.all(sent);
}

/**
 * A kiosk takes no older version than it has. If it has a newer one than the district, the district went back in time (a
 * restored backup): what the district holds today becomes a version above the kiosk's.
 */
async function overtake(
  store: DistrictStore,
  now: Now,
  kiosk: Kiosk,
  document: SentDocument,
  has: number,
): Promise<SentDocument> {
  const ahead = has - document.version;
  if (ahead < 0 || ahead > versionsAheadMax) return document;
  const scope = document.kind === 'settings' ? kiosk.kiosk : kiosk.unit;
  const text = canonicalize(document.body) ?? '';
  const content = { hash: document.hash, text, by: null };
  return store.documents.publish(scope, document.kind, content, now(), has);
}

/** A unit's newest document of a kind, parsed; null if it never had one. */
export async function currentOf<K extends DocumentKind>(
  store: DistrictStore,
  unit: UnitId,
  kind: K,
): Promise<DocumentBody<K> | null> {
  const document = await store.documents.current(unit, kind);
  return document ? (documentBodies[kind].parse(document.body) as DocumentBody<K>) : null;
}

/** Every version of a unit's form, newest first. */
export async function formsOf(
  store: DistrictStore,
  unit: UnitId,
): Promise<readonly DocumentBody<'form'>[]> {
  const versions = await store.documents.versions(unit, 'form');
  return versions.map((document) => documentBodies.form.parse(document.body));
}
