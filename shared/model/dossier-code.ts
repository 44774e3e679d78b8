import { dossierCodeLengthMax } from '../limits.ts';
import { problem, type Problem } from './problems.ts';
import { fail, ok, type Result } from './result.ts';

/**
 * A dossier code as the one-stop software prints it: `{agency}-{yymmdd}-{number}`.
 * Both generations of agency codes are read: `000.00.12.H26` and `H15.50.05.13`.
 * Source: Circular 01/2018/TT-VPCP (dossier code), Decision 20/2020/QĐ-TTg (agency codes), as quoted in the field notes;
 * four digits for provincial systems, up to seven for dossiers from ministry portals.
 */
export type DossierCode = {
  /** As read, upper case, without blanks: what the token is made from. */
  readonly raw: string;
  /** The agency that resolves the dossier; not always the place that hands it over. */
  readonly agency: string;
  /** Date of reception, `YYYY-MM-DD`. */
  readonly receivedOn: string;
  readonly number: string;
  /** The last digits: enough for its owner to recognise it, not enough for anybody else. */
  readonly tail: string;
};

const shape =
  /^(?<agency>\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,4}){0,4})-(?<date>\d{6})-(?<number>\d{4,7})$/;
const tailDigits = 4;

/** Reads a dossier code as typed, pasted or scanned. Blanks and lower case are forgiven; a date that never was is not. */
export function parseDossierCode(typed: string): Result<DossierCode, Problem> {
  const raw = typed.normalize('NFC').replace(/\s+/g, '').toUpperCase();
  const groups = raw.length <= dossierCodeLengthMax ? shape.exec(raw)?.groups : undefined;
  if (!groups) return fail(problem('dossier.shape', { code: typed.trim() }));

  const { agency = '', date = '', number = '' } = groups;
  const receivedOn = calendarDate(date);
  if (!receivedOn) return fail(problem('dossier.date', { code: raw, date }));
  return ok({ raw, agency, receivedOn, number, tail: number.slice(-tailDigits) });
}

function calendarDate(yymmdd: string): string | null {
  const text = `20${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4, 6)}`;
  const date = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return exists ? text : null;
}
