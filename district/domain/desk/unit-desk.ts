import type { CalendarYear, DeskSettings, UnitDesk } from '../../../shared/contract/unit-desk.ts';
import {
  documentBodies,
  type ClientRight,
  type DocumentBody,
} from '../../../shared/model/documents.ts';
import {
  clientIdSchema,
  hashSchema,
  officerIdSchema,
  type ClientId,
  type OfficerId,
  type UnitId,
} from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { OfficerWithPin } from '../../../shared/model/unit.ts';
import { hashPin, pinPattern } from '../../../shared/rules/pin.ts';
import { currentOf, edit } from '../documents.ts';
import { idFor } from '../../../shared/rules/id-for.ts';
import type { DistrictStore, Now, UnitSettings } from '../ports.ts';
import { newToken, tokenHash } from '../secrets.ts';
import { editUnitSettings } from '../unit-settings.ts';
import { calendarComplaint, settingsComplaint } from './complaints.ts';
import { officersEver } from './names.ts';

/**
 * A unit's desk as the office keeps it. Every change is a new version of a whole document with who made it; nothing is
 * edited in place, so what a kiosk had on any day can be looked up.
 */

/** Who changes what, where. */
export type Hand = {
  readonly store: DistrictStore;
  readonly now: Now;
  readonly unit: UnitId;
  readonly by: string;
};
type Outcome = Promise<Result<void, Problem>>;

const deskKeys = [
  'walkInAllowed',
  'selfLaunch',
  'workingTime',
  'scanner',
  'desk',
  'apologyMs',
] as const satisfies readonly (keyof UnitSettings)[];

export async function lookAt(
  store: DistrictStore,
  unit: UnitId,
): Promise<Result<UnitDesk, Problem>> {
  const place = await store.places.unit(unit);
  if (!place) return fail(problem('office.unit'));
  const { officers } = (await currentOf(store, unit, 'officers')) ?? { officers: [] };
  const present = new Set(officers.map(({ id }) => id));
  const { clients } = (await currentOf(store, unit, 'clients')) ?? { clients: [] };
  const { years } = (await currentOf(store, unit, 'calendar')) ?? { years: [] };
  const [officersAt, clientsAt, calendarAt, settingsAt] = await Promise.all(
    (['officers', 'clients', 'calendar', 'settings'] as const).map((kind) =>
      store.documents.published(unit, kind),
    ),
  );
  return ok({
    unit: { id: unit, name: place.unit.name },
    officers: officers.map(({ id, name, pin }) => ({ id, name, hasPin: pin !== undefined })),
    formerOfficers: (await officersEver(store, unit)).filter(({ id }) => !present.has(id)),
    clients: clients.map(({ id, name, rights }) => ({ id, name, rights })),
    years,
    settings: deskPart(place.settings),
    published: {
      officers: officersAt ?? null,
      clients: clientsAt ?? null,
      calendar: calendarAt ?? null,
      settings: settingsAt ?? null,
    },
  });
}

function deskPart(settings: UnitSettings): DeskSettings {
  const { walkInAllowed } = settings;
  const said = deskKeys.filter((key) => settings[key] !== undefined);
  return { walkInAllowed, ...Object.fromEntries(said.map((key) => [key, settings[key]])) };
}

export async function addOfficer(
  hand: Hand,
  { name, pin }: { readonly name: string; readonly pin: string | null },
): Outcome {
  const hash = await pinHash(pin);
  if (!hash.ok) return hash;
  const ever = (await officersEver(hand.store, hand.unit)).map(({ id }) => id);
  return changeOfficers(hand, (officers) => {
    const id = officerIdSchema.parse(idFor(name, [...ever, ...officers.map((one) => one.id)]));
    return ok([...officers, { id, name, ...hash.value }]);
  });
}

export function renameOfficer(hand: Hand, officer: OfficerId, name: string): Outcome {
  return changeOfficer(hand, officer, (found) => ({ ...found, name }));
}

export async function setPin(hand: Hand, officer: OfficerId, pin: string | null): Outcome {
  const hash = await pinHash(pin);
  if (!hash.ok) return hash;
  return changeOfficer(hand, officer, ({ id, name }) => ({ id, name, ...hash.value }));
}

