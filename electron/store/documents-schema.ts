import type { Migration } from './migrations.ts';

/**
 * The downward documents. `body` is canonical JSON, `hash` its SHA-256: every row proves itself. A form's own id and
 * version are looked up through `form` and `form_version`, computed from the body.
 * A shipped step is never changed: add the next one.
 */
export const documentMigrations: readonly Migration[] = [
  {
    to: 1,
    sql: `
      CREATE TABLE store (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        format INTEGER NOT NULL
      ) STRICT;
      INSERT INTO store (one, format) VALUES (1, 0);

      CREATE TABLE document (
        kind TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version > 0),
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        body TEXT NOT NULL,
        form TEXT GENERATED ALWAYS AS (
          CASE kind WHEN 'form' THEN json_extract(body, '$.id') END) VIRTUAL,
        form_version INTEGER GENERATED ALWAYS AS (
          CASE kind WHEN 'form' THEN json_extract(body, '$.version') END) VIRTUAL,
        PRIMARY KEY (kind, version)
      ) STRICT;

      CREATE INDEX document_form ON document (form, form_version) WHERE form IS NOT NULL;
    `,
  },
];

/** The table whose `format` repeats the number in the file's header. */
export const documentFormatTable = 'store';
