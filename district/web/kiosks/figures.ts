import type { Health } from '../../../shared/model/health.ts';
import type { Speech } from '../speech.svelte.ts';

/** The figures of a kiosk in groups, as they are read by a person. Null: the kiosk could not read it. */

type Reader = (health: Health, speech: Speech) => string | null;
type Key = Exclude<keyof Health, 'at' | 'enrolled'>;

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const gibibyte = 1024 ** 3;
const mebibyte = 1024 ** 2;
const kibibyte = 1024;

/** A length of time in the largest unit that fits, "3 giờ". */
function lengthText(ms: number, { language }: Speech): string {
  const size = Math.abs(ms);
  const [unit, length] =
    size >= dayMs
      ? (['day', dayMs] as const)
      : size >= hourMs
        ? (['hour', hourMs] as const)
        : size >= minuteMs
          ? (['minute', minuteMs] as const)
          : (['second', secondMs] as const);
  const style = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(language, style).format(Math.trunc(ms / length));
}

/** "1,5 GB", "340 MB", "12 kB": in the largest unit that fits. */
export function bytesText(bytes: number, { language }: Speech): string {
  const isLarge = bytes >= gibibyte;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: isLarge ? 1 : 0 });
  if (bytes < mebibyte) return `${number.format(Math.ceil(bytes / kibibyte))} kB`;
  return `${number.format(bytes / (isLarge ? gibibyte : mebibyte))} ${isLarge ? 'GB' : 'MB'}`;
}

const whenKnown =
  <T>(read: (health: Health) => T | null, write: (value: T, speech: Speech) => string): Reader =>
  (health, speech) => {
    const value = read(health);
    return value === null ? null : write(value, speech);
  };
const length = (read: (health: Health) => number | null) => whenKnown(read, lengthText);
const bytes = (read: (health: Health) => number | null) => whenKnown(read, bytesText);
const count = (read: (health: Health) => number | null) =>
  whenKnown(read, (value, speech) => speech.count(value));
const word = (read: (health: Health) => string | null) => whenKnown(read, (value) => value);
/** A problem's code; null means that there is none. */
const hindrance =
  (read: (health: Health) => string | null): Reader =>
  (health, speech) =>
    read(health) ?? speech.say('figure.none');

const lockText: Reader = whenKnown(
  ({ lock }) => lock,
  ({ checked, loose }, { say }) =>
    loose.length === 0
      ? say('figure.lockHolds', { checked: String(checked) })
      : say('figure.ofLock', {
          ...{ checked: String(checked), loose: String(loose.length), names: loose.join(', ') },
        }),
);

const displaysText: Reader = whenKnown(
  ({ displays }) => displays,
  (displays, { say }) =>
    displays.length === 0
      ? say('figure.none')
      : displays
          .map(({ width, height, touch }) =>
            say('figure.display', {
              ...{ width: String(width ?? '?'), height: String(height ?? '?') },
              touch: say(
                touch === null ? 'figure.touchUnknown' : touch ? 'figure.touch' : 'figure.noTouch',
              ),
            }),
          )
          .join('; '),
);

