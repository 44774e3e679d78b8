import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentDocumentSchema, type DocumentKind } from '../../shared/model/documents.ts';
import { TestFolder } from './testing/test-store.ts';

const officers = (name: string) => ({ officers: [{ id: 'can-bo-1', name }] });

function formOf(version: number) {
  const level = (value: number, vi: string, en: string) => ({
    ...{ value, label: { vi, en }, face: null },
    ...{ satisfied: value === 2, points: null },
  });
  return {
    ...{ id: 'hai-long-hai-muc', version, kind: 'satisfaction', source: 'Mẫu thử' },
    title: { vi: 'Mẫu thử', en: 'A test form' },
    question: { vi: 'Anh/chị có hài lòng không?', en: 'Are you satisfied?' },
    levels: [level(2, 'Hài lòng', 'Satisfied'), level(1, 'Không hài lòng', 'Dissatisfied')],
    reasons: [],
    criteria: [],
  };
}

function sent(kind: DocumentKind, version: number, body: unknown) {
  const hash = createHash('sha256')
    .update(canonicalize(body) ?? '')
    .digest('hex');
  return sentDocumentSchema.parse({ kind, version, hash, body });
}

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

function tamper(sql: string): void {
  const database = new Database(folder.file('documents.sqlite'));
  database.exec(sql);
  database.close();
}

describe('installing a document', () => {
  it('replaces the one before, at once and after a restart', () => {
    const { documents } = folder.open();
    expect(documents.current('officers')).toBeNull();
    expect(documents.install(sent('officers', 1, officers('An'))).ok).toBe(true);
    expect(documents.install(sent('officers', 4, officers('Bình'))).ok).toBe(true);
    const expected = { kind: 'officers', version: 4, body: officers('Bình') };
    expect(documents.current('officers')).toMatchObject(expected);
    const again = folder.reopen().documents;
    expect(again.current('officers')).toMatchObject(expected);
    expect(again.current('settings')).toBeNull();
  });

  it.each([
    ['another hash', { ...sent('officers', 2, officers('Bình')), body: officers('Cường') }],
    ['another shape', sent('officers', 2, { officers: 'all' })],
    ['an older version', sent('officers', 1, officers('Cũ'))],
    ['half a character', { ...sent('officers', 3, officers('x')), body: officers('\ud800') }],
  ])('refuses %s and keeps the last good one', (_, document) => {
    const { documents } = folder.open();
    documents.install(sent('officers', 2, officers('An')));
    expect(documents.install(document)).toMatchObject({
      ok: false,
      problem: { code: 'document.invalid' },
    });
    expect(documents.current('officers')).toMatchObject({ version: 2, body: officers('An') });
  });

  it('keeps the one before as well, and takes it if the newest is damaged', () => {
    const { documents } = folder.open();
    for (const version of [1, 2, 3]) documents.install(sent('officers', version, officers('An')));
    folder.closeAll();
    tamper(`UPDATE document SET body = '{}' WHERE version = 3`);
    expect(folder.open().documents.current('officers')?.version).toBe(2);
    folder.closeAll();
    tamper(`UPDATE document SET body = '{}' WHERE version = 2`);
    expect(folder.open().documents.current('officers')).toBeNull();
  });

  it('keeps every version of a form: an answer names the one it was given on', () => {
    const { documents } = folder.open();
    for (const version of [1, 2, 3, 4]) {
      expect(documents.install(sent('form', 10 + version, formOf(version))).ok).toBe(true);
    }
    expect(documents.current('form')).toMatchObject({ version: 14, body: { version: 4 } });
    expect(documents.form('hai-long-hai-muc', 1)).toMatchObject({ version: 1 });
    expect(documents.form('hai-long-hai-muc', 5)).toBeNull();
    expect(documents.form('khac', 1)).toBeNull();
  });
});

describe('a damaged documents file', () => {
  it('is set aside, with every whole document carried over', () => {
    const store = folder.open();
    store.documents.install(sent('officers', 7, officers('An')));
    const position = store.journal.position();
    folder.closeAll();
    tamper('DROP INDEX document_form; PRAGMA user_version = 9');
    const again = folder.open();
    expect(again.documents.current('officers')).toMatchObject({ version: 7 });
    expect(again.journal.position()).toEqual(position);
    expect(folder.events).toContain('documents.quarantined');
  });

  it.each(['', 'not a database', '\0'.repeat(10_000)])(
    'does not stop the kiosk (%#)',
    (content) => {
      folder.open();
      folder.closeAll();
      writeFileSync(folder.file('documents.sqlite'), content);
      const { documents } = folder.open();
      expect(documents.current('officers')).toBeNull();
      expect(documents.install(sent('officers', 1, officers('An'))).ok).toBe(true);
    },
  );

  it('is found in the middle of the day', () => {
    const { documents } = folder.open();
    documents.install(sent('officers', 1, officers('An')));
    tamper('DROP TABLE document');
    expect(documents.install(sent('officers', 2, officers('Bình'))).ok).toBe(true);
    expect(documents.current('officers')?.version).toBe(2);
  });

  it('of a newer program is left as it is', () => {
    folder.open();
    folder.closeAll();
    tamper('UPDATE store SET format = 2; PRAGMA user_version = 2');
    const before = readFileSync(folder.file('documents.sqlite'));
    expect(folder.tryOpen()).toMatchObject({ ok: false, problem: { code: 'storage.newer' } });
    expect(readFileSync(folder.file('documents.sqlite'))).toEqual(before);
    expect(readdirSync(folder.path).filter((name) => name.includes('set-aside'))).toEqual([]);
  });
});
