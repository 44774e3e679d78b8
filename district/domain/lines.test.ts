import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JournalWriter, hashOf } from '../../tests/support/journal-writer.ts';
import { readLine, splitLines, storable } from './lines.ts';

const read = (line: string) => readLine(Buffer.from(line));

describe('splitting a batch', () => {
  test('gives back the lines, byte for byte', () => {
    const line = fc.uint8Array({ maxLength: 20 }).map((bytes) => bytes.filter((b) => b !== 0x0a));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const batch = Buffer.concat(lines.flatMap((bytes) => [bytes, Uint8Array.of(0x0a)]));
        expect(splitLines(batch).map((bytes) => [...bytes])).toEqual(lines.map((b) => [...b]));
      }),
    );
  });

  test('takes a last line without its line feed', () => {
    expect(splitLines(Buffer.from('a\nb'))).toHaveLength(2);
  });
});

describe('reading a line', () => {
  const writer = new JournalWriter();
  const good = writer.write('clock.jumped', { byMs: 1 });

  test('names the hash of its bytes', () => {
    expect(read(good)).toMatchObject({ hash: hashOf(good), text: good, quarantine: null });
  });

  test('is nothing that is not an entry, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(Buffer.from)), (bytes) => {
        expect(readLine(bytes)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['another type of number', good.replace('"seq":1', '"seq":"1"')],
    ['a number below one', good.replace('"seq":1', '"seq":0')],
    ['a member too many', good.replace('"seq"', '"more":1,"seq"')],
    ['a member too few', good.replace(',"seq":1', '')],
    ['a byte order mark', `\uFEFF${good}`],
    ['a body that is a list', good.replace('{"byMs":1}', '[1]')],
  ])('is no entry with %s', (_, line) => {
    expect(line).not.toBe(good);
    expect(read(line)).toBeNull();
  });

  test.each([
    ['an unknown kind', 'survey.imagined', {}, 'unknown kind'],
    ['the name of an object’s own method', 'toString', {}, 'unknown kind'],
    ['another body', 'clock.jumped', { byMs: 'x' }, 'byMs'],
    ['a member too many', 'clock.jumped', { byMs: 1, more: 1 }, 'more'],
    ['a salvaged line that is torn', 'journal.salvaged', { line: good.slice(1) }, 'not an entry'],
  ])('says why an entry with %s is kept out', (_, kind, body, reason) => {
    const line = writer.writeAny(kind, body);
    expect(read(line)?.quarantine).toContain(reason);
  });

  test('looks into salvaged lines, however often they were salvaged', () => {
    const strange = writer.writeAny('clock.jumped', { byMs: null });
    const once = writer.write('journal.salvaged', { line: strange });
    const twice = writer.write('journal.salvaged', { line: once });
    expect(read(twice)?.quarantine).toContain('byMs');
    expect(read(writer.write('journal.salvaged', { line: good }))?.quarantine).toBeNull();
  });

  test('has texts beside the line that PostgreSQL can hold', () => {
    expect(storable('a\u0000b')).toBe('a b');
    const line = writer.writeAny('clock.jumped', { 'a\u0000b': 1 });
    expect(read(line)?.quarantine).not.toContain('\u0000');
  });
});
