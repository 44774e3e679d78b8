import type { Health } from '../../shared/model/health.ts';
import type { Language } from '../../shared/model/text.ts';
import type { Fact } from './Facts.svelte';
import { ageOf, momentOf, numberOf, sizeOf } from './figures.ts';
import type { TechnicianTexts } from './texts.ts';

/** The kiosk's figures in words, group by group. A figure that could not be read is null. */

type Speech = { readonly t: TechnicianTexts; readonly language: Language };

const ago = (ms: number | null, { t }: Speech): string | null =>
  ms === null ? null : t('figure.ago', { age: ageOf(ms, t) });
const age = (ms: number | null, { t }: Speech): string | null =>
  ms === null ? null : ageOf(ms, t);
const count = (figure: number | null, { language }: Speech): string | null =>
  figure === null ? null : numberOf(figure, language, 0);
const size = (bytes: number | null, { language }: Speech): string | null =>
  bytes === null ? null : sizeOf(bytes, language);
const version = (given: number | null, { t }: Speech): string | null =>
  given === null ? null : t('figure.version', { version: given });

/** How far the kiosk's clock is off. District time less device time: a kiosk that is behind has a positive skew. */
export function skewOf(ms: number | null, t: TechnicianTexts): string | null {
  if (ms === null) return null;
  if (Math.abs(ms) < 1_000) return t('figure.exact');
  return t(ms > 0 ? 'figure.behind' : 'figure.ahead', { age: ageOf(ms, t) });
}

export function factsNow(health: Health, speech: Speech): Fact[] {
  const { t, language } = speech;
  return [
    [t('figure.at'), momentOf(health.at, language)],
    [t('figure.online'), t(health.online ? 'word.yes' : 'word.no')],
    [t('figure.lastContact'), ago(health.lastContactMs, speech)],
    [t('upload.depth'), count(health.queueDepth, speech)],
    [t('figure.skew'), skewOf(health.clockSkewMs, t)],
    [t('figure.jumps'), count(health.clockJumps24h, speech)],
    [t('figure.timezone'), health.timezone],
    [t('figure.lastTouch'), ago(health.lastTouchMs, speech)],
    [t('figure.lastScan'), ago(health.lastScanMs, speech)],
  ];
}

export function factsOfComputer(health: Health, speech: Speech): Fact[] {
  const { t, language } = speech;
  const { diskFreeBytes, diskTotalBytes, syncP99Ms, temperatureC } = health;
  const free = size(diskFreeBytes, speech);
  const total = size(diskTotalBytes, speech);
  return [
    [t('figure.disk'), free && total ? t('figure.of', { free, total }) : free],
    [t('figure.storage'), health.storageProblem ?? t('word.none')],
    [
      t('figure.sync'),
      syncP99Ms === null ? null : t('figure.ms', { ms: numberOf(syncP99Ms, language) }),
    ],
    [t('figure.memoryFree'), size(health.memoryFreeBytes, speech)],
    [t('figure.memoryUsed'), size(health.memoryUsedBytes, speech)],
    [t('figure.processUptime'), age(health.processUptimeMs, speech)],
    [t('figure.computerUptime'), age(health.computerUptimeMs, speech)],
    [t('figure.starts'), count(health.starts24h, speech)],
    [t('figure.crashes'), count(health.crashes24h, speech)],
    [t('figure.windowFault'), health.lastWindowFault ?? t('word.none')],
    [
      t('figure.temperature'),
      temperatureC === null ? null : `${numberOf(temperatureC, language, 0)} °C`,
    ],
    [t('figure.power'), powerOf(health, t)],
  ];
}

function powerOf({ power, batteryPercent }: Health, t: TechnicianTexts): string | null {
  if (power === null) return null;
  return power === 'mains'
    ? t('power.mains')
    : t('power.battery', { percent: batteryPercent ?? '?' });
}

const updateStates = ['ready', 'trial', 'rolled-back', 'by-package'] as const;

/** Where an update stands; a state of a newer version by its own name. */
function updateWord(state: string, t: TechnicianTexts): string {
  const known = updateStates.find((one) => one === state);
  return known ? t(`update.${known}`) : state;
}

export function factsOfLock({ lock, secrets, deskDoor, update }: Health, { t }: Speech): Fact[] {
  const loose = lock?.loose.length ?? 0;
  const holds = lock && t('figure.locked', { count: lock.checked });
  return [
    [
      t('figure.lock'),
      lock && loose > 0 ? t('figure.loose', { loose, count: lock.checked }) : holds,
    ],
    ...(lock?.loose ?? []).map((name): Fact => [`– ${name}`, t('outcome.failed')]),
    [t('figure.secrets'), secrets && t(`secrets.${secrets}`)],
    [t('figure.door'), deskDoor && t(`door.${deskDoor}`)],
    [
      t('figure.update'),
      update && [update.version, updateWord(update.state, t)].filter(Boolean).join(', '),
    ],
  ];
}

export function factsOfVersions(health: Health, speech: Speech): Fact[] {
  const { t } = speech;
  const { catalogueVersion, catalogueAgeMs } = health;
  const catalogue =
    catalogueVersion === null || catalogueAgeMs === null
      ? version(catalogueVersion, speech)
      : t('figure.versionAge', { version: catalogueVersion, age: ageOf(catalogueAgeMs, t) });
  return [
    [t('figure.app'), health.appVersion],
    [t('figure.catalogue'), catalogue],
    [t('figure.form'), version(health.formVersion, speech)],
    [t('figure.settings'), version(health.settingsVersion, speech)],
    [t('figure.officers'), version(health.officersVersion, speech)],
    [t('figure.system'), health.system],
    [t('figure.electron'), health.electronVersion ?? t('word.none')],
    [t('figure.node'), health.nodeVersion],
  ];
}
