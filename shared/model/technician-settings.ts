import { z } from 'zod';
import { scannerDefault, scannerSchema, weekSchema } from './documents.ts';
import type { Bilingual } from './text.ts';
import { pinHashSchema } from './unit.ts';

/**
 * What is set on one kiosk: its own facts, by the technician's page (`kiosk.json`) or by a provision file. Behaviour
 * belongs to the district; what it leaves open may be set here.
 */

const portSchema = z.int().min(0).max(65_535);
const hostPattern = /^[0-9A-Za-z](?:[0-9A-Za-z.:-]{0,252})$/;

export const diagonalInchesRange = { min: 7, max: 65 } as const;
export const diagonalInchesDefault = 24;

export const lanSchema = z
  .strictObject({
    /** The address of this machine on the unit's network, `192.168.1.20`. */
    host: z.string().regex(hostPattern),
    port: portSchema,
    /** Other names under which browsers reach it. */
    names: z.array(z.string().regex(hostPattern)).max(16).optional(),
    /** The unit's own certificate and key, PEM files; without them the kiosk makes its own. */
    certificate: z.string().min(1).optional(),
    key: z.string().min(1).optional(),
  })
  .refine((lan) => (lan.certificate === undefined) === (lan.key === undefined), {
    message: 'certificate and key belong together',
  });
export type LanSettings = z.infer<typeof lanSchema>;

/** Ports: 0 means any that is free. */
const localShape = {
  districtUrl: z.url({ protocol: /^https?$/ }).optional(),
  diagonalInches: z.number().min(diagonalInchesRange.min).max(diagonalInchesRange.max).optional(),
  kioskPort: portSchema.optional(),
  deskPort: portSchema.optional(),
  technicianPort: portSchema.optional(),
  /** The desk's door to the LAN; without it the desk is reached from this machine only. */
  lan: lanSchema.optional(),
  scanner: scannerSchema.optional(),
  /** Counts only while the district says nothing of its own. */
  openingHours: weekSchema.optional(),
} as const;

/** `kiosk.json`: what a technician fixed by hand or on the page. */
export const localSettingsSchema = z.strictObject({
  ...localShape,
  /** argon2id of the PIN that was set here; the district's goes before it. */
  technicianPin: pinHashSchema.optional(),
});
export type LocalSettings = z.infer<typeof localSettingsSchema>;

/** The same as a provision file may bring it. */
export const provisionSettingsSchema = z.strictObject(localShape);

export type SettingKey =
  | Exclude<keyof LocalSettings, 'technicianPin'>
  | 'walkInAllowed'
  | 'waitingTimeoutMs'
  | 'ratingTimeoutMs'
  | 'detailTimeoutMs'
  | 'countdownMs'
  | 'thanksMs'
  | 'pauseMs'
  | 'apologyMs'
  | 'tonePlacement'
  | 'selfLaunch'
  | 'retentionDays';

/** What a field for it takes. `json`: several values that belong together. */
export const settingRangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), min: z.number(), max: z.number(), unit: z.string() }),
  z.object({ kind: z.literal('choice'), choices: z.array(z.string()) }),
  z.object({ kind: z.literal('yes-no') }),
  z.object({ kind: z.literal('address') }),
  z.object({ kind: z.literal('week') }),
  z.object({ kind: z.literal('json') }),
]);
export type SettingRange = z.infer<typeof settingRangeSchema>;

/**
 * Who has the last word. `kiosk`: page, then provision file, then district, then default. `district`: district, then
 * page, then provision file, then default.
 */
export type SettingOwner = 'kiosk' | 'district';

export type SettingFact = {
  readonly owner: SettingOwner;
  readonly words: Bilingual;
  readonly range: SettingRange;
  readonly default: unknown;
  /** Taken up by the next start only. */
  readonly restart: boolean;
  /** Whether the page may set it at all. */
  readonly here: boolean;
};

const port = { kind: 'number', min: 0, max: 65_535, unit: '' } as const;
const seconds = (min: number, max: number) =>
  ({ kind: 'number', min: min * 1_000, max: max * 1_000, unit: 'ms' }) as const;
const ownFact = { owner: 'kiosk', here: true } as const;
const behaviour = { owner: 'district', restart: false, here: false } as const;

