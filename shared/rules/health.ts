import { faultSentences, type FaultCode } from '../model/health-faults.ts';
import type { Fault, Health, Severity } from '../model/health.ts';

/**
 * What is wrong with a kiosk, out of its own figures: for the technician's page, the doctor and the district's list
 * alike. A figure that could not be read is no fault. A fault is gone as soon as its figure is.
 */

const mebibyte = 1024 * 1024;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** From where on a figure is worth a technician's way. */
export const healthLimits = {
  diskFullBytes: 64 * mebibyte,
  diskNearlyFullBytes: 512 * mebibyte,
  syncSlowMs: 100,
  silentMs: 2 * hourMs,
  silentLongMs: 3 * dayMs,
  unsentMs: 4 * hourMs,
  skewMs: 5 * minuteMs,
  clockJumps: 3,
  crashes: 3,
  crashesMany: 12,
  memoryFreeBytes: 128 * mebibyte,
  memoryUsedBytes: 700 * mebibyte,
  hotC: 80,
  veryHotC: 95,
  batteryPercent: 20,
  catalogueAgeMs: 400 * dayMs,
} as const;

/** Answers of the district that a network technician cannot mend. */
const refusals: readonly string[] = [
  'district.unknown-kiosk',
  'district.forbidden',
  'district.retired',
  'district.fork',
];

/** Why a kiosk does not stand where its district wants it. */
const addressProblems: readonly string[] = ['setting.rolled-back', 'setting.went-back'];

const homeTimezones: readonly string[] = ['Asia/Ho_Chi_Minh', 'Asia/Saigon'];

type Found = readonly [Severity, FaultCode, Readonly<Record<string, string | number>>?] | null;

/** The worst first; among equals in the order of the table. */
export function assess(health: Health): Fault[] {
  const found = [
    ...storageFaults(health),
    ...wayUpFaults(health),
    ...clockFaults(health),
    ...computerFaults(health),
    ...screenFaults(health),
    ...contentFaults(health),
  ].filter((one) => one !== null);
  const faults = found.map(([severity, code, figures]) => faultOf(severity, code, figures ?? {}));
  return [
    ...faults.filter(({ severity }) => severity === 'sick'),
    ...faults.filter(({ severity }) => severity === 'warning'),
  ];
}

/** `well` without a fault, else the worst of them. */
export function verdictOf(faults: readonly Fault[]): 'well' | Severity {
  if (faults.length === 0) return 'well';
  return faults.some(({ severity }) => severity === 'sick') ? 'sick' : 'warning';
}

function storageFaults({ storageProblem, diskFreeBytes, syncP99Ms }: Health): Found[] {
  const free = inMebibytes(diskFreeBytes ?? 0);
  const isFull = isBelow(diskFreeBytes, healthLimits.diskFullBytes);
  const isNearlyFull = isBelow(diskFreeBytes, healthLimits.diskNearlyFullBytes);
  return [
    storageProblem === null ? null : ['sick', 'storage-refuses', { problem: storageProblem }],
    isFull ? ['sick', 'disk-full', { free }] : null,
    isNearlyFull && !isFull ? ['warning', 'disk-nearly-full', { free }] : null,
    isAbove(syncP99Ms, healthLimits.syncSlowMs)
      ? ['warning', 'disk-slow', { ms: Math.round(syncP99Ms ?? 0) }]
      : null,
  ];
}

function wayUpFaults(health: Health): Found[] {
  if (!health.enrolled) return [['sick', 'not-enrolled']];
  const { uploadProblem, queueDepth, oldestUnsentMs, online } = health;
  const silentMs = online ? 0 : health.lastContactMs;
  const isRefused = uploadProblem !== null && refusals.includes(uploadProblem);
  const isBehind = isAbove(oldestUnsentMs, healthLimits.unsentMs);
  return [
    isRefused ? ['sick', 'upload-refused', { problem: uploadProblem }] : null,
    isAbove(silentMs, healthLimits.silentMs)
      ? [
          isAbove(silentMs, healthLimits.silentLongMs) ? 'sick' : 'warning',
          'offline',
          { hours: inHours(silentMs ?? 0) },
        ]
      : null,
    isBehind
      ? ['warning', 'upload-behind', { count: queueDepth, hours: inHours(oldestUnsentMs ?? 0) }]
      : null,
  ];
}

