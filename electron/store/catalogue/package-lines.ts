import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { errorCode } from '../failures.ts';
import { packageLineBytesMax, packageUnpackedBytesMax } from '../../../shared/limits.ts';

/** A package that cannot be what was published. Its message says what is wrong with it, in English, or the system's word. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
  /** `unreadable`: nothing is known of the package, for the place it lies at gave way. */
  readonly kind: 'damaged' | 'format' | 'signature' | 'older' | 'unreadable';

  constructor(kind: PackageError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

const lineFeed = 0x0a;
/** Large, because every chunk is a round trip to the threads that unpack. */
const chunkBytes = 1024 * 1024;

/** The lines of a gzip file as bytes, each with its line feed. A file cut short or swollen is a {@link PackageError}. */
export async function* packageLines(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  const unpacked = createGunzip({ chunkSize: chunkBytes });
  file.on('error', (error) =>
    unpacked.destroy(new PackageError('unreadable', errorCode(error) ?? error.message)),
  );
  file.pipe(unpacked);
  try {
    yield* splitLines(unpacked);
  } catch (error) {
    throw isUnpackingError(error) ? new PackageError('damaged', error.message) : error;
  } finally {
    file.destroy();
    unpacked.destroy();
  }
}

async function* splitLines(stream: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  let open: Buffer[] = [];
  let openBytes = 0;
  let bytes = 0;
  for await (const chunk of stream) {
    let rest = chunk as Buffer;
    bytes += rest.length;
    if (bytes > packageUnpackedBytesMax) throw new PackageError('damaged', 'too large');
    for (let at = rest.indexOf(lineFeed); at >= 0; at = rest.indexOf(lineFeed)) {
      const end = rest.subarray(0, at + 1);
      yield openBytes === 0 ? end : Buffer.concat([...open, end]);
      open = [];
      openBytes = 0;
      rest = rest.subarray(at + 1);
    }
    open.push(rest);
    openBytes += rest.length;
    if (openBytes > packageLineBytesMax) throw new PackageError('damaged', 'a line too long');
  }
  if (openBytes > 0) throw new PackageError('damaged', 'cut short');
}

function isUnpackingError(error: unknown): error is Error {
  return error instanceof Error && (errorCode(error) ?? '').startsWith('Z_');
}
