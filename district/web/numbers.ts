import type { Language } from '../../shared/model/text.ts';
import { reportTimeZone } from './period.ts';

/** Numbers and dates as they are read in each language. Rounding happens here, for the eye only. */

const decimals = 1;
const smallestShown = 0.1;
const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** 1234 -> "1.234" (vi), "1,234" (en). */
export function countText(count: number, language: Language): string {
  return new Intl.NumberFormat(language).format(count);
}

/**
 * A fraction as per cent with one decimal: 0.8742 -> "87,4 %" (vi), "87.4%" (en). What is not exactly nothing or
 * everything is never rounded to it: 0.9999 -> "> 99,9 %".
 */
export function percentText(fraction: number, language: Language): string {
  const percent = fraction * 100;
  if (fraction > 0 && percent < smallestShown / 2) return `<\u00a0${oneDecimal(0.1, language)}`;
  if (fraction < 1 && percent >= 100 - smallestShown / 2)
    return `>\u00a0${oneDecimal(99.9, language)}`;
  return oneDecimal(percent, language);
}

function oneDecimal(percent: number, language: Language): string {
  const number = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(percent);
  return language === 'vi' ? `${number}\u00a0%` : `${number}%`;
}

/** `2026-11-02` -> "02/11/2026" (vi), "2 Nov 2026" (en). */
export function dayText(day: string, language: Language): string {
  const [year, month, date] = day.split('-');
  if (language === 'vi') return `${date}/${month}/${year}`;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(
    Date.parse(day),
  );
}

/** A moment in Vietnam's time: "09:41, 22/11/2026" (vi), "22 Nov 2026, 09:41" (en). */
export function momentText(wallMs: number, language: Language): string {
  const show = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: reportTimeZone, ...options }).format(wallMs);
  const time = show({ hour: '2-digit', minute: '2-digit' });
  return language === 'vi'
    ? `${time}, ${show({ day: '2-digit', month: '2-digit', year: 'numeric' })}`
    : `${show({ dateStyle: 'medium' })}, ${time}`;
}

/** How long ago, in the largest unit that fits: "5 phút trước", "2 ngày trước". Under a minute: null. */
export function agoText(elapsedMs: number, language: Language): string | null {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  if (elapsedMs < minuteMs) return null;
  if (elapsedMs < hourMs) return format.format(-Math.floor(elapsedMs / minuteMs), 'minute');
  if (elapsedMs < dayMs) return format.format(-Math.floor(elapsedMs / hourMs), 'hour');
  return format.format(-Math.floor(elapsedMs / dayMs), 'day');
}
