import type {
  Completeness,
  CompletenessRow,
  Requirement,
} from '../../../shared/contract/catalogue.ts';
import { staleAfterMonths } from '../../../shared/limits.ts';
import {
  procedureFieldNames,
  type ProcedureField,
} from '../../../shared/model/procedure-fields.ts';
import type { UnitId } from '../../../shared/model/ids.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import type { PublishedProcedure } from '../../../shared/model/published-procedure.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { dayInVietnam } from '../period.ts';
import type { DistrictStore, Now } from '../ports.ts';
import type { CatalogueContent } from './content.ts';
import { publishedIn } from './published.ts';
import { inWorkshop } from './workshop/workshop.ts';

/** Constituent parts of a procedure. */
const decree63 = 'Nghị định 63/2010/NĐ-CP, Điều 8';
/** The national record's sheet of a procedure. */
const nationalRecord = 'Tờ chi tiết thủ tục trên Cơ sở dữ liệu quốc gia về thủ tục hành chính';
/** A citizen must be able to see where the data come from and how old they are. */
const kioskPage = 'Trang thủ tục trên kiosk: nguồn và ngày của dữ liệu';

type RequiredField = ProcedureField | 'timeLimit' | 'fee';

const namesOfParts = {
  timeLimit: { vi: 'Thời hạn giải quyết', en: 'Time limit' },
  fee: { vi: 'Phí, lệ phí', en: 'Fee' },
} as const;

/** What a published procedure must say, and who asks for it. */
const requiredFields: readonly (readonly [RequiredField, string])[] = [
  ['name', decree63],
  ['domain', nationalRecord],
  ['level', nationalRecord],
  ['steps', decree63],
  ['channels', decree63],
  ['components', decree63],
  ['timeLimit', decree63],
  ['fee', decree63],
  ['subjects', decree63],
  ['decidingAgency', decree63],
  ['receivingAgency', nationalRecord],
  ['result', decree63],
  ['blankForms', decree63],
  ['conditions', decree63],
  ['legalBases', decree63],
  ['decision', nationalRecord],
  ['dataDate', kioskPage],
];

export const requirements: readonly Requirement[] = requiredFields.map(([field, source]) => ({
  field,
  name: {
    ...(field === 'timeLimit' || field === 'fee'
      ? namesOfParts[field]
      : procedureFieldNames[field]),
  },
  source,
}));

/** Required fields of which a procedure says nothing. An empty list says that there is nothing, which is known. */
function missingFields(procedure: PublishedProcedure): RequiredField[] {
  return requiredFields.map(([field]) => field).filter((field) => isMissing(procedure, field));
}

function isMissing({ channels, ...procedure }: PublishedProcedure, field: RequiredField): boolean {
  switch (field) {
    case 'channels':
      return !channels.some(({ kind }) => kind !== 'unstated');
    case 'timeLimit':
      return channels.length === 0 || channels.some(({ timeLimit }) => timeLimit === null);
    case 'fee':
      return channels.length === 0 || channels.some(({ fee }) => fee === null);
    default:
      return procedure[field] === null;
  }
}

export type CompletenessQuestion = {
  readonly unit: { readonly id: UnitId; readonly name: string };
  /** The published version; null before the first. */
  readonly newest: { readonly version: number; readonly label: string } | null;
  /** In Vietnam, `YYYY-MM-DD`. */
  readonly today: string;
};

/** What the published catalogue owes a unit's citizens, procedure by procedure. Errors: `catalogue.unit-unknown`. */
export async function completenessOf(
  store: DistrictStore,
  now: Now,
  unit: UnitId,
): Promise<Result<Completeness, Problem>> {
  const asked = await questionOf(store, now, unit);
  return asked.ok ? ok(await inWorkshop('completeness', asked.value)) : asked;
}

/** The same as a file, with every assigned procedure. */
export async function completenessFile(
  store: DistrictStore,
  now: Now,
  unit: UnitId,
): Promise<Result<string, Problem>> {
  const asked = await questionOf(store, now, unit);
  return asked.ok ? ok(await inWorkshop('completenessCsv', asked.value)) : asked;
}

async function questionOf({ places, catalogues }: DistrictStore, now: Now, unit: UnitId) {
  const place = await places.unit(unit);
  if (!place) return fail(problem('catalogue.unit-unknown', { unit }));
  const { newest, published } = await publishedIn(catalogues);
  return ok({
    published,
    unit: { id: unit, name: place.unit.name },
    newest: newest && { version: newest.version, label: newest.label },
    today: dayInVietnam(now()),
  });
}

/** The completeness of a content at hand, with a row for every assigned procedure. */
export function completenessIn(
  { procedures, assignments }: CatalogueContent,
  { unit, newest, today }: CompletenessQuestion,
): Completeness {
  const byCode = new Map(procedures.map((procedure) => [procedure.code, procedure]));
  const codes = new Set(
    assignments.filter((item) => item.unit === unit.id).flatMap((item) => item.codes),
  );
  const rows = [...codes].sort().map((code) => rowOf(code, byCode.get(code), today));
  return {
    unit,
    version: newest?.version ?? null,
    label: newest?.label ?? null,
    ...figuresOf(rows),
    staleAfterMonths,
    required: [...requirements],
    lacking: rows.filter(isLacking).length,
    rows,
  };
}

function rowOf(
  code: string,
  procedure: PublishedProcedure | undefined,
  today: string,
): CompletenessRow {
  if (!procedure) {
    const missing = requirements.map(({ field }) => field);
    const states = {
      expired: false,
      replaced: false,
      replacedBy: [],
      freshness: 'unknown',
    } as const;
    return { code, name: null, published: false, missing, ...states, replacedBy: [] };
  }
  const { name, status, effectiveTo, replacedBy, dataDate } = procedure;
  return {
    code,
    name,
    published: true,
    missing: missingFields(procedure),
    expired: status === 'repealed' || (effectiveTo !== null && effectiveTo < today),
    replaced: status === 'replaced' || replacedBy.length > 0,
    replacedBy: [...replacedBy],
    freshness: freshnessOf(dataDate, today),
  };
}

/** Data of an unknown day may be as old as any: they are not called fresh. */
function freshnessOf(dataDate: string | null, today: string): CompletenessRow['freshness'] {
  if (dataDate === null) return 'unknown';
  const limit = new Date(`${today}T00:00:00Z`);
  limit.setUTCMonth(limit.getUTCMonth() - staleAfterMonths);
  return dataDate < limit.toISOString().slice(0, 10) ? 'stale' : 'fresh';
}

const isWhole = ({ published, missing }: CompletenessRow) => published && missing.length === 0;

/** Whether something stands between this procedure and "100 %". */
export function isLacking(row: CompletenessRow): boolean {
  return !isWhole(row) || row.expired || row.replaced || row.freshness !== 'fresh';
}

function figuresOf(rows: readonly CompletenessRow[]) {
  const count = (is: (row: CompletenessRow) => boolean) => rows.filter(is).length;
  return {
    assigned: rows.length,
    published: count(({ published }) => published),
    whole: count(isWhole),
    expired: count(({ expired }) => expired),
    replaced: count(({ replaced }) => replaced),
    stale: count(({ published, freshness }) => published && freshness === 'stale'),
    staleUnknown: count(({ published, freshness }) => published && freshness === 'unknown'),
    complete: rows.length > 0 && !rows.some(isLacking),
  };
}
