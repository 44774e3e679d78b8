import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  columnMappingSchema,
  type CatalogueChanges,
  type ImportPreview,
  type Missing,
} from '../../../shared/contract/catalogue.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { DistrictStore, Now } from '../ports.ts';
import { previewImport, takeImport } from './importing.ts';
import { overviewOf } from './overview.ts';
import { publishDraft } from './publishing.ts';

/** The catalogue's errands for whoever starts the server: what the office's page does, on a command line. */

const errandUser = 'command line';

export type ImportErrand = {
  readonly file: string;
  /** A JSON file: field by heading. */
  readonly map: string | undefined;
  readonly missing: Missing;
  readonly publish: boolean;
};

/** Previews a file; with `publish` takes it and publishes the draft. Answers what is to be printed. */
export async function runImport(
  store: DistrictStore,
  now: Now,
  { file, map, missing, publish }: ImportErrand,
): Promise<Result<string, Problem>> {
  const mapping =
    map === undefined ? null : columnMappingSchema.parse(JSON.parse(await readFile(map, 'utf8')));
  const handedIn = { name: basename(file), missing, mapping };
  const preview = await previewImport(store, now, { ...handedIn, bytes: await readFile(file) });
  if (!preview.ok) return preview;
  const said = previewText(preview.value);
  if (!publish) return ok(`${said}\nNothing was changed. Add --publish to publish this.`);
  const taken = await takeImport(store, now, { id: preview.value.id, by: errandUser });
  if (!taken.ok) return taken;
  const { draft } = await overviewOf(store);
  const published = await publishDraft(store, now, { draft: draft.digest, by: errandUser });
  if (!published.ok) return published;
  const { version, procedures } = published.value;
  return ok(`${said}\nPublished as version ${version} with ${procedures} procedures.`);
}

/** Writes the package file of the newest version, for a USB stick or to be shipped with the kiosk. */
export async function exportCatalogue(
  { catalogues }: DistrictStore,
  path: string,
): Promise<Result<string, Problem>> {
  const newest = await catalogues.newest();
  const file = newest && (await catalogues.file(newest.manifest.version));
  if (!newest || !file) return fail(problem('catalogue.version-unknown', { version: 1 }));
  await writeFile(path, file);
  return ok(`Version ${newest.manifest.version} is in ${path} (${file.length} bytes).`);
}

/** A preview as lines: the same that the office's page shows. */
function previewText({
  fileName,
  columns,
  rows,
  taken,
  refused,
  problems,
  problemCount,
  changes,
}: ImportPreview): string {
  return [
    `${fileName}: ${rows} rows, ${taken} procedures taken, ${refused} rows refused`,
    ...columns.map(({ heading, field }) => `  column “${heading}” → ${field ?? 'left out'}`),
    ...problems.map(({ severity, row, column, vi, en }) => {
      const place = [row === null ? 'file' : `row ${row}`, column].filter((part) => part !== null);
      return `  ${severity}: ${place.join(', ')}: ${vi}\n    ${en}`;
    }),
    ...(problemCount > problems.length ? [`  … and ${problemCount - problems.length} more`] : []),
    ...changesText(changes),
  ].join('\n');
}

function changesText({ counts, added, changed, withdrawn, unchanged }: CatalogueChanges): string[] {
  const rest = (key: keyof typeof counts, shown: number) =>
    counts[key] > shown ? [`  … and ${counts[key] - shown} more (${key})`] : [];
  return [
    `new ${counts.added}, changed ${counts.changed}, withdrawn ${counts.withdrawn}, unchanged ${unchanged}`,
    ...added.map(({ code, name }) => `  + ${code} ${name}`),
    ...rest('added', added.length),
    ...changed.map(({ code, name, fields }) => `  ~ ${code} ${name} (${fields.join(', ')})`),
    ...rest('changed', changed.length),
    ...withdrawn.map(({ code, name }) => `  - ${code} ${name}`),
    ...rest('withdrawn', withdrawn.length),
  ];
}
