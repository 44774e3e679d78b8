import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { DamageError, expectedProblem, isDamage, NewerFormat, storageProblem } from './failures.ts';

const sqlite = (code: string, message = 'x') => new Database.SqliteError(message, code);
const system = (code: string) => Object.assign(new Error(code), { code });
const path = '/data/that/is/not/there';

describe('what the disk says', () => {
  it.each([
    [sqlite('SQLITE_FULL'), 'storage.full'],
    [system('ENOSPC'), 'storage.full'],
    [sqlite('SQLITE_READONLY_DIRECTORY'), 'storage.read-only'],
    [system('EROFS'), 'storage.read-only'],
    [system('EACCES'), 'storage.read-only'],
    [system('ENOTDIR'), 'storage.not-a-folder'],
    [sqlite('SQLITE_IOERR_FSYNC'), 'storage.failing'],
    [sqlite('SQLITE_CANTOPEN'), 'storage.failing'],
    [system('EIO'), 'storage.failing'],
    [new NewerFormat(path, 3, 1), 'storage.newer'],
  ])('%s is %s', (error, code) => {
    expect(storageProblem(error, path)?.code).toBe(code);
    expect(isDamage(error)).toBe(false);
  });

  it.each([new RangeError('a mistake'), system('EINVAL'), 'text', sqlite('SQLITE_MISUSE')])(
    'is thrown on when nobody expects it (%#)',
    (error) => {
      expect(() => expectedProblem(error, path)).toThrow();
      expect(isDamage(error)).toBe(false);
    },
  );
});

describe('damage', () => {
  it.each([
    sqlite('SQLITE_CORRUPT_VTAB'),
    sqlite('SQLITE_NOTADB'),
    sqlite('SQLITE_ERROR', 'no such table: entry'),
    sqlite('SQLITE_ERROR', 'malformed JSON'),
    sqlite('SQLITE_IOERR_SHORT_READ'),
    new DamageError('entry 3: hash'),
  ])('is %s', (error) => {
    expect(isDamage(error)).toBe(true);
  });

  it('is not a transaction of our own that is out of order', () => {
    const error = sqlite('SQLITE_ERROR', 'cannot start a transaction within a transaction');
    expect(isDamage(error)).toBe(false);
  });
});
