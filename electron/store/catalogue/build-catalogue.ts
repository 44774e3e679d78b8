import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import {
  catalogueItemSchema,
  type CatalogueManifest,
} from '../../../shared/model/catalogue-package.ts';
import { procedureAsWritten } from './as-written.ts';
import { openForBuilding } from '../database.ts';
import { CatalogueWriter } from './catalogue-writer.ts';
import { parseJson, readManifest, verifySignature, type PublishingKey } from './package-head.ts';
import { PackageError, packageLines } from './package-lines.ts';

export type BuildOrder = {
  /** The package file. */
  readonly path: string;
  /** Where the database is to stand; nothing is there yet. */
  readonly target: string;
  /** Null: the package is part of this program and is trusted. */
  readonly key: PublishingKey | null;
  /** An older version than this is refused; null takes any. */
  readonly newerThan: number | null;
};

/**
 * Verifies a package and builds its database. When this returns, the file survives a power cut under its name. Throws
 * {@link PackageError} for what the package is, and what the disk says; the target is then not to be used.
 */
export async function buildCatalogue(order: BuildOrder): Promise<CatalogueManifest> {
  const lines = packageLines(order.path);
  const manifest = await readHead(lines, order);
  const database = openForBuilding(order.target);
  try {
    database.pragma(`page_size = ${pageBytes}`);
    database.pragma('synchronous = OFF'); // one fsync at the end; until then the file has no name that counts
    const writer = new CatalogueWriter(database);
    await writeItems(lines, manifest, writer);
    writer.finish(manifest);
  } finally {
    database.close();
  }
  syncFile(order.target);
  return manifest;
}

/** Several items a page: on smaller ones an item or two would leave a large part of each empty. */
const pageBytes = 16_384;

async function readHead(
  lines: AsyncGenerator<Buffer>,
  { key, newerThan }: BuildOrder,
): Promise<CatalogueManifest> {
  const first = await nextLine(lines);
  const manifest = readManifest(first);
  const second = await nextLine(lines);
  if (key) verifySignature(first, second, key);
  if (newerThan !== null && manifest.version <= newerThan) {
    throw new PackageError('older', String(manifest.version));
  }
  return manifest;
}

async function nextLine(lines: AsyncGenerator<Buffer>): Promise<Buffer> {
  const next = await lines.next();
  if (next.done) throw new PackageError('damaged', 'cut short');
  return next.value;
}

async function writeItems(
  lines: AsyncGenerator<Buffer>,
  manifest: CatalogueManifest,
  writer: CatalogueWriter,
): Promise<void> {
  const digest = createHash('sha256');
  let items = 0;
  for await (const line of lines) {
    digest.update(line);
    items += 1;
    if (items > manifest.items) throw new PackageError('damaged', 'more items than announced');
    addItem(line, items, writer);
  }
  if (items !== manifest.items) throw new PackageError('damaged', 'fewer items than announced');
  if (digest.digest('hex') !== manifest.digest) throw new PackageError('damaged', 'digest');
  if (writer.procedures !== manifest.procedures) {
    throw new PackageError('damaged', 'another number of procedures than announced');
  }
}

/** What is stored is read back as it is, so it is stored as the schema gives it: in form NFC, without blanks around it. */
function addItem(line: Buffer, number: number, writer: CatalogueWriter): void {
  const text = line.toString('utf8');
  const value = parseJson(text);
  const procedure = procedureAsWritten(text, value);
  if (procedure) return writer.add({ kind: 'procedure', procedure }, line);
  const item = catalogueItemSchema.safeParse(value);
  if (!item.success) throw new PackageError('damaged', `item ${number}: ${firstIssue(item.error)}`);
  writer.add(item.data, Buffer.from(JSON.stringify(item.data)));
}

function firstIssue(error: {
  readonly issues: readonly { path: PropertyKey[]; message: string }[];
}): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
