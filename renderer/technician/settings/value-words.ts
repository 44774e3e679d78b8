import type { SettingRow } from '../../../shared/contract/technician.ts';
import type { Language } from '../../../shared/model/text.ts';
import { numberOf } from '../figures.ts';
import type { TechnicianTexts } from '../texts.ts';
import { isWeek, weekLines } from './week.ts';

/** A setting's value as a person reads it. */
export function wordsOfValue(row: SettingRow, t: TechnicianTexts, language: Language): string[] {
  const { value, range } = row;
  if (range.kind === 'week') return isWeek(value) ? weekLines(value, t) : [t('week.none')];
  if (isStillToCome(row)) return [t('word.unknown')];
  if (value === null || value === undefined) return [t('word.none')];
  if (typeof value === 'boolean') return [t(value ? 'word.yes' : 'word.no')];
  if (range.kind === 'number' && typeof value === 'number') {
    return [withUnit(value, range.unit, t, language)];
  }
  if (range.kind === 'choice') return [wordOfChoice(String(value), t)];
  if (typeof value === 'string') return [value];
  return Object.entries(value).map(([key, part]) => `${partName(key, t)}: ${partOf(part)}`);
}

/** Where it comes from; a default is one only where there is a value. */
export function wordsOfSource(row: SettingRow, t: TechnicianTexts): string {
  return t(`settings.from.${isStillToCome(row) ? 'district' : row.from}`);
}

/** The district always says these; a kiosk that has not heard from it has nothing that holds instead. */
function isStillToCome({ owner, range, value }: SettingRow): boolean {
  return owner === 'district' && range.kind !== 'week' && (value === null || value === undefined);
}

const partOf = (part: unknown): string =>
  Array.isArray(part) ? part.join(', ') : part === '' ? '–' : String(part);

function withUnit(value: number, unit: string, t: TechnicianTexts, language: Language): string {
  if (unit === '' && value === 0) return t('settings.anyPort');
  if (unit === 'ms') return `${numberOf(value / 1_000, language)} ${t('unit.ms')}`;
  if (unit === 'day' || unit === 'inch') return `${numberOf(value, language)} ${t(`unit.${unit}`)}`;
  return String(value);
}

const choices = ['old', 'new', 'never', 'handed-over', 'allowed'] as const;

function wordOfChoice(value: string, t: TechnicianTexts): string {
  const known = choices.find((choice) => choice === value);
  return known ? t(`choice.${known}`) : value;
}

const parts = ['host', 'port', 'names', 'prefix', 'suffix', 'gapMsMax', 'lengthMin'] as const;

/** The name of one part of a setting of several. */
export function partName(key: string, t: TechnicianTexts): string {
  const known = parts.find((part) => part === key);
  return known ? t(`part.${known}`) : key;
}
