/**
 * One catalogue, one file, never changed after it was built. An item is the procedure's line of the package, under its
 * place there; what stands where by number is said by the part `places`. What lists show, and the search index, are
 * parts: read whole when the file is opened. Items and parts carry their SHA-256: a flipped bit never shows a wrong fee.
 */
export const catalogueFormat = 2;

export const catalogueSchema = `
  CREATE TABLE catalogue (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    format INTEGER NOT NULL,
    manifest TEXT NOT NULL
  ) STRICT;
  CREATE TABLE item (
    place INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    line BLOB NOT NULL,
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
