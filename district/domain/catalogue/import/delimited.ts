import { CsvError, parse } from 'csv-parse/sync';
import { proceduresMax } from '../../../../shared/limits.ts';
import { problem, type Problem } from '../../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import { notice, wholeFile } from './problems.ts';
import type { Table } from './table.ts';

/** A text and the encoding it was in. */
export type DecodedText = { readonly text: string; readonly encoding: string };

/**
 * Decodes a text file: by its byte order mark (UTF-8, UTF-16), else UTF-8 if it is valid, else Windows-1258, in which
 * older Vietnamese programs write. Windows-1258 has the tones as characters of their own, so the text is composed.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  return { text: new TextDecoder(encoding).decode(bytes).normalize('NFC'), encoding };
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1258';
  }
}

/** Reads a CSV file: comma, semicolon or tab, whichever the first line has most of. */
export function readDelimited(name: string, bytes: Uint8Array): Result<Table, Problem> {
  const { text, encoding } = decodeText(bytes);
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly { record: string[]; info: { lines: number } }[];
    if (records.length > proceduresMax)
      return fail(problem('import.too-many', { max: proceduresMax }));
    const rows = records.map(({ record, info }) => ({ row: info.lines, cells: record }));
    const guessed = encoding === 'windows-1258';
    return ok({
      rows,
      notices: guessed ? [notice(wholeFile, 'import.encoding', { encoding })] : [],
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return fail(problem('import.broken', { name, reason: error.message }));
  }
}

function delimiterOf(text: string): string {
  const [heading = ''] = text.split('\n', 1);
  const count = (delimiter: string) => heading.split(delimiter).length;
  const [best = ','] = [',', ';', '\t'].sort((one, other) => count(other) - count(one));
  return best;
}
