import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate';
import { importUnpackedBytesMax } from '../../../../shared/limits.ts';
import { problem, type Problem } from '../../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';

/** The parts of a workbook that are read, by their names in the archive. */
export type Archive = Readonly<Record<string, Uint8Array>>;

const partsRead = /\.(xml|rels)$|vbaProject\.bin$/;
const sliceBytes = 64 * 1024; // what one slice can swell to is held before it is counted

class TooLarge extends Error {}

/**
 * Unpacks a workbook. What counts is what really comes out, while it comes out: an archive may say of itself what it
 * likes. Errors: `import.too-large`, `import.broken`, and `import.kind` for a ZIP that is no workbook.
 */
export function openArchive(
  name: string,
  bytes: Uint8Array,
  bytesMax = importUnpackedBytesMax,
): Result<Archive, Problem> {
  try {
    const archive = unpacked(bytes, bytesMax);
    return archive['xl/workbook.xml']
      ? ok(archive)
      : fail(problem('import.kind', { name, found: 'ZIP' }));
  } catch (error) {
    if (error instanceof TooLarge) {
      return fail(problem('import.too-large', { mebibytes: bytesMax / 1024 / 1024 }));
    }
    const reason = error instanceof Error ? error.message : String(error);
    return fail(problem('import.broken', { name, reason }));
  }
}

function unpacked(bytes: Uint8Array, bytesMax: number): Archive {
  const parts = new Map<string, Uint8Array[]>();
  const unfinished = new Set<string>();
  let out = 0;
  const unzip = new Unzip((file) => {
    if (!partsRead.test(file.name)) return; // never started, never unpacked
    const chunks: Uint8Array[] = [];
    parts.set(file.name, chunks);
    unfinished.add(file.name);
    file.ondata = (error, chunk, final) => {
      if (error) throw error;
      out += chunk.length;
      if (out > bytesMax) throw new TooLarge();
      chunks.push(chunk);
      if (final) unfinished.delete(file.name);
    };
    file.start();
  });
  unzip.register(UnzipPassThrough);
  unzip.register(UnzipInflate);
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    unzip.push(bytes.subarray(at, at + sliceBytes), at + sliceBytes >= bytes.length);
  }
  const [half] = unfinished;
  if (half !== undefined) throw new Error(`${half} ends too early`);
  return Object.fromEntries([...parts].map(([part, chunks]) => [part, Buffer.concat(chunks)]));
}