export function removeOfficer(hand: Hand, officer: OfficerId): Outcome {
  return changeOfficer(hand, officer, () => null);
}

/** Back on the list by the name of before, without a PIN. */
export async function restoreOfficer(hand: Hand, officer: OfficerId): Outcome {
  const former = (await officersEver(hand.store, hand.unit)).find(({ id }) => id === officer);
  if (!former) return fail(problem('office.officer'));
  return changeOfficers(hand, (officers) =>
    officers.some(({ id }) => id === officer) ? ok(officers) : ok([...officers, former]),
  );
}

function changeOfficer(
  hand: Hand,
  officer: OfficerId,
  change: (found: OfficerWithPin) => OfficerWithPin | null,
): Outcome {
  return changeOfficers(hand, (officers) =>
    officers.some(({ id }) => id === officer)
      ? ok(officers.flatMap((one) => (one.id === officer ? (change(one) ?? []) : one)))
      : fail(problem('office.officer')),
  );
}

function changeOfficers(
  hand: Hand,
  change: (officers: readonly OfficerWithPin[]) => Result<readonly OfficerWithPin[], Problem>,
): Outcome {
  return changed(hand, 'officers', (body) => {
    const made = change(body?.officers ?? []);
    return made.ok ? ok({ officers: [...made.value] }) : made;
  });
}

/** A new API key. It is 256 random bits, told once and kept as its hash. */
export async function addClient(
  hand: Hand,
  { name, rights }: { readonly name: string; readonly rights: readonly ClientRight[] },
): Promise<Result<{ key: string; client: ClientId }, Problem>> {
  const versions = await hand.store.documents.versions(hand.unit, 'clients');
  const ever = versions.flatMap(({ body }) => documentBodies.clients.parse(body).clients);
  const key = newToken();
  const keyHash = hashSchema.parse(tokenHash(key));
  let client: ClientId | undefined;
  const added = await changed(hand, 'clients', (body) => {
    const clients = body?.clients ?? [];
    const taken = [...ever, ...clients].map(({ id }) => id);
    client = clientIdSchema.parse(idFor(name, taken));
    return ok({
      clients: [...clients, { id: client, name, keyHash, rights: [...new Set(rights)] }],
    });
  });
  if (!added.ok) return added;
  if (client === undefined) throw new Error('A client was added without an id');
  return ok({ key, client });
}

export function revokeClient(hand: Hand, client: ClientId): Outcome {
  return changed(hand, 'clients', (body) => {
    const clients = body?.clients ?? [];
    const left = clients.filter(({ id }) => id !== client);
    return left.length < clients.length ? ok({ clients: left }) : fail(problem('office.client'));
  });
}

/** Puts one year in the place of what was known of it. */
export async function putYear(hand: Hand, year: CalendarYear): Outcome {
  const complaint = calendarComplaint(year);
  if (complaint) return fail(complaint);
  const sorted = {
    ...year,
    holidays: [...new Set(year.holidays)].sort(),
    workingDays: [...new Set(year.workingDays)].sort(),
  };
  return changed(hand, 'calendar', (body) => {
    const others = (body?.years ?? []).filter((other) => other.year !== year.year);
    return ok({ years: [...others, sorted].sort((one, other) => one.year - other.year) });
  });
}

/** The kiosks' own settings documents follow when they ask; the unit's version keeps who and when. */
export async function putSettings(hand: Hand, settings: DeskSettings): Outcome {
  const complaint = settingsComplaint(settings);
  return complaint ? fail(complaint) : editUnitSettings(hand, deskKeys, settings);
}

async function changed<K extends 'officers' | 'clients' | 'calendar'>(
  { store, now, unit, by }: Hand,
  kind: K,
  change: (body: DocumentBody<K> | null) => Result<DocumentBody<K>, Problem>,
): Outcome {
  if (!(await store.places.unit(unit))) return fail(problem('office.unit'));
  return edit(store, { unit, kind, by, at: now() }, change);
}

async function pinHash(pin: string | null): Promise<Result<{ pin?: string }, Problem>> {
  if (pin === null) return ok({});
  if (!pinPattern.test(pin)) return fail(problem('office.pin'));
  return ok({ pin: await hashPin(pin) });
}
