/**
 * One catalogue, one file, never changed after it was built. `place` is the order of the package; what stands where by
 * number is said by the part `places`. An item is the procedure's line of the package, apart from what lists show: the
 * lists of a whole catalogue fit into a few megabytes of cache. Items and parts carry their SHA-256: a flipped bit never shows a wrong fee.
 */
export const catalogueFormat = 1;

export const catalogueSchema = `
  CREATE TABLE catalogue (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    format INTEGER NOT NULL,
    manifest TEXT NOT NULL
  ) STRICT;
  CREATE TABLE procedure (
    place INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    domain TEXT,
    level TEXT,
    status TEXT NOT NULL
  ) STRICT;
  CREATE TABLE item (
    place INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
  ) STRICT;
  CREATE TABLE part (
    name TEXT PRIMARY KEY,
    bytes BLOB NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
  ) STRICT;
`;

/** The table whose `format` repeats the number in the file's header. */
export const catalogueFormatTable = 'catalogue';

export type ProcedureRecord = {
  readonly place: number;
  readonly code: string;
  readonly name: string;
  readonly domain: string | null;
  readonly level: string | null;
  readonly status: string;
};
