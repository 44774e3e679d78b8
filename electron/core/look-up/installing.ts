import { textLengthMax } from '../../../shared/limits.ts';
import type { CatalogueManifest } from '../../../shared/model/catalogue-package.ts';
import type { EntryDraft } from '../../../shared/model/journal.ts';
import type { Problem } from '../../../shared/model/problems.ts';
import type { Result } from '../../../shared/model/result.ts';
import type { Recorder } from '../recorder.ts';
import type { CatalogueShelf, PackageSource } from './ports.ts';

/** Installs a package file; `announced` is the version it is said to hold, 0 when nobody said. */
export type InstallCatalogue = (
  path: string,
  source: PackageSource,
  announced?: number,
) => Promise<Result<CatalogueManifest, Problem>>;

const documentName = 'catalogue';

/** Puts a catalogue in use and journals what came of it. The disk's own refusals are no entry: they are tried again. */
export function createInstalling(parts: {
  readonly shelf: CatalogueShelf;
  readonly recorder: Recorder;
}): InstallCatalogue {
  /** A district's bad package is offered again and again; each is journalled once. */
  const refused = new Set<string>();

  return async (path, source, announced = 0) => {
    const outcome = await parts.shelf.install(path, source);
    if (outcome.ok) {
      const { version, digest: hash } = outcome.value;
      note({ kind: 'document.installed', body: { document: documentName, version, hash } });
      return outcome;
    }
    const { code, en } = outcome.problem;
    const name = `${source} ${announced} ${code}`;
    if (code.startsWith('storage.') || (source === 'district' && refused.has(name))) return outcome;
    refused.add(name);
    const reason = en.slice(0, textLengthMax);
    note({
      kind: 'document.refused',
      body: { document: documentName, version: announced, reason },
    });
    return outcome;
  };

  function note(draft: EntryDraft): void {
    parts.recorder.recordInTime([draft]);
  }
}
