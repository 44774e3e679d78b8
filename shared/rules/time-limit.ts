import type { TimeLimit, TimeRule } from '../model/published-procedure.ts';

/**
 * Reads what a machine can use out of a time limit as published; the text itself is kept whole.
 *
 * Careful rather than clever: "15 ngày" without "làm việc" is no number of working days, a range is no number, and a
 * clock that stops gives no day. If any part of the text cannot be read, the rule for everybody (`case` null) is left
 * out, because that part may be the exception that applies; rules that name their case stand for themselves.
 */
export function readTimeLimit(text: string): TimeLimit {
  const cutOff = cutOffOf(text);
  const clauses = clausesOf(text).filter((clause) => !isNextDay(clause, cutOff));
  const rules = clauses.map((clause) => ruleOf(clause, cutOff));
  const whole = !rules.includes(null);
  const known = rules.filter((rule) => rule !== null);
  return { text, rules: known.filter((rule) => whole || rule.case !== null) };
}

const nextDay = /ngày làm việc (?:tiếp theo|liền kề|kế tiếp)/iu;
const clock = /(?:sau|trước) (\d{1,2}) ?(?:giờ|h) ?(\d{2})?/iu;

/** The hour after which a dossier is answered the next working day, `HH:MM`; null without such a rule. */
function cutOffOf(text: string): string | null {
  const [, hour, minute = '00'] = nextDay.test(text) ? (clock.exec(text) ?? []) : [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** Parts that stand for themselves: divided by a semicolon or "hoặc", not within brackets. */
function clausesOf(text: string): string[] {
  return text
    .replace(/\s+/gu, ' ')
    .split(/(?:;| hoặc )(?![^(]*\))/u)
    .map((clause) => clause.trim().replace(/[.,]$/u, ''))
    .filter((clause) => clause !== '');
}

/** "sau 15 giờ thì ngày làm việc tiếp theo": said by the cut-off of the rule beside it. */
function isNextDay(clause: string, cutOff: string | null): boolean {
  return (
    cutOff !== null && nextDay.test(clause) && !sameDay.test(clause) && !/\d+ ngày/u.test(clause)
  );
}

const named = String.raw`(?: \((?<after>[^()]+)\))?`;
const fromReceipt = String.raw`(?:,? (?:kể từ|tính từ|từ) (?:ngày|khi) nhận (?:đủ|được)[^(;]*)?`;
const atMost = String.raw`(?:(?:không quá|tối đa|trong|trong vòng|trong thời hạn) )?`;
const before = String.raw`(?:(?<before>\p{L}[^()\d]*?)(?: thì|:|,) )?`;

const sameDay = /^(?:ngay )?trong ngày/iu;
const sameDayRule = new RegExp(
  `^(?:ngay )?trong ngày(?: làm việc| tiếp nhận| tiếp nhận hồ sơ)?${named}(?:,? nếu .*)?$`,
  'iu',
);
const workingDaysRule = new RegExp(
  `^${before}${atMost}(?<days>\\d{1,3}) ngày làm việc${fromReceipt}${named}$`,
  'iu',
);

function ruleOf(clause: string, cutOff: string | null): TimeRule | null {
  const onTheDay = sameDayRule.exec(clause);
  if (onTheDay) {
    const after = onTheDay.groups?.after;
    return isExclusion(after) ? null : { kind: 'same-day', case: after ?? null, cutOff };
  }
  const { before: condition, days, after } = workingDaysRule.exec(clause)?.groups ?? {};
  if (days === undefined || isExclusion(after) || isExtension(condition)) return null;
  return { kind: 'working-days', case: condition ?? after ?? null, days: Number(days) };
}

/** "(không tính thời gian niêm yết)" stops the clock, "(25 ngày đối với …)" is a limit of its own: neither is a case. */
function isExclusion(bracketed: string | undefined): boolean {
  return bracketed !== undefined && /^không (?:tính|kể|bao gồm)|\d ngày/iu.test(bracketed);
}

/** "kéo dài không quá 02 ngày": added to another limit, no limit of its own. */
function isExtension(condition: string | undefined): boolean {
  return condition !== undefined && /kéo dài|gia hạn|thêm/iu.test(condition);
}
