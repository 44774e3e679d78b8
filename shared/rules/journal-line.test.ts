import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entrySchema, type Entry } from '../model/journal.ts';
import { emptyPosition, entryLine, follows, zeroHash } from './journal-line.ts';

const entries: fc.Arbitrary<Entry> = fc
  .record({
    journal: fc.uuid(),
    seq: fc.integer({ min: 1 }),
    id: fc.uuid(),
    kind: fc.string({ maxLength: 64, unit: 'grapheme' }),
    body: fc.dictionary(fc.string(), fc.jsonValue()),
    wall: fc.integer(),
    boot: fc.string({ maxLength: 64 }),
    mono: fc.nat(),
    offset: fc.option(fc.integer(), { nil: null }),
    prev: fc.constant(zeroHash),
  })
  .map((candidate) => entrySchema.safeParse(candidate))
  .filter((read) => read.success)
  .map((read) => read.data);

describe('the line of an entry', () => {
  it('is the canonical JSON (RFC 8785) of the whole entry', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const { body, ...envelope } = entry;
        expect(entryLine(envelope, canonicalize(body) ?? '')).toBe(canonicalize(entry));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('following', () => {
  const journal = '0192f0c0-0000-7000-8000-000000000001' as Entry['journal'];
  const start = emptyPosition(journal);

  it('takes the next number of the same journal, chained to the same hash', () => {
    expect(follows(start, { journal, seq: 1, prev: zeroHash })).toBe(true);
  });

  it('takes no gap, no repeat, no other chain and no other journal', () => {
    const other = '0192f0c0-0000-7000-8000-000000000002' as Entry['journal'];
    expect(follows(start, { journal, seq: 2, prev: zeroHash })).toBe(false);
    expect(follows({ ...start, seq: 1 }, { journal, seq: 1, prev: zeroHash })).toBe(false);
    expect(follows(start, { journal, seq: 1, prev: 'f'.repeat(64) as Entry['prev'] })).toBe(false);
    expect(follows(start, { journal: other, seq: 1, prev: zeroHash })).toBe(false);
  });
});
