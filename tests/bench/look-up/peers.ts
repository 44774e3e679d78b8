import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import FlexSearch from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { FoldedDocument } from './documents.ts';
import { foundMax, type Engine, type PeerName } from './engine.ts';

/**
 * The peers, each with the settings that did best on the relevance set, of those its manual offers for a search box:
 * names and aliases weigh more than texts, the last word may be half typed, and some of the words will do when not all
 * are found. Typing errors are forgiven where that did more good than harm: not by Orama, which then takes too many
 * short Vietnamese words for each other, and FlexSearch cannot.
 */

/** Beside 1 for the texts. */
const nameWeight = 5;
/** Share of a word's letters that may be wrong, and the shortest word that may have a wrong one. */
const fuzzyShare = 0.2;
const fuzzyFrom = 4;
/** 0 takes perfect matches only, 1 anything. */
const fuseThreshold = 0.4;

type Build = (documents: readonly FoldedDocument[]) => Engine | Promise<Engine>;

export const buildPeer: Readonly<Record<PeerName, Build>> = {
  MiniSearch: buildMiniSearch,
  FlexSearch: buildFlexSearch,
  'Fuse.js': buildFuse,
  Orama: buildOrama,
};

const close = (): void => undefined;

function buildMiniSearch(documents: readonly FoldedDocument[]): Engine {
  const index = new MiniSearch<FoldedDocument>({
    fields: ['title', 'aliases', 'text'],
    tokenize: (text) => text.split(' '),
    searchOptions: {
      boost: { title: nameWeight, aliases: nameWeight },
      prefix: (_term, place, terms) => place === terms.length - 1,
      fuzzy: (term) => (term.length >= fuzzyFrom ? fuzzyShare : false),
    },
  });
  index.addAll(documents);
  const search = (text: string): string[] =>
    index
      .search(text)
      .slice(0, foundMax)
      .map(({ id }) => String(id));
  return { search, close };
}

function buildFlexSearch(documents: readonly FoldedDocument[]): Engine {
  // It ranks by where a word stands, so what weighs most comes first.
  const index = new FlexSearch.Index({ tokenize: 'forward', encode: (text) => text.split(' ') });
  for (const [place, { title, aliases, text }] of documents.entries()) {
    index.add(place, `${title} ${aliases} ${text}`);
  }
  const codes = documents.map(({ id }) => id);
  const find = (text: string, suggest: boolean): string[] =>
    index.search(text, { limit: foundMax, suggest }).map((place) => codes[Number(place)] ?? '');
  return { search: (text) => elseSome(find(text, false), () => find(text, true)), close };
}

function buildFuse(documents: readonly FoldedDocument[]): Engine {
  const index = new Fuse(documents, {
    keys: [
      { name: 'title', weight: nameWeight },
      { name: 'aliases', weight: nameWeight },
      { name: 'text', weight: 1 },
    ],
    ignoreLocation: true,
    useTokenSearch: true,
    threshold: fuseThreshold,
  });
  const search = (text: string): string[] =>
    index.search(text, { limit: foundMax }).map(({ item }) => item.id);
  return { search, close };
}

async function buildOrama(documents: readonly FoldedDocument[]): Promise<Engine> {
  const index = create({
    schema: { code: 'string', title: 'string', aliases: 'string', text: 'string' } as const,
    components: {
      tokenizer: {
        language: 'vietnamese',
        normalizationCache: new Map(),
        tokenize: (text) => [...new Set(text.split(' '))],
      },
    },
  });
  await insertMultiple(
    index,
    documents.map(({ id, title, aliases, text }) => ({ code: id, title, aliases, text })),
  );
  const find = async (term: string, threshold: number): Promise<string[]> => {
    const { hits } = await searchOrama(index, {
      ...{ term, threshold, limit: foundMax },
      properties: ['title', 'aliases', 'text'],
      boost: { title: nameWeight, aliases: nameWeight },
    });
    return hits.map(({ document }) => document.code);
  };
  return {
    search: async (text) => elseSome(await find(text, 0), () => find(text, 1)),
    close,
  };
}

function elseSome<T>(found: readonly string[], some: () => T): readonly string[] | T {
  return found.length > 0 ? found : some();
}
