import {
  catalogueItemSchema,
  type CatalogueItem,
} from '../../../shared/model/catalogue-package.ts';
import { fold } from '../../../shared/rules/folding.ts';
import { procedureTexts } from '../../../shared/rules/search/procedure-texts.ts';
import { readSampleAliases, readSampleProcedures } from '../../relevance/sample-catalogue.ts';
import { generateCatalogue, type GeneratedCatalogue } from '../../support/catalogue-generator.ts';

/** The catalogues that are searched, once as our package and once as the peers take it: the same texts, folded. */

export const fullSize = 10_000;

export function sampleCatalogue(): GeneratedCatalogue {
  return { procedures: readSampleProcedures(), aliases: readSampleAliases() };
}

/** The sample procedures among so many others that there are `fullSize`. */
export function samplesHidden(): GeneratedCatalogue {
  const samples = sampleCatalogue();
  const others = generateCatalogue(fullSize - samples.procedures.length);
  return {
    procedures: [...others.procedures, ...samples.procedures],
    aliases: [...others.aliases, ...samples.aliases],
  };
}

/** Everything that is searched of one procedure, folded as both sides fold it. */
export interface FoldedDocument {
  readonly id: string;
  readonly title: string;
  readonly aliases: string;
  readonly text: string;
}

/** What the peers index: the very texts ours indexes, the code among the aliases, as nothing else would find it. */
export function foldedDocuments({ procedures, aliases }: GeneratedCatalogue): FoldedDocument[] {
  const spoken = new Map<string, string[]>();
  for (const { words, codes } of aliases) {
    for (const code of codes) spoken.set(code, [...(spoken.get(code) ?? []), words]);
  }
  return procedures.map((procedure) => {
    const { code, name, keywords } = procedure;
    return {
      id: code,
      title: words(name),
      aliases: words([code, ...keywords, ...(spoken.get(code) ?? [])].join(' ; ')),
      text: words(procedureTexts(procedure).join(' ; ')),
    };
  });
}

/** A query as the peers get it. */
export function foldedQuery(text: string): string {
  return words(text);
}

/** Folded words with single blanks between them; of a code, each group of digits is one. */
function words(text: string): string {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** The same catalogue as the items of a package. */
export function packageItems({ procedures, aliases }: GeneratedCatalogue): CatalogueItem[] {
  const items = procedures.map((procedure) => ({ kind: 'procedure', procedure }));
  return [...items, ...aliases].map((item) => catalogueItemSchema.parse(item));
}
