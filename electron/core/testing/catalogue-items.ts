import {
  catalogueItemSchema,
  type CatalogueItem,
} from '../../../shared/model/catalogue-package.ts';

/** A procedure item of which nothing is known but its code, its name and what is given. */
export function procedureItem(
  code: string,
  name: string,
  changes: Record<string, unknown> = {},
): CatalogueItem {
  const unknown = {
    ...{ domain: null, level: null, decidingAgency: null, receivingAgency: null, subjects: null },
    ...{ steps: null, channels: [], components: null, blankForms: null, result: null },
    ...{ conditions: null, legalBases: null, keywords: [], status: 'in-force', replacedBy: [] },
    ...{ effectiveFrom: null, effectiveTo: null, decision: null, dataDate: null },
    ...{ officialUrl: null, source: 'Dữ liệu thử' },
  };
  const procedure = { ...unknown, code, name, ...changes };
  return catalogueItemSchema.parse({ kind: 'procedure', procedure });
}
