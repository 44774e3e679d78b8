import type { DocumentKind, InstalledDocument } from '../../shared/model/documents.ts';
import { createListeners } from './listeners.ts';
import type { Documents } from './ports.ts';

/** The documents, read once per version and kept at hand; tells when one is replaced. */
export type InstalledDocuments = Documents & {
  onInstalled(listener: (kind: DocumentKind) => void): () => void;
};

export function keepAtHand(documents: Documents): InstalledDocuments {
  type AtHand = { [K in DocumentKind]?: InstalledDocument<K> | null };
  const installed = createListeners<DocumentKind>();
  let atHand: AtHand = {};

  return {
    current<K extends DocumentKind>(kind: K): InstalledDocument<K> | null {
      const known: InstalledDocument<K> | null | undefined = atHand[kind];
      if (known !== undefined) return known;
      const read = documents.current(kind);
      atHand = { ...atHand, [kind]: read };
      return read;
    },
    install(document) {
      const result = documents.install(document);
      if (result.ok) {
        atHand = { ...atHand, [document.kind]: undefined };
        installed.tell(document.kind);
      }
      return result;
    },
    form: (id, version) => documents.form(id, version),
    onInstalled: installed.join,
  };
}
