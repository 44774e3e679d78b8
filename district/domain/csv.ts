const byteOrderMark = '\uFEFF'; // without it Excel takes UTF-8 for the system's code page

/** Rows as CSV (RFC 4180) that a spreadsheet opens as it is meant. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return byteOrderMark + rows.map((cells) => cells.map(cell).join(',') + '\r\n').join('');
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection). */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
