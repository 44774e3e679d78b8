import type {
  LogEntry,
  NetworkStep,
  TechnicianState,
} from '../../../shared/contract/technician.ts';
import type { Health } from '../../../shared/model/health.ts';
import { assess, verdictOf } from '../../../shared/rules/health.ts';

/** A kiosk that is well, one with trouble, and one that is not set up; for tests and pictures. */

const minute = 60_000;
const hour = 60 * minute;
const gibibyte = 1024 ** 3;

export const wellHealth: Health = {
  at: Date.UTC(2026, 10, 22, 1, 30),
  ...{ enrolled: true, online: true, queueDepth: 0, oldestUnsentMs: null },
  ...{ lastAcknowledgedMs: 4 * minute, lastContactMs: 20_000, uploadProblem: null },
  ...{ storageProblem: null, diskFreeBytes: 41 * gibibyte, diskTotalBytes: 118 * gibibyte },
  ...{ syncP99Ms: 7.4, memoryUsedBytes: 0.2 * gibibyte, memoryFreeBytes: 2.1 * gibibyte },
  memoryTotalBytes: 4 * gibibyte,
  ...{ processUptimeMs: 26 * hour, computerUptimeMs: 27 * hour, starts24h: 1, crashes24h: 0 },
  ...{ lastWindowFault: null, temperatureC: 51, power: 'mains', batteryPercent: null },
  ...{ clockSkewMs: 240, clockJumps24h: 0, timezone: 'Asia/Ho_Chi_Minh' },
  displays: [{ id: 'HDMI-1', width: 1_080, height: 1_920, touch: true }],
  ...{ lastTouchMs: 2 * minute, lastScanMs: 3 * hour },
  ...{ appVersion: '0.1.0', nodeVersion: '24.4.0', electronVersion: null },
  system: 'Debian 13, Linux 6.12',
  ...{ catalogueVersion: 12, catalogueAgeMs: 9 * 24 * hour, formVersion: 3 },
  ...{ settingsVersion: 5, officersVersion: 8 },
  ...{ lock: { checked: 24, loose: [] }, secrets: 'file', deskDoor: 'this-computer' },
  ...{ update: null, settingsProblem: null },
};

function stateOf(health: Health): Pick<TechnicianState, 'health' | 'faults' | 'verdict'> {
  const faults = assess(health);
  return { health, faults, verdict: verdictOf(faults) };
}

export const wellState: TechnicianState = {
  back: 'http://127.0.0.1:4000/citizen/#token=c',
  technician: null,
  firstStart: false,
  endsInMs: 5 * minute,
  place: {
    unit: { id: 'don-vi-mau', code: 'H00.00.01', name: 'Trung tâm Phục vụ hành chính công xã Mẫu' },
    counter: { id: 'quay-1', name: 'Quầy số 1' },
  } as TechnicianState['place'],
  districtUrl: 'https://hai-long.tinh-mau.gov.vn',
  hasPin: true,
  afterLeaving: 'sign-in',
  ...stateOf(wellHealth),
  problem: null,
};

/** Full of trouble: every length that a fault's sentence can have. */
export const sickState: TechnicianState = {
  ...wellState,
  ...stateOf({
    ...wellHealth,
    ...{ online: false, queueDepth: 1_284, oldestUnsentMs: 80 * hour, lastContactMs: 80 * hour },
    ...{ diskFreeBytes: 40 * 1024 ** 2, syncP99Ms: 240, clockSkewMs: -26 * minute },
    lock: { checked: 24, loose: ['keyboard-filter', 'edge-swipes'] },
  }),
  problem: {
    code: 'district.unreachable',
    vi: 'Không kết nối được với máy chủ trung tâm. Dữ liệu được giữ tại kiosk và sẽ tự gửi lại.',
    en: 'The district cannot be reached. The data stay on the kiosk and are sent again.',
    parameters: {},
  },
};

export const newState: TechnicianState = {
  ...wellState,
  ...{ firstStart: true, place: null, districtUrl: null, hasPin: false },
  ...stateOf({ ...wellHealth, enrolled: false, online: false, lastAcknowledgedMs: null }),
};

export const failedSteps: NetworkStep[] = [
  { step: 'cable', ok: true, vi: 'Cáp mạng đã cắm (eth0).', en: 'The cable is plugged in (eth0).' },
  { step: 'address', ok: true, vi: 'Máy có địa chỉ 192.168.1.20.', en: 'It is 192.168.1.20.' },
  {
    step: 'name',
    ok: false,
    vi: 'Không tìm thấy tên “hai-long.tinh-mau.gov.vn”. Hãy kiểm tra địa chỉ hoặc máy chủ tên miền.',
    en: 'The name “hai-long.tinh-mau.gov.vn” is not found. Check the address or the name server.',
  },
  { step: 'connection', ok: null, vi: '', en: '' },
  { step: 'tls', ok: null, vi: '', en: '' },
  { step: 'portal', ok: null, vi: '', en: '' },
  { step: 'district', ok: null, vi: '', en: '' },
  { step: 'clock', ok: null, vi: '', en: '' },
];

export const someEntries: LogEntry[] = [
  { seq: 812, kind: 'technician.signed-in', wall: wellHealth.at, cause: null },
  { seq: 811, kind: 'upload.refused', wall: wellHealth.at - hour, cause: 'district.unreachable' },
  { seq: 807, kind: 'window.gone', wall: wellHealth.at - 2 * hour, cause: 'crashed' },
  { seq: 790, kind: 'some.thing-new', wall: wellHealth.at - 3 * hour, cause: null },
];