function clockFaults({ clockSkewMs, clockJumps24h, timezone }: Health): Found[] {
  const skew = clockSkewMs === null ? null : Math.abs(clockSkewMs);
  return [
    isAbove(skew, healthLimits.skewMs)
      ? ['warning', 'clock-wrong', { minutes: Math.round((skew ?? 0) / minuteMs) }]
      : null,
    isAbove(clockJumps24h, healthLimits.clockJumps)
      ? ['warning', 'clock-jumps', { count: clockJumps24h ?? 0 }]
      : null,
    timezone === null || homeTimezones.includes(timezone)
      ? null
      : ['warning', 'timezone-wrong', { timezone }],
  ];
}

function computerFaults(health: Health): Found[] {
  const { crashes24h, memoryFreeBytes, memoryUsedBytes, temperatureC, power } = health;
  const { crashes, crashesMany, hotC, veryHotC } = healthLimits;
  return [
    isAbove(crashes24h, crashes)
      ? [
          isAbove(crashes24h, crashesMany) ? 'sick' : 'warning',
          'crashes',
          { count: crashes24h ?? 0 },
        ]
      : null,
    isBelow(memoryFreeBytes, healthLimits.memoryFreeBytes)
      ? ['warning', 'memory-low', { free: inMebibytes(memoryFreeBytes ?? 0) }]
      : null,
    isAbove(memoryUsedBytes, healthLimits.memoryUsedBytes)
      ? ['warning', 'memory-used', { used: inMebibytes(memoryUsedBytes ?? 0) }]
      : null,
    isAbove(temperatureC, hotC)
      ? [
          isAbove(temperatureC, veryHotC) ? 'sick' : 'warning',
          'hot',
          { celsius: Math.round(temperatureC ?? 0) },
        ]
      : null,
    power === 'battery'
      ? ['warning', 'on-battery', { percent: health.batteryPercent ?? '?' }]
      : null,
  ];
}

function screenFaults({ displays, lock, update }: Health): Found[] {
  const touches = displays?.map(({ touch }) => touch) ?? [];
  const hasNoTouch = touches.length > 0 && touches.every((touch) => touch === false);
  const loose = lock?.loose.length ?? 0;
  return [
    displays?.length === 0 ? ['sick', 'no-display'] : null,
    hasNoTouch ? ['sick', 'no-touch'] : null,
    loose > 0 ? ['warning', 'not-locked', { count: loose }] : null,
    update?.state === 'rolled-back'
      ? ['warning', 'update-failed', { version: update.version ?? '?' }]
      : null,
    update?.state === 'by-package'
      ? ['warning', 'update-by-package', { version: update.version ?? '?' }]
      : null,
  ];
}

function contentFaults(health: Health): Found[] {
  const { enrolled, formVersion, catalogueVersion, catalogueAgeMs, settingsProblem } = health;
  return [
    enrolled && formVersion === null ? ['sick', 'form-missing'] : null,
    enrolled && (catalogueVersion ?? 0) === 0 ? ['warning', 'catalogue-missing'] : null,
    isAbove(catalogueAgeMs, healthLimits.catalogueAgeMs)
      ? ['warning', 'catalogue-old', { days: Math.floor((catalogueAgeMs ?? 0) / dayMs) }]
      : null,
    settingsFault(settingsProblem),
  ];
}

function settingsFault(problem: string | null): Found {
  if (problem === null) return null;
  return addressProblems.includes(problem)
    ? ['warning', 'address-refused']
    : ['warning', 'settings-refused', { problem }];
}

function faultOf(
  severity: Severity,
  code: FaultCode,
  figures: Readonly<Record<string, string | number>>,
): Fault {
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(figures[name] ?? hole));
  const { vi, en } = faultSentences[code];
  return { code, severity, vi: fill(vi), en: fill(en) };
}

const isAbove = (figure: number | null, limit: number): boolean =>
  figure !== null && figure > limit;
const isBelow = (figure: number | null, limit: number): boolean =>
  figure !== null && figure < limit;
const inMebibytes = (bytes: number): number => Math.floor(bytes / mebibyte);
const inHours = (ms: number): number => Math.floor(ms / hourMs);
