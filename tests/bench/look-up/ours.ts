import { join } from 'node:path';
import type { SearchAnswer } from '../../../shared/contract/look-up.ts';
import { keepAtHand } from '../../../electron/core/installed-documents.ts';
import { createLookUp } from '../../../electron/core/look-up/look-up.ts';
import { sampleIdentity } from '../../../electron/core/testing/fixtures.ts';
import {
  MemoryDocuments,
  MemoryIdentity,
} from '../../../electron/core/testing/memory-documents.ts';
import { Shelf } from '../../../electron/store/catalogue/shelf.ts';
import {
  newTestKey,
  writePackage,
} from '../../../electron/store/catalogue/testing/sample-package.ts';
import type { GeneratedCatalogue } from '../../support/catalogue-generator.ts';
import { packageItems } from './documents.ts';
import type { Engine } from './engine.ts';

/** Ours as the kiosk has it: a signed package, installed on the shelf, asked through the look-up. */

const key = newTestKey();
const packageName = 'package.ndjson.gz';

/** Writes the package of a catalogue into `folder`. @returns its path */
export function packCatalogue(catalogue: GeneratedCatalogue, folder: string): string {
  const path = join(folder, packageName);
  writePackage(path, packageItems(catalogue), key);
  return path;
}

/**
 * The shelf of a kiosk whose data folder is `folder`; it trusts what {@link packCatalogue} signs in this process.
 * @param builder - the sources' own by default
 */
export function openShelf(folder: string, builder?: URL): Shelf {
  const publishingKey = { id: key.id, publicKey: key.publicKey };
  const identity = new MemoryIdentity({ ...sampleIdentity, publishingKey });
  const shelf = Shelf.open({ folder, identity, log: () => undefined, builder });
  if (!shelf.ok) throw new Error(shelf.problem.en);
  return shelf.value;
}

/** Installs a package and waits until it is in use. */
export async function install(shelf: Shelf, path: string): Promise<void> {
  const installed = await shelf.install(path, 'district');
  if (!installed.ok) throw new Error(installed.problem.en);
}

export interface OurEngine extends Engine {
  /** The whole answer, as a window gets it. */
  answer(text: string): SearchAnswer;
}

/** A look-up over the shelf of a kiosk that receives nothing itself: no procedure is put before its equals. */
export function lookUpOver(shelf: Shelf): OurEngine {
  const lookUp = createLookUp({ shelf, documents: keepAtHand(new MemoryDocuments()) });
  const answer = (text: string): SearchAnswer => lookUp.search({ text, domain: null });
  return {
    answer,
    search: (text) => {
      const { found, nearest } = answer(text);
      return [...found, ...nearest].map(({ code }) => code);
    },
    close: () => shelf.close(),
  };
}

/** Installs a catalogue into an empty folder and opens the look-up over it. */
export async function openOurs(catalogue: GeneratedCatalogue, folder: string): Promise<OurEngine> {
  const shelf = openShelf(folder);
  await install(shelf, packCatalogue(catalogue, folder));
  return lookUpOver(shelf);
}
