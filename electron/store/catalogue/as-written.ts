import type { z } from 'zod';
import {
  nameLengthMax,
  procedureItemsMax,
  procedureTextLengthMax,
  textLengthMax,
} from '../../../shared/limits.ts';
import {
  channelKindSchema,
  procedureStatusSchema,
  publishedProcedureSchema,
  type Channel,
  type DossierComponent,
  type PublishedProcedure,
  type TimeLimit,
  type TimeRule,
} from '../../../shared/model/published-procedure.ts';

/**
 * A quick yes to "would the schema take this line and change nothing in it?". Everything that is not known for certain
 * is a no, and then the schema is asked: this may know less than `catalogueItemSchema`, never more. A package holds ten
 * thousand items, and what a district packed is a yes.
 */
export function procedureAsWritten(text: string, value: unknown): PublishedProcedure | null {
  if (mayBeRecomposed.test(text) || text.includes(String.raw`\u`)) return null;
  return isProcedureItem(value) ? (value as { procedure: PublishedProcedure }).procedure : null;
}

type Check = (value: unknown) => boolean;

/**
 * What is not here may change in form NFC, alone or beside another character: Latin letters with all the marks that
 * Vietnamese has, quotation marks, dashes, dots, and the sign of the đồng.
 */
const mayBeRecomposed = /[^\0-\u02ff\u1e00-\u1eff\u2010-\u2027\u20ab]/;
const blank = 0x20;
const hardBlank = 0xa0;
/** Days that every month has; for the last ones the schema's calendar is asked. */
const plainDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/;
const codePattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/;

const isNull: Check = (value) => value === null;
const isCode: Check = (value) => typeof value === 'string' && codePattern.test(value);
const isDay: Check = (value) =>
  value === null || (typeof value === 'string' && plainDay.test(value));
const isText = textUpTo(textLengthMax);
const isLong = textUpTo(procedureTextLengthMax);
const isCopies = orNull(integerUpTo(99));

const isTimeRule = exactly<Extract<TimeRule, { kind: 'working-days' }>>({
  kind: (value) => value === 'working-days',
  case: orNull(isText),
  days: integerUpTo(1_000),
});

const isChannel = exactly<Channel>({
  kind: oneOf(channelKindSchema),
  timeLimit: orNull(exactly<TimeLimit>({ text: isLong, rules: listOf(isTimeRule) })),
  fee: orNull(isLong),
  note: orNull(isLong),
});

const isComponent = exactly<DossierComponent>({
  case: orNull(isLong),
  papers: listOf(
    exactly<DossierComponent['papers'][number]>({
      name: isLong,
      originals: isCopies,
      copies: isCopies,
      note: orNull(isLong),
    }),
  ),
});

const isBlankForm = exactly<NonNullable<PublishedProcedure['blankForms']>[number]>({
  name: isLong,
  address: isNull,
});

const isLegalBasis = exactly<NonNullable<PublishedProcedure['legalBases']>[number]>({
  number: isText,
  title: orNull(isLong),
  issuedOn: isDay,
  agency: orNull(isText),
});

const isProcedure = exactly<PublishedProcedure>({
  code: isCode,
  name: textUpTo(nameLengthMax),
  domain: orNull(isText),
  level: orNull(isText),
  decidingAgency: orNull(isLong),
  receivingAgency: orNull(isLong),
  subjects: orNull(isLong),
  steps: orNull(listOf(isLong)),
  channels: listOf(isChannel),
  components: orNull(listOf(isComponent)),
  blankForms: orNull(listOf(isBlankForm)),
  result: orNull(isLong),
  conditions: orNull(isLong),
  legalBases: orNull(listOf(isLegalBasis)),
  keywords: listOf(isText),
  status: oneOf(procedureStatusSchema),
  effectiveFrom: isDay,
  effectiveTo: isDay,
  replacedBy: listOf(isCode),
  decision: orNull(isText),
  source: isLong,
  dataDate: isDay,
  officialUrl: orNull(keptBy(publishedProcedureSchema.shape.officialUrl)),
});

const isProcedureItem = exactly<{ kind: unknown; procedure: unknown }>({
  kind: (value) => value === 'procedure',
  procedure: isProcedure,
});

function textUpTo(lengthMax: number): Check {
  return (value) => {
    if (typeof value !== 'string') return false;
    const { length } = value;
    return length > 0 && length <= lengthMax && !isBlank(value, 0) && !isBlank(value, length - 1);
  };
}

/** Blanks or what may be one. */
function isBlank(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit <= blank || unit === hardBlank;
}

function integerUpTo(max: number): Check {
  return (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= max;
}

function orNull(check: Check): Check {
  return (value) => value === null || check(value);
}

function oneOf(schema: { readonly options: readonly string[] }): Check {
  const options: ReadonlySet<unknown> = new Set(schema.options);
  return (value) => options.has(value);
}

/** Takes what the schema takes and gives back as it was. */
function keptBy(schema: z.ZodType): Check {
  return (value) => {
    const read = schema.safeParse(value);
    return read.success && read.data === value;
  };
}

function listOf(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value) || value.length > procedureItemsMax) return false;
    for (const item of value) if (!check(item)) return false;
    return true;
  };
}

/** An object with these fields and no others. */
function exactly<T>(fields: { readonly [Name in keyof T]-?: Check }): Check {
  const names = Object.keys(fields);
  const checks = Object.values<Check>(fields);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    if (Object.keys(value).length !== names.length) return false;
    const given = value as Readonly<Record<string, unknown>>;
    for (let at = 0; at < names.length; at += 1) {
      if (!checks[at]?.(given[names[at] ?? ''])) return false;
    }
    return true;
  };
}
