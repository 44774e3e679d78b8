import type { CatalogueContent } from './content.ts';
import { merged } from './merging.ts';
import type { PendingImport } from './ports.ts';

/** The draft with an import in it. A procedure whose row was refused stays as it is. */
export function taken(draft: CatalogueContent, pending: PendingImport): CatalogueContent {
  const { procedures, fields, refusedCodes, missing } = pending;
  const before = new Map(draft.procedures.map((procedure) => [procedure.code, procedure]));
  const imported = procedures.map((procedure) => {
    const held = before.get(procedure.code);
    return held ? merged(held, procedure, fields) : procedure;
  });
  const inFile = new Set(imported.map(({ code }) => code));
  const refused = new Set(refusedCodes);
  const kept = draft.procedures.filter(
    ({ code }) => !inFile.has(code) && (missing === 'keep' || refused.has(code)),
  );
  return { ...draft, procedures: [...imported, ...kept] };
}
