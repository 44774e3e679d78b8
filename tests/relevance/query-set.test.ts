import { describe, expect, test } from 'vitest';
import { searchTextLengthMax } from '../../shared/limits.ts';
import { readSampleProcedures } from './sample-catalogue.ts';
import { decomposedCategory, querySetNames, readQueries, readUnanswerable } from './query-set.ts';

const queries = readQueries();
const unanswerable = readUnanswerable();

function doubled(texts: readonly string[]): string[] {
  return texts.filter((text, place) => texts.indexOf(text) !== place);
}

describe('the relevance set', () => {
  test('is large enough to say something', () => {
    expect(queries.length).toBeGreaterThanOrEqual(170);
    expect(unanswerable).toHaveLength(20);
  });

  test('names only procedures of the samples, each once a query', () => {
    const known = new Set(readSampleProcedures().map(({ code }) => code));
    const unknown = queries.flatMap(({ codes }) => codes.filter((code) => !known.has(code)));
    expect(unknown).toEqual([]);
    expect(queries.filter(({ codes }) => doubled(codes).length > 0)).toEqual([]);
  });

  test('asks nothing twice', () => {
    const texts = queries.map(({ text }) => text.normalize('NFC'));
    expect(doubled([...texts, ...unanswerable])).toEqual([]);
  });

  test('is in form NFC except where decomposed letters are the point', () => {
    for (const { category, text } of queries) {
      const form = category === decomposedCategory ? 'NFD' : 'NFC';
      expect(text).toBe(text.normalize(form));
    }
    const decomposed = queries.filter(({ category }) => category === decomposedCategory);
    expect(decomposed.filter(({ text }) => text === text.normalize('NFC'))).toEqual([]);
  });

  test('fits the search box', () => {
    const texts = [...queries.map(({ text }) => text), ...unanswerable];
    expect(texts.filter((text) => text.length > searchTextLengthMax)).toEqual([]);
    expect(texts.filter((text) => text !== text.trim())).toEqual([]);
  });

  test('asks for every sample procedure', () => {
    const asked = new Set(queries.flatMap(({ codes }) => codes));
    const never = readSampleProcedures().filter(({ code }) => !asked.has(code));
    expect(never.map(({ name }) => name)).toEqual([]);
  });
});

describe('the query sets together', () => {
  const all = querySetNames.flatMap((name) => readQueries(name));

  test('the held-out ones are large enough to say something', () => {
    expect(readQueries('held-out').length).toBeGreaterThanOrEqual(100);
    expect(readQueries('held-out-final').length).toBeGreaterThanOrEqual(60);
    expect(readQueries('held-out-last').length).toBeGreaterThanOrEqual(60);
  });

  test('name only procedures of the samples', () => {
    const known = new Set(readSampleProcedures().map(({ code }) => code));
    expect(all.flatMap(({ codes }) => codes.filter((code) => !known.has(code)))).toEqual([]);
  });

  test('ask nothing twice, so that no set tells about another', () => {
    expect(doubled(all.map(({ text }) => text.normalize('NFC')))).toEqual([]);
  });
});
