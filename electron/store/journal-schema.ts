import type { Migration } from './migrations.ts';

/**
 * The journal's tables. An entry's hash covers its line (shared/rules/journal-line.ts), which is put together from
 * these columns; `body` is canonical JSON as it was hashed.
 *
 * `survey`, `dossier` and `carried` are computed from `body` and stored only in their indexes, so nothing is held twice
 * in a way that could disagree. They look through `journal.salvaged` at the entry it carries: a rating saved from a
 * damaged journal is still a rating of its dossier. `carried` is that entry's id.
 *
 * A shipped step is never changed: add the next one, and a fixture of the format before it to tests/fixtures/databases.
 */
export const journalMigrations: readonly Migration[] = [
  {
    to: 1,
    sql: `
      CREATE TABLE journal (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        id TEXT NOT NULL,
        format INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE entry (
        seq INTEGER PRIMARY KEY CHECK (seq > 0),
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        wall INTEGER NOT NULL,
        boot TEXT NOT NULL,
        mono INTEGER NOT NULL,
        "offset" INTEGER,
        prev BLOB NOT NULL CHECK (length(prev) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        survey TEXT GENERATED ALWAYS AS (
          CASE kind
            WHEN 'journal.salvaged' THEN json_extract(json_extract(body, '$.line'), '$.body.survey')
            ELSE json_extract(body, '$.survey')
          END) VIRTUAL,
        dossier TEXT GENERATED ALWAYS AS (
          CASE kind
            WHEN 'survey.launched' THEN json_extract(body, '$.dossier')
            WHEN 'journal.salvaged' THEN
              CASE json_extract(json_extract(body, '$.line'), '$.kind')
                WHEN 'survey.launched'
                  THEN json_extract(json_extract(body, '$.line'), '$.body.dossier')
              END
          END) VIRTUAL,
        carried TEXT GENERATED ALWAYS AS (
          CASE kind
            WHEN 'journal.salvaged' THEN json_extract(json_extract(body, '$.line'), '$.id')
          END) VIRTUAL
      ) STRICT;

      CREATE INDEX entry_survey ON entry (survey) WHERE survey IS NOT NULL;
      CREATE INDEX entry_dossier ON entry (dossier) WHERE dossier IS NOT NULL;
      CREATE INDEX entry_carried ON entry (carried) WHERE carried IS NOT NULL;

      CREATE TABLE progress (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        seq INTEGER NOT NULL CHECK (seq >= 0),
        hash BLOB NOT NULL CHECK (length(hash) = 32)
      ) STRICT;
    `,
  },
];

/** The table whose `format` repeats the number in the file's header. */
export const journalFormatTable = 'journal';
