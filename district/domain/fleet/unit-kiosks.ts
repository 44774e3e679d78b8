import type { UnitKiosks, UnitKioskSettings } from '../../../shared/contract/unit-kiosks.ts';
import { unitKioskSettingsSchema } from '../../../shared/contract/unit-kiosks.ts';
import type { UnitId } from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { settingFacts, type SettingKey } from '../../../shared/model/technician-settings.ts';
import { hashPin, pinPattern } from '../../../shared/rules/pin.ts';
import { settingsFor } from '../documents.ts';
import type { DistrictStore, Kiosk, Now, UnitSettings } from '../ports.ts';
import { editUnitSettings } from '../unit-settings.ts';
import { figuresOf } from './health.ts';
import type { FleetHand } from './keeping.ts';

/** How the kiosks of a unit behave, as the office sets it, and how many of them have it. */

const { shape } = unitKioskSettingsSchema;
const keys = Object.keys(shape) as (keyof UnitKioskSettings)[];
const mustBeSet = new Set<string>(keys.filter((key) => !shape[key].safeParse(undefined).success));
const facts = Object.entries(settingFacts).map(([key, { words, owner, range, here, ...fact }]) => ({
  ...{ key: key as SettingKey, words, owner, range, here, default: fact.default },
  optional: !mustBeSet.has(key),
}));

export async function unitKiosksOf(
  store: DistrictStore,
  now: Now,
  unit: UnitId,
): Promise<Result<UnitKiosks, Problem>> {
  const place = await store.places.unit(unit);
  if (!place) return fail(problem('office.unit'));
  const { settings } = place;
  const standings = await store.kiosks.standings();
  const serving = standings.filter((one) => one.unit === unit && one.state === 'active');
  const current = await Promise.all(serving.map((kiosk) => hasCurrent(store, now, kiosk)));
  return ok({
    unit: { id: unit, name: place.unit.name },
    settings: shown(settings),
    facts,
    districtUrl: settings.districtUrl ?? null,
    hasOpeningHours: settings.workingTime !== undefined,
    hasTechnicianPin: settings.technicianPin !== undefined,
    published: await store.documents.published(unit, 'settings'),
    kiosks: serving.length,
    upToDate: current.filter((isCurrent) => isCurrent).length,
  });
}

function shown(settings: UnitSettings): UnitKioskSettings {
  const said = keys.filter((key) => settings[key] !== undefined);
  return unitKioskSettingsSchema.parse(Object.fromEntries(said.map((key) => [key, settings[key]])));
}

/** Whether the kiosk said, when it last called, that it has the settings of now. */
async function hasCurrent(store: DistrictStore, now: Now, kiosk: Kiosk): Promise<boolean> {
  const health = await store.fleet.health(kiosk.kiosk);
  const has = figuresOf(health?.reading ?? null)?.settingsVersion;
  return has !== undefined && has === (await settingsFor(store, now, kiosk))?.version;
}

export async function putUnitKioskSettings(
  hand: FleetHand,
  unit: UnitId,
  settings: UnitKioskSettings,
): Promise<Result<void, Problem>> {
  const complaint = countdownComplaint(settings);
  return complaint ? fail(complaint) : editUnitSettings({ ...hand, unit }, keys, settings);
}

/** The countdown is the end of each of these times. */
function countdownComplaint(settings: UnitKioskSettings): Problem | null {
  const { countdownMs, waitingTimeoutMs, ratingTimeoutMs, detailTimeoutMs } = settings;
  const least = Math.min(waitingTimeoutMs, ratingTimeoutMs, detailTimeoutMs);
  if (countdownMs <= least) return null;
  return problem('office.countdown', { countdown: countdownMs / 1_000, least: least / 1_000 });
}

/** Tells the unit's kiosks where the district has moved to; null tells them of no move. */
export function putDistrictUrl(
  hand: FleetHand,
  unit: UnitId,
  districtUrl: string | null,
): Promise<Result<void, Problem>> {
  const change = districtUrl === null ? {} : { districtUrl };
  return editUnitSettings({ ...hand, unit }, ['districtUrl'], change);
}

/** Sets the PIN of the technician's page for a whole unit; null takes it back. Only its hash is kept and sent. */
export async function putTechnicianPin(
  hand: FleetHand,
  unit: UnitId,
  pin: string | null,
): Promise<Result<void, Problem>> {
  if (pin !== null && !pinPattern.test(pin)) return fail(problem('office.pin'));
  const technicianPin = pin === null ? {} : { technicianPin: await hashPin(pin) };
  return editUnitSettings({ ...hand, unit }, ['technicianPin'], technicianPin);
}
