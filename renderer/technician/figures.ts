import type { Language } from '../../shared/model/text.ts';
import type { TechnicianTexts } from './texts.ts';

/** Figures as a person reads them. */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const mebibyte = 1024 * 1024;
const gibibyte = 1024 * mebibyte;

/** A span of time in its largest whole unit, from two of it on. */
export function ageOf(ms: number, t: TechnicianTexts): string {
  const span = Math.abs(ms);
  if (span < 2 * minuteMs) return t('age.seconds', { count: Math.round(span / 1_000) });
  if (span < 2 * hourMs) return t('age.minutes', { count: Math.floor(span / minuteMs) });
  if (span < 2 * dayMs) return t('age.hours', { count: Math.floor(span / hourMs) });
  return t('age.days', { count: Math.floor(span / dayMs) });
}

/** Bytes as MB or GB. */
export function sizeOf(bytes: number, language: Language): string {
  const isLarge = bytes >= 10 * gibibyte;
  const figure = bytes / (isLarge ? gibibyte : mebibyte);
  const digits = figure < 10 ? 1 : 0;
  const written = new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(figure);
  return `${written} ${isLarge ? 'GB' : 'MB'}`;
}

/** A number with the decimal sign of the language. */
export function numberOf(figure: number, language: Language, digits = 1): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(figure);
}

/** A moment by the kiosk's own clock and zone. */
export function momentOf(wall: number, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'vi' ? 'vi' : 'en-GB', {
    ...({ day: '2-digit', month: '2-digit', year: 'numeric' } as const),
    ...({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false } as const),
  });
  return format.format(wall);
}
