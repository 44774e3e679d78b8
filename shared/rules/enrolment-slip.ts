/**
 * What the QR code of an enrolment sheet holds: the district's address with the one-time code in its fragment, which no
 * browser sends anywhere. `https://hai-long.example.vn/#kiosk=ABCD-EFGH-JKMN-PQRS`
 */

export type EnrolmentSlip = { readonly districtUrl: string; readonly code: string };

const mark = '#kiosk=';
/** An origin and perhaps a path; neither a user's name nor a query belongs on a sheet. */
const addressPattern = /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/i;
const codePattern = /^[0-9A-Z]{4}(?:-?[0-9A-Z]{4}){1,7}$/i;

export function slipText({ districtUrl, code }: EnrolmentSlip): string {
  return `${districtUrl.replace(/\/+$/, '')}/${mark}${code}`;
}

/** Reads a scanned sheet; null if it is something else. */
export function readSlip(scanned: string): EnrolmentSlip | null {
  const text = scanned.trim();
  const at = text.indexOf(mark);
  if (at === -1) return null;
  const code = text.slice(at + mark.length);
  const address = text.slice(0, at);
  if (!codePattern.test(code) || !addressPattern.test(address)) return null;
  return { districtUrl: address.replace(/\/+$/, ''), code: code.toUpperCase() };
}