export const settingFacts: Readonly<Record<SettingKey, SettingFact>> = {
  districtUrl: {
    ...ownFact,
    words: { vi: 'Địa chỉ máy chủ trung tâm', en: 'Address of the district’s server' },
    ...{ range: { kind: 'address' }, default: null, restart: false },
  },
  diagonalInches: {
    ...ownFact,
    words: { vi: 'Đường chéo màn hình (inch)', en: 'Diagonal of the screen (inches)' },
    range: { kind: 'number', ...diagonalInchesRange, unit: 'inch' },
    ...{ default: diagonalInchesDefault, restart: false },
  },
  kioskPort: {
    ...ownFact,
    words: { vi: 'Cổng của màn hình công dân', en: 'Port of the citizen’s screen' },
    ...{ range: port, default: 0, restart: true },
  },
  deskPort: {
    ...ownFact,
    words: { vi: 'Cổng của bàn cán bộ', en: 'Port of the officer’s desk' },
    ...{ range: port, default: 0, restart: true },
  },
  technicianPort: {
    ...ownFact,
    words: { vi: 'Cổng của trang kỹ thuật', en: 'Port of the technician’s page' },
    ...{ range: port, default: 0, restart: true },
  },
  lan: {
    ...ownFact,
    words: { vi: 'Cửa của bàn cán bộ ra mạng nội bộ', en: 'The desk’s door to the local network' },
    ...{ range: { kind: 'json' }, default: null, restart: true },
  },
  scanner: {
    ...ownFact,
    words: { vi: 'Máy quét mã', en: 'Scanner' },
    ...{ range: { kind: 'json' }, default: scannerDefault, restart: false },
  },
  openingHours: {
    ...{ owner: 'district', here: true, restart: false },
    words: { vi: 'Giờ mở cửa', en: 'Opening hours' },
    ...{ range: { kind: 'week' }, default: null },
  },
  walkInAllowed: {
    ...behaviour,
    words: { vi: 'Cho đánh giá không theo hồ sơ', en: 'Ratings that belong to no dossier' },
    ...{ range: { kind: 'yes-no' }, default: true },
  },
  waitingTimeoutMs: {
    ...behaviour,
    words: { vi: 'Lời mời chờ bao lâu', en: 'How long an invitation waits' },
    ...{ range: seconds(10, 600), default: null },
  },
  ratingTimeoutMs: {
    ...behaviour,
    words: { vi: 'Các mức đánh giá ở lại bao lâu', en: 'How long the levels stay' },
    ...{ range: seconds(10, 600), default: null },
  },
  detailTimeoutMs: {
    ...behaviour,
    words: { vi: 'Phần nói thêm ở lại bao lâu', en: 'How long reasons and comment stay' },
    ...{ range: seconds(10, 600), default: null },
  },
  countdownMs: {
    ...behaviour,
    words: { vi: 'Đếm ngược ở cuối', en: 'The countdown at the end' },
    ...{ range: seconds(5, 60), default: null },
  },
  thanksMs: {
    ...behaviour,
    words: { vi: 'Lời cảm ơn ở lại bao lâu', en: 'How long the thanks stay' },
    ...{ range: seconds(2, 60), default: null },
  },
  pauseMs: {
    ...behaviour,
    words: { vi: 'Nghỉ sau khi có người chạm', en: 'The pause after a touch' },
    ...{ range: seconds(1, 60), default: 5_000 },
  },
  apologyMs: {
    ...behaviour,
    words: { vi: 'Lời xin lỗi ở lại bao lâu', en: 'How long an apology stays' },
    ...{ range: seconds(5, 120), default: 20_000 },
  },
  tonePlacement: {
    ...behaviour,
    words: { vi: 'Vị trí dấu thanh khi gõ', en: 'Where a tone stands when typing' },
    ...{ range: { kind: 'choice', choices: ['old', 'new'] }, default: 'old' },
  },
  selfLaunch: {
    ...behaviour,
    words: { vi: 'Công dân tự mở bằng giấy tiếp nhận', en: 'Ratings started with the receipt' },
    range: { kind: 'choice', choices: ['never', 'handed-over', 'allowed'] },
    default: 'handed-over',
  },
  retentionDays: {
    ...behaviour,
    words: { vi: 'Giữ dữ liệu đã gửi (ngày)', en: 'How many days sent entries stay' },
    range: { kind: 'number', min: 30, max: 3_650, unit: 'day' },
    default: null,
  },
};

export const settingKeySchema = z.enum(Object.keys(settingFacts) as [SettingKey, ...SettingKey[]]);
