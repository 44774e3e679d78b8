import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EditablePart } from '../../../shared/contract/catalogue.ts';
import { catalogueItemsMax, proceduresMax } from '../../../shared/limits.ts';
import { catalogueItemSchema } from '../../../shared/model/catalogue-package.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { emptyContent, type CatalogueContent } from './content.ts';

/** The parts of a catalogue that are edited as a whole, and which of the draft's fields each is. */
const contentPartOf = {
  assignments: 'assignments',
  'life-events': 'lifeEvents',
  aliases: 'aliases',
  feedback: 'feedback',
} as const satisfies Record<EditablePart, keyof CatalogueContent>;

type ContentPart = (typeof contentPartOf)[EditablePart];

const kindOfPart = {
  assignments: 'assignment',
  lifeEvents: 'life-event',
  aliases: 'alias',
  feedback: 'feedback',
} as const;

/** What makes an item of a part the only one of its kind. */
const keyOfItem: Record<ContentPart, (item: never) => string> = {
  assignments: ({ unit }: { unit: string }) => unit,
  lifeEvents: ({ id }: { id: string }) => id,
  aliases: ({ words }: { words: string }) => words,
  feedback: ({ unit }: { unit: string }) => unit,
};

/** Reads a part from JSON: an array of items without their `kind`. Errors: `catalogue.part`, `…part-field`, `…part-twice`. */
export function readPart<K extends ContentPart>(
  part: K,
  text: string,
): Result<CatalogueContent[K], Problem> {
  const list = z.array(z.unknown()).max(catalogueItemsMax).safeParse(parsed(text));
  if (!list.success) return fail(problem('catalogue.part'));
  const items = z
    .array(catalogueItemSchema)
    .safeParse(
      list.data.map((item) => (isRecord(item) ? { ...item, kind: kindOfPart[part] } : item)),
    );
  if (!items.success) return fail(problem('catalogue.part-field', placeOf(items.error)));
  const rest = items.data.map(({ kind: _kind, ...item }) => item) as unknown as CatalogueContent[K];
  const keys = (rest as readonly never[]).map(keyOfItem[part]);
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  return twice === undefined ? ok(rest) : fail(problem('catalogue.part-twice', { key: twice }));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined for a text that is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // whoever asked says so in words
  }
}

/** The entry, counted from 1, and the field in it: "codes.3". */
function placeOf({ issues: [issue] }: z.ZodError): { item: number; field: string } {
  const [item, ...path] = issue?.path ?? [];
  const inside = path.map((step) => (typeof step === 'number' ? step + 1 : step));
  const extra = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  return { item: typeof item === 'number' ? item + 1 : 0, field: [...inside, ...extra].join('.') };
}

/** A part of a content as a person edits it. */
export function partText(content: CatalogueContent, part: EditablePart): string {
  return JSON.stringify(content[contentPartOf[part]], null, 2);
}

/** Names what a part says. */
export function partDigest(content: CatalogueContent, part: EditablePart): string {
  return createHash('sha256').update(partText(content, part)).digest('hex');
}

export type PartChange = {
  readonly part: EditablePart;
  readonly text: string;
  /** The content of the part that the change was made from. */
  readonly digest: string;
  readonly units: readonly string[];
};

/** The content with another part. Errors as {@link readPart}, for codes and units that are not there, and `…part-changed`. */
export function withPart(
  content: CatalogueContent,
  { part, text, digest, units }: PartChange,
): Result<CatalogueContent, Problem> {
  if (partDigest(content, part) !== digest) return fail(problem('catalogue.part-changed'));
  const key = contentPartOf[part];
  const read = readPart(key, text);
  if (!read.ok) return read;
  const only = { ...emptyContent, procedures: content.procedures, [key]: read.value };
  const codes = unknownCodes(only).flatMap((unknown) => unknown.codes);
  // Units may well be assigned what nobody has published yet: that is what completeness is there to tell.
  if (key !== 'assignments' && codes.length > 0) {
    return fail(problem('catalogue.part-codes', { codes: codes.join(', ') }));
  }
  const strange = [...only.assignments, ...only.feedback]
    .map(({ unit }) => unit)
    .filter((unit) => !units.includes(unit));
  if (strange.length > 0) {
    return fail(problem('catalogue.part-units', { units: strange.join(', ') }));
  }
  return ok({ ...content, [key]: read.value });
}

/** Codes that a part names and the list does not hold, by part. */
export function unknownCodes(content: CatalogueContent): { part: EditablePart; codes: string[] }[] {
  const known = new Set(content.procedures.map(({ code }) => code));
  const parts = ['assignments', 'life-events', 'aliases'] as const;
  return parts.flatMap((part) => {
    const named = content[contentPartOf[part]].flatMap(({ codes }) => codes);
    const codes = [...new Set(named.filter((code) => !known.has(code)))].slice(0, proceduresMax);
    return codes.length > 0 ? [{ part, codes }] : [];
  });
}
