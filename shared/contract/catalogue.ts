import { z } from 'zod';
import {
  importProblemsShownMax,
  lackingShownMax,
  partBytesMax,
  proceduresMax,
  unassignedShownMax,
} from '../limits.ts';
import { catalogueManifestSchema } from '../model/catalogue-package.ts';
import { procedureCodeSchema, unitIdSchema } from '../model/ids.ts';
import { contract } from './base.ts';

/** The public half of the key that signs catalogues: raw Ed25519, 32 bytes, base64url. */
export const publishingKeySchema = z.object({
  id: z.string().max(64),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type PublishingKey = z.infer<typeof publishingKeySchema>;

/** What a column of an imported table may hold. `Direct`, `Online`, `Post`: by the way of handing in. */
export const importFieldSchema = z.enum([
  'code',
  'name',
  'domain',
  'level',
  'decidingAgency',
  'receivingAgency',
  'subjects',
  'steps',
  'timeLimit',
  'timeLimitDirect',
  'timeLimitOnline',
  'timeLimitPost',
  'fee',
  'feeDirect',
  'feeOnline',
  'feePost',
  'note',
  'components',
  'blankForms',
  'result',
  'conditions',
  'legalBases',
  'keywords',
  'status',
  'effectiveFrom',
  'effectiveTo',
  'replacedBy',
  'decision',
  'source',
  'dataDate',
  'officialUrl',
]);
export type ImportField = z.infer<typeof importFieldSchema>;

/** What becomes of procedures that the file does not name: withdrawn (the file is the whole list) or kept. */
export const missingSchema = z.enum(['withdraw', 'keep']);
export type Missing = z.infer<typeof missingSchema>;

/** Field by heading as the file writes it; null: the column is left out. */
export const columnMappingSchema = z.record(z.string().max(2_000), importFieldSchema.nullable());
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

/** The query of an import. `mapping` is a {@link columnMappingSchema} as JSON. */
export const importQuerySchema = z.object({
  name: z.string().min(1).max(255),
  missing: missingSchema,
  mapping: z.string().max(100_000).optional(),
});

/** `refused`: the row is not taken. `notice`: it is taken, as the sentence says. A problem of the file has no row. */
export const importProblemSchema = z.object({
  severity: z.enum(['refused', 'notice']),
  /** As the file counts: the heading's row is 1 in most files. */
  row: z.int().nullable(),
  column: z.string().nullable(),
  vi: z.string(),
  en: z.string(),
});
export type ImportProblem = z.infer<typeof importProblemSchema>;

const namedSchema = z.object({ code: procedureCodeSchema, name: z.string() });
export type NamedProcedure = z.infer<typeof namedSchema>;

/** Procedures in force that no unit is assigned: the first ones, and how many there are. */
const unassignedSchema = z.object({
  count: z.int(),
  procedures: z.array(namedSchema).max(unassignedShownMax),
});
export type Unassigned = z.infer<typeof unassignedSchema>;

export const catalogueChangesSchema = z.object({
  /** The lists hold the first ones; the counts count all. */
  counts: z.object({ added: z.int(), changed: z.int(), withdrawn: z.int() }),
  added: z.array(namedSchema),
  /** Fields by their names in the procedure model. */
  changed: z.array(namedSchema.extend({ fields: z.array(z.string()) })),
  withdrawn: z.array(namedSchema),
  unchanged: z.int(),
  /** Other parts that differ: assignments, life events, aliases, feedback, label. */
  parts: z.array(z.string()),
});
export type CatalogueChanges = z.infer<typeof catalogueChangesSchema>;

export const importPreviewSchema = z.object({
  /** Takes the import into the draft; forgotten after a day. */
  id: z.string(),
  fileName: z.string(),
  kind: z.enum(['xlsx', 'csv', 'json']),
  columns: z.array(
    z.object({
      heading: z.string(),
      field: importFieldSchema.nullable(),
      /** The first filled cell, to recognise the column by. */
      sample: z.string().nullable(),
    }),
  ),
  rows: z.int(),
  taken: z.int(),
  refused: z.int(),
  /** The first ones; `problemCount` counts all. */
  problems: z.array(importProblemSchema).max(importProblemsShownMax),
  problemCount: z.int(),
  /** Against the draft as it is now. */
  changes: catalogueChangesSchema,
  /** In the draft as it would be. */
  unassigned: unassignedSchema,
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/** The parts of the draft that are edited as a whole. */
export const editablePartSchema = z.enum(['assignments', 'life-events', 'aliases', 'feedback']);
export type EditablePart = z.infer<typeof editablePartSchema>;

/** A part as JSON, and what names this content of it: a change is made from what was looked at. */
const partTextSchema = z.object({
  part: editablePartSchema,
  text: z.string(),
  digest: z.string().max(64),
});
export type PartText = z.infer<typeof partTextSchema>;

export const catalogueVersionSchema = z.object({
  version: z.int(),
  publishedAt: z.int(),
  publishedBy: z.string(),
  label: z.string(),
  procedures: z.int(),
  digest: z.string(),
  bytes: z.int(),
});
export type CatalogueVersion = z.infer<typeof catalogueVersionSchema>;

export const catalogueOverviewSchema = z.object({
  /** Newest first. */
  versions: z.array(catalogueVersionSchema),
  draft: z.object({
    label: z.string(),
    procedures: z.int(),
    /** Names this content of the draft: what is published is what was looked at. */
    digest: z.string(),
    /** Against the newest version. */
    changes: catalogueChangesSchema,
    /** Codes that a part names and the draft does not hold, by part. */
    unknownCodes: z.array(z.object({ part: z.string(), codes: z.array(z.string()) })),
    unassigned: unassignedSchema,
  }),
});
export type CatalogueOverview = z.infer<typeof catalogueOverviewSchema>;

export const requirementSchema = z.object({
  field: z.string(),
  name: z.object({ vi: z.string(), en: z.string() }),
  /** The law or record that asks for it. */
  source: z.string(),
});
export type Requirement = z.infer<typeof requirementSchema>;

export const completenessRowSchema = z.object({
  code: z.string(),
  name: z.string().nullable(),
  published: z.boolean(),
  /** Required fields without a value. */
  missing: z.array(z.string()),
  expired: z.boolean(),
  replaced: z.boolean(),
  replacedBy: z.array(z.string()),
  freshness: z.enum(['fresh', 'stale', 'unknown']),
});
export type CompletenessRow = z.infer<typeof completenessRowSchema>;

export const completenessSchema = z.object({
  unit: z.object({ id: unitIdSchema, name: z.string() }),
  /** The published version it is about; null before the first. */
  version: z.int().nullable(),
  label: z.string().nullable(),
  assigned: z.int(),
  published: z.int(),
  /** Published with every required field. */
  whole: z.int(),
  expired: z.int(),
  replaced: z.int(),
  stale: z.int(),
  staleUnknown: z.int(),
  staleAfterMonths: z.int(),
  /** Every assigned procedure is published, whole, in force and not stale; false while none is assigned. */
  complete: z.boolean(),
  required: z.array(requirementSchema),
  /** Procedures that stand between the unit and "100 %", and how many there are; the list holds the first ones. */
  lacking: z.int(),
  rows: z.array(completenessRowSchema).max(lackingShownMax),
});
export type Completeness = z.infer<typeof completenessSchema>;

/** The office's work with the catalogue; all of it in a session. */
export const officeCatalogueContract = {
  overview: contract
    .route({ method: 'GET', path: '/office/catalogue' })
    .output(catalogueOverviewSchema),
  /** Takes an import into the draft. Nothing is published. */
  takeImport: contract
    .route({ method: 'POST', path: '/office/catalogue/imports/{id}' })
    .input(z.object({ id: z.string().max(64) }))
    .output(catalogueOverviewSchema),
  part: contract
    .route({ method: 'GET', path: '/office/catalogue/draft/{part}' })
    .input(z.object({ part: editablePartSchema }))
    .output(partTextSchema),
  putPart: contract
    .route({ method: 'PUT', path: '/office/catalogue/draft/{part}' })
    .input(partTextSchema.extend({ text: z.string().max(partBytesMax) }))
    .output(partTextSchema),
  /** Everything in the draft by code and name, to choose from, as JSON: ten thousand are not checked one by one. */
  names: contract
    .route({ method: 'GET', path: '/office/catalogue/draft-procedures' })
    .output(z.object({ text: z.string() })),
  /** Lets units receive procedures; `codes` null: all that no unit receives. */
  assign: contract
    .route({ method: 'POST', path: '/office/catalogue/assignments' })
    .input(
      z.object({
        codes: z.array(procedureCodeSchema).max(proceduresMax).nullable(),
        units: z.array(unitIdSchema).min(1).max(10_000),
      }),
    )
    .output(catalogueOverviewSchema),
  putLabel: contract
    .route({ method: 'PUT', path: '/office/catalogue/label' })
    .input(z.object({ label: z.string().max(2_000) }))
    .output(catalogueOverviewSchema),
  /** The draft becomes what the newest version holds. */
  resetDraft: contract
    .route({ method: 'POST', path: '/office/catalogue/draft/reset' })
    .output(catalogueOverviewSchema),
  publish: contract
    .route({ method: 'POST', path: '/office/catalogue/versions' })
    .input(z.object({ draft: z.string().max(64) }))
    .output(catalogueManifestSchema),
  /** Publishes what an older version held as a new version. The draft is left as it is. */
  publishAgain: contract
    .route({ method: 'POST', path: '/office/catalogue/versions/{version}' })
    .input(z.object({ version: z.coerce.number().int().positive() }))
    .output(catalogueManifestSchema),
  completeness: contract
    .route({ method: 'GET', path: '/office/catalogue/completeness' })
    .input(z.object({ unit: unitIdSchema }))
    .output(completenessSchema),
};
