/**
 * What the officer's hands and scanner leave in the dossier field, made one code. The field starts with the first part
 * of today's codes at this unit; a scanner or a paste may put a whole code behind it, an older dossier may replace it.
 */
export function completeCode(typed: string, prefix: string): string {
  const entry = typed.normalize('NFC').replace(/\s+/g, '');
  const rest = withoutPrefix(entry, prefix);
  if (rest === null) return isNumberOnly(entry) ? prefix + entry : entry;
  // The number at the end has no dash: a rest with one is a whole code of its own.
  return rest.includes('-') ? rest : entry;
}

/** Whether nothing has been entered beyond what stood there already. */
export function isUntouched(typed: string, prefix: string): boolean {
  const entry = typed.trim();
  return entry === '' || entry === prefix;
}

function withoutPrefix(entry: string, prefix: string): string | null {
  if (prefix === '') return null;
  return entry.toUpperCase().startsWith(prefix.toUpperCase()) ? entry.slice(prefix.length) : null;
}

/** Only the last group, as on the receipt's end: four digits, up to seven for ministry portals. */
function isNumberOnly(entry: string): boolean {
  return /^\d{1,7}$/.test(entry);
}