const readers: Readonly<Record<Key, Reader>> = {
  online: ({ online }, { say }) => say(online ? 'figure.yes' : 'figure.no'),
  queueDepth: count((health) => health.queueDepth),
  oldestUnsentMs: length((health) => health.oldestUnsentMs),
  lastAcknowledgedMs: length((health) => health.lastAcknowledgedMs),
  lastContactMs: length((health) => health.lastContactMs),
  uploadProblem: hindrance((health) => health.uploadProblem),
  storageProblem: hindrance((health) => health.storageProblem),
  diskFreeBytes: bytes((health) => health.diskFreeBytes),
  diskTotalBytes: bytes((health) => health.diskTotalBytes),
  syncP99Ms: whenKnown(
    ({ syncP99Ms }) => syncP99Ms,
    (ms, speech) => `${speech.count(Math.round(ms * 10) / 10)} ms`,
  ),
  memoryUsedBytes: bytes((health) => health.memoryUsedBytes),
  memoryFreeBytes: bytes((health) => health.memoryFreeBytes),
  memoryTotalBytes: bytes((health) => health.memoryTotalBytes),
  processUptimeMs: length((health) => health.processUptimeMs),
  computerUptimeMs: length((health) => health.computerUptimeMs),
  starts24h: count((health) => health.starts24h),
  crashes24h: count((health) => health.crashes24h),
  lastWindowFault: word((health) => health.lastWindowFault),
  temperatureC: whenKnown(
    ({ temperatureC }) => temperatureC,
    (celsius, speech) => `${speech.count(Math.round(celsius))} °C`,
  ),
  power: whenKnown(
    ({ power }) => power,
    (power, { say }) => say(`figure.power.${power}`),
  ),
  batteryPercent: whenKnown(
    ({ batteryPercent }) => batteryPercent,
    (percent) => `${percent} %`,
  ),
  clockSkewMs: length((health) => health.clockSkewMs),
  clockJumps24h: count((health) => health.clockJumps24h),
  timezone: word((health) => health.timezone),
  displays: displaysText,
  lastTouchMs: length((health) => health.lastTouchMs),
  lastScanMs: length((health) => health.lastScanMs),
  appVersion: word((health) => health.appVersion),
  nodeVersion: word((health) => health.nodeVersion),
  electronVersion: word((health) => health.electronVersion),
  system: word((health) => health.system),
  catalogueVersion: count((health) => health.catalogueVersion),
  catalogueAgeMs: length((health) => health.catalogueAgeMs),
  formVersion: count((health) => health.formVersion),
  settingsVersion: count((health) => health.settingsVersion),
  officersVersion: count((health) => health.officersVersion),
  lock: lockText,
  secrets: whenKnown(
    ({ secrets }) => secrets,
    (secrets, { say }) => say(`figure.secrets.${secrets}`),
  ),
  deskDoor: whenKnown(
    ({ deskDoor }) => deskDoor,
    (door, { say }) => say(`figure.deskDoor.${door}`),
  ),
  update: whenKnown(
    ({ update }) => update,
    ({ state, version }) => `${state} ${version ?? ''}`.trim(),
  ),
  settingsProblem: hindrance((health) => health.settingsProblem),
};

export const figureGroups = {
  way: [
    'online',
    'queueDepth',
    'oldestUnsentMs',
    'lastAcknowledgedMs',
    'lastContactMs',
    'uploadProblem',
  ],
  disk: [
    ...['storageProblem', 'diskFreeBytes', 'diskTotalBytes', 'syncP99Ms'],
    ...['memoryUsedBytes', 'memoryFreeBytes', 'memoryTotalBytes'],
  ] as Key[],
  computer: [
    ...['processUptimeMs', 'computerUptimeMs', 'starts24h', 'crashes24h', 'lastWindowFault'],
    ...['temperatureC', 'power', 'batteryPercent'],
  ] as Key[],
  time: ['clockSkewMs', 'clockJumps24h', 'timezone'],
  people: ['displays', 'lastTouchMs', 'lastScanMs'],
  versions: [
    ...['appVersion', 'nodeVersion', 'electronVersion', 'system', 'catalogueVersion'],
    ...['catalogueAgeMs', 'formVersion', 'settingsVersion', 'officersVersion'],
  ] as Key[],
  lock: ['lock', 'secrets', 'deskDoor', 'update', 'settingsProblem'],
} as const satisfies Record<string, readonly Key[]>;
export type FigureGroup = keyof typeof figureGroups;
export const groupNames = Object.keys(figureGroups) as FigureGroup[];

/** A figure in words; null when the kiosk could not read it. */
export function figureText(health: Health, key: Key, speech: Speech): string | null {
  return readers[key](health, speech);
}
