import { describe, expect, test } from 'vitest';
import { fold } from '../../shared/rules/folding.ts';
import { readSampleProcedures } from '../relevance/sample-catalogue.ts';
import { generateCatalogue, generateQueries } from './catalogue-generator.ts';

const count = 2_000;
const catalogue = generateCatalogue(count);
const { procedures, aliases } = catalogue;

function wordsOf(texts: readonly (string | null)[]): number {
  return texts.reduce((sum, text) => sum + (text?.split(' ').length ?? 0), 0);
}

describe('a generated catalogue', () => {
  test('is the same for the same seed and another for another', () => {
    expect(generateCatalogue(50, 7)).toEqual(generateCatalogue(50, 7));
    expect(generateCatalogue(50, 7)).not.toEqual(generateCatalogue(50, 8));
  });

  test('holds as many procedures as asked for, none twice, none of the samples', () => {
    const samples = readSampleProcedures();
    const codes = new Set([...procedures, ...samples].map(({ code }) => code));
    const names = new Set([...procedures, ...samples].map(({ name }) => fold(name)));
    expect(procedures).toHaveLength(count);
    expect(codes.size).toBe(count + samples.length);
    expect(names.size).toBe(count + samples.length);
  });

  test('has long names, and none beyond what the longest real ones show', () => {
    const lengths = procedures.map(({ name }) => name.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(500);
    expect(lengths.filter((length) => length > 400).length).toBeGreaterThan(count / 100);
  });

  test('has bodies of 80 to 160 words of steps and papers', () => {
    for (const { steps, components } of procedures) {
      const papers = (components ?? []).flatMap(({ papers: list }) => list.map(({ name }) => name));
      const length = wordsOf([...(steps ?? []), ...papers]);
      expect(length).toBeGreaterThanOrEqual(80);
      expect(length).toBeLessThanOrEqual(160);
    }
  });

  test('leaves things unknown', () => {
    const unknown = procedures.filter(({ decidingAgency }) => decidingAgency === null).length;
    expect(unknown / count).toBeGreaterThan(0.4);
    expect(unknown / count).toBeLessThan(0.6);
  });

  test('has everyday words for its own procedures only', () => {
    const codes = new Set(procedures.map(({ code }) => code));
    expect(aliases.length).toBeGreaterThan(count / 10);
    expect(aliases.flatMap((alias) => alias.codes).filter((code) => !codes.has(code))).toEqual([]);
  });
});

describe('generated queries', () => {
  const queries = generateQueries(catalogue, 1_000);

  test('are the same for the same seed', () => {
    expect(generateQueries(catalogue, 1_000)).toEqual(queries);
    expect(generateQueries(catalogue, 1_000, 9)).not.toEqual(queries);
  });

  test('are 1 to 4 words without marks', () => {
    expect(queries).toHaveLength(1_000);
    for (const query of queries) {
      expect(query).toBe(fold(query));
      expect(query).toMatch(/^[a-z0-9]+( [a-z0-9]+){0,3}$/);
    }
  });

  test('stand in a name or an alias of the catalogue', () => {
    const texts = [...procedures.map(({ name }) => name), ...aliases.map((alias) => alias.words)];
    const spoken = texts.map((text) => ` ${fold(text).replace(/[^a-z0-9]+/g, ' ')}`).join('\n');
    expect(queries.filter((query) => !spoken.includes(` ${query}`))).toEqual([]);
  });

  test('often end in half a word', () => {
    const whole = new Set(procedures.flatMap(({ name }) => fold(name).split(/[^a-z0-9]+/)));
    const half = queries.filter((query) => !whole.has(query.split(' ').at(-1) ?? ''));
    expect(half.length).toBeGreaterThan(queries.length / 10);
  });
});
