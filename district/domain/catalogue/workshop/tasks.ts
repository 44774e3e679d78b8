import { createHash } from 'node:crypto';
import type {
  CatalogueOverview,
  ColumnMapping,
  Completeness,
  EditablePart,
  ImportPreview,
  Missing,
  PartText,
} from '../../../../shared/contract/catalogue.ts';
import { importProblemsShownMax, lackingShownMax } from '../../../../shared/limits.ts';
import { problem, type Problem } from '../../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import { assigned, unassignedIn, type Assigning } from '../assigning.ts';
import { completenessCsv } from '../completeness-csv.ts';
import { completenessIn, isLacking, type CompletenessQuestion } from '../completeness.ts';
import {
  changesBetween,
  contentDigest,
  emptyContent,
  isUnchanged,
  shown,
  type CatalogueContent,
} from '../content.ts';
import { readImport, type ImportedFile } from '../import/read-import.ts';
import { buildPackage, readPackage, type BuiltPackage } from '../package.ts';
import { partDigest, partText, unknownCodes, withPart, type PartChange } from '../parts.ts';
import type { Packed, PendingImport, PublishingKeyPair } from '../ports.ts';
import { taken } from '../taking.ts';
import { opened } from './memory.ts';
import { pack, unpack } from './packing.ts';

/**
 * The heavy work with catalogues, one entry a task: pure, from bytes to bytes. Everything here runs in the workshop's
 * thread; nothing here waits for the database.
 */
export const tasks = {
  preview,
  take: ({ draft, pending }: Drafted & { pending: Packed }): Packed =>
    pack(taken(inDraft(draft), unpack<PendingImport>(pending))),
  overview,
  package: packageOfDraft,
  packageAgain,
  part: ({ draft, part }: Drafted & { part: EditablePart }): PartText => {
    const content = inDraft(draft);
    return { part, text: partText(content, part), digest: partDigest(content, part) };
  },
  putPart: (asked: Drafted & PartChange): Result<Packed, Problem> => {
    const changed = withPart(inDraft(asked.draft), asked);
    return changed.ok ? ok(pack(changed.value)) : changed;
  },
  putLabel: ({ draft, label }: Drafted & { label: string }): Packed =>
    pack({ ...inDraft(draft), label }),
  assign: ({ draft, ...assigning }: Drafted & Assigning): Packed =>
    pack(assigned(inDraft(draft), assigning)),
  reset: ({ published }: Published): Packed => pack(inPackage(published)),
  names: ({ draft }: Drafted): string =>
    JSON.stringify(inDraft(draft).procedures.map(({ code, name }) => ({ code, name }))),
  publishedNames: ({ published }: Published) => {
    const { label, procedures } = inPackage(published);
    const names = procedures.map(({ code, name, domain }) => [code, { name, domain }] as const);
    return { label, procedures: new Map<string, (typeof names)[number][1]>(names) };
  },
  completeness: ({ published, ...asked }: Published & CompletenessQuestion): Completeness => {
    const whole = completenessIn(inPackage(published), asked);
    return { ...whole, rows: whole.rows.filter(isLacking).slice(0, lackingShownMax) };
  },
  completenessCsv: ({ published, ...asked }: Published & CompletenessQuestion): string =>
    completenessCsv(completenessIn(inPackage(published), asked)),
};

export type TaskName = keyof typeof tasks;
export type TaskInput<N extends TaskName> = Parameters<(typeof tasks)[N]>[0];
export type TaskOutput<N extends TaskName> = Awaited<ReturnType<(typeof tasks)[N]>>;

type Drafted = { readonly draft: Packed | null };
type Published = { readonly published: Uint8Array | null };

function inDraft(draft: Packed | null): CatalogueContent {
  return draft ? opened(draft, (packed) => unpack<CatalogueContent>(packed)) : emptyContent;
}

function inPackage(file: Uint8Array | null): CatalogueContent {
  return file ? opened(file, readPackage) : emptyContent;
}

export type Previewed = {
  readonly preview: Omit<ImportPreview, 'id'>;
  readonly pending: Packed;
  /** Names the headings of the file, whatever their order. */
  readonly headings: string;
};

async function preview({
  file,
  draft,
  mapping,
  mappings,
  missing,
}: Drafted & {
  readonly file: ImportedFile;
  readonly mapping: ColumnMapping | null;
  readonly mappings: ReadonlyMap<string, ColumnMapping>;
  readonly missing: Missing;
}): Promise<Result<Previewed, Problem>> {
  const read = await readImport(file, mapping, (headings) => mappings.get(keyOf(headings)) ?? null);
  if (!read.ok) return read;
  const { kind, columns, rows, procedures, refusedCodes, problems } = read.value;
  const fields = kind === 'json' ? null : columns.flatMap(({ field }) => field ?? []);
  const pending: PendingImport = { missing, fields, procedures, refusedCodes };
  const present = inDraft(draft);
  const next = taken(present, pending);
  return ok({
    preview: {
      fileName: file.name,
      kind,
      columns: [...columns],
      rows,
      taken: procedures.length,
      refused: refusedRows(problems),
      problems: problems.slice(0, importProblemsShownMax),
      problemCount: problems.length,
      changes: shown(changesBetween(present, next)),
      unassigned: unassignedIn(next),
    },
    pending: pack(pending),
    headings: keyOf(columns.map(({ heading }) => heading)),
  });
}

function refusedRows(problems: ImportPreview['problems']): number {
  const refused = problems.filter(({ severity }) => severity === 'refused');
  return new Set(refused.map(({ row }) => row)).size;
}

function keyOf(headings: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(headings.toSorted())).digest('hex');
}

function overview({ draft, published }: Drafted & Published): CatalogueOverview['draft'] {
  const content = inDraft(draft);
  return {
    label: content.label,
    procedures: content.procedures.length,
    digest: contentDigest(content),
    changes: shown(changesBetween(inPackage(published), content)),
    unknownCodes: unknownCodes(content),
    unassigned: unassignedIn(content),
  };
}

/** What a package is to say of itself, and by whose key. */
type Making = Published & {
  readonly version: number;
  readonly publishedAt: number;
  readonly key: PublishingKeyPair;
};

function packageOfDraft({
  draft,
  looked,
  ...making
}: Drafted & Making & { readonly looked: string }): Result<BuiltPackage, Problem> {
  const content = inDraft(draft);
  if (contentDigest(content) !== looked) return fail(problem('catalogue.draft-changed'));
  if (content.label.trim() === '') return fail(problem('catalogue.label'));
  return packageOf(content, making);
}

function packageAgain({
  again,
  ...making
}: Making & { readonly again: Uint8Array }): Result<BuiltPackage, Problem> {
  return packageOf(inPackage(again), making);
}

function packageOf(
  content: CatalogueContent,
  { published, key, ...manifest }: Making,
): Result<BuiltPackage, Problem> {
  if (isUnchanged(changesBetween(inPackage(published), content))) {
    return fail(problem('catalogue.nothing-new'));
  }
  return ok(buildPackage(content, manifest, key));
}
