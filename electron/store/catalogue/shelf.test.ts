import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unitIdSchema } from '../../../shared/model/ids.ts';
import type { CatalogueItem } from '../../../shared/model/catalogue-package.ts';
import { value } from '../../core/testing/acts.ts';
import { procedureItem } from '../../core/testing/catalogue-items.ts';
import { sampleIdentity } from '../../core/testing/fixtures.ts';
import { MemoryIdentity } from '../../core/testing/memory-documents.ts';
import { Shelf } from './shelf.ts';
import {
  newTestKey,
  writePackage,
  type PackageChanges,
  type TestKey,
} from './testing/sample-package.ts';

const unit = unitIdSchema.parse('don-vi-mau');
const birth = procedureItem('1.001193', 'Đăng ký khai sinh', { domain: 'Hộ tịch' });
const marriage = procedureItem('1.000894', 'Đăng ký kết hôn', { domain: 'Hộ tịch' });
const land = procedureItem('1.012786', 'Cấp lại Giấy chứng nhận do bị mất');
const parts = [
  { kind: 'assignment', unit, codes: ['1.001193', '9.999999'] },
  { kind: 'alias', words: 'làm lại sổ đỏ', codes: ['1.012786'] },
  {
    ...{ kind: 'life-event', id: 'sinh-con', title: { vi: 'Sinh con', en: 'Having a child' } },
    ...{ order: 0, codes: ['1.001193'] },
  },
  {
    ...{ kind: 'feedback', unit, agency: 'Cơ quan mẫu', address: 'Số 1' },
    ...{ telephone: '0000', mailbox: null, website: null },
  },
] as CatalogueItem[];
const transfer = procedureItem('1.012784', 'Tách thửa hoặc hợp thửa đất', { domain: 'Đất đai' });
/** Four in an order that is not its own inverse in the order of names. */
const sampleItems = [birth, transfer, land, marriage, ...parts];

let folder: string;
let elsewhere: string;
let key: TestKey;
let shelf: Shelf;
const events: string[] = [];

const openShelf = (shipped?: string, identity = enrolledWith(key)): Shelf =>
  value(Shelf.open({ folder, identity, log: (event) => void events.push(event), shipped }));

const enrolledWith = ({ id, publicKey }: TestKey): MemoryIdentity =>
  new MemoryIdentity({ ...sampleIdentity, publishingKey: { id, publicKey } });

/** A package file outside the data folder. */
function packed(items: readonly CatalogueItem[], changes: PackageChanges = {}, by = key): string {
  const path = join(elsewhere, 'package.ndjson.gz');
  writePackage(path, items, by, changes);
  return path;
}

const names = (of: Shelf): string[] => {
  const catalogue = of.current();
  if (!catalogue) return [];
  const numbers = Array.from({ length: catalogue.search.index.procedures }, (_, at) => at);
  return catalogue.rows(numbers).map(({ name }) => name);
};

const refusal = async (path: string, source: 'district' | 'stick' = 'district') => {
  const outcome = await shelf.install(path, source);
  return outcome.ok ? null : outcome.problem.code;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hai-long-shelf-'));
  elsewhere = mkdtempSync(join(tmpdir(), 'hai-long-package-'));
  key = newTestKey();
  shelf = openShelf();
});
afterEach(async () => {
  await shelf.close();
  rmSync(folder, { recursive: true });
  rmSync(elsewhere, { recursive: true });
});

describe('a sound package', () => {
  test('is in use once installed, with everything it says, also after a restart', async () => {
    let told = 0;
    shelf.onChange(() => (told += 1));
    expect(await refusal(packed(sampleItems, { version: 3 }))).toBeNull();
    expect(told).toBe(1);
    await shelf.close();
    shelf = openShelf();
    const catalogue = shelf.current();
    expect(catalogue?.manifest.version).toBe(3);
    expect(catalogue?.origin).toBe('district');
    expect(names(shelf)).toEqual([
      'Cấp lại Giấy chứng nhận do bị mất',
      'Đăng ký kết hôn',
      'Đăng ký khai sinh',
      'Tách thửa hoặc hợp thửa đất',
    ]);
    expect(catalogue?.numberOf('1.001193')).toBe(2);
    expect(catalogue?.procedure('1.000894')).toEqual(
      marriage.kind === 'procedure' && marriage.procedure,
    );
    expect(catalogue?.procedure('9.999999')).toBeNull();
    expect(catalogue?.receivedBy(unit)).toEqual([2]);
    expect([...(catalogue?.domains() ?? [])]).toEqual([
      ['Hộ tịch', [1, 2]],
      ['Đất đai', [3]],
      [null, [0]],
    ]);
    expect(catalogue?.lifeEvents()).toMatchObject([{ id: 'sinh-con', numbers: [2] }]);
    expect(catalogue?.feedback(unit)).toMatchObject([{ agency: 'Cơ quan mẫu', mailbox: null }]);
    const [found] = catalogue?.search.search('lam lai so do').found ?? [];
    expect(found?.number).toBe(0);
    expect(catalogue?.alias(found?.alias ?? -1)).toBe('làm lại sổ đỏ');
  });

  test('replaces the one before, which is kept; the one before that is not', async () => {
    for (const version of [1, 2, 3]) {
      expect(
        await refusal(packed([procedureItem('1.1', `Bản ${version}`)], { version })),
      ).toBeNull();
    }
    expect(names(shelf)).toEqual(['Bản 3']);
    const built = readdirSync(folder).filter((name) => name.endsWith('.sqlite'));
    expect(built.map((name) => name.slice(0, 11)).sort()).toEqual(['catalogue-2', 'catalogue-3']);
  });

  test('from a stick may be older, from the district never', async () => {
    await refusal(packed([birth], { version: 5 }));
    expect(await refusal(packed([land], { version: 4 }))).toBe('catalogue.package-older');
    expect(await refusal(packed([birth], { version: 5 }))).toBe('catalogue.package-older');
    expect(names(shelf)).toEqual(['Đăng ký khai sinh']);
    expect(await refusal(packed([land], { version: 4 }), 'stick')).toBeNull();
    expect(names(shelf)).toEqual(['Cấp lại Giấy chứng nhận do bị mất']);
  });
});

describe('a bad package leaves the one in use', () => {
  beforeEach(async () => {
    await refusal(packed([birth]));
  });
  afterEach(() => {
    expect(names(shelf)).toEqual(['Đăng ký khai sinh']);
    expect(readdirSync(folder).filter((name) => name.includes('building'))).toEqual([]);
  });
  const next = { version: 2 };

  test.each([
    ['cut in the middle', (path: string) => truncateSync(path, 150)],
    ['of nothing', (path: string) => truncateSync(path, 0)],
    ['of garbage', (path: string) => writeFileSync(path, 'không phải gói danh mục')],
    ['of zeros', (path: string) => writeFileSync(path, Buffer.alloc(10_000))],
    [
      'with a flipped byte',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0x10;
        writeFileSync(path, bytes);
      },
    ],
  ])('one %s', async (_, harm) => {
    const path = packed(sampleItems, next);
    harm(path);
    expect(await refusal(path)).toBe('catalogue.package-damaged');
  });

  test.each([
    ['another digest', { digest: '0'.repeat(64) }, 'catalogue.package-damaged'],
    ['fewer items', { items: 1 }, 'catalogue.package-damaged'],
    ['more items', { items: 99 }, 'catalogue.package-damaged'],
    ['another count', { procedures: 1 }, 'catalogue.package-damaged'],
    ['another format', { format: 2 }, 'catalogue.package-format'],
  ])('one whose manifest says %s', async (_, manifest, problem) => {
    expect(await refusal(packed(sampleItems, { ...next, manifest }))).toBe(problem);
  });

  test('one signed by somebody else, under the same name of the key or another', async () => {
    const impostor = newTestKey(key.id);
    expect(await refusal(packed([land], next, impostor))).toBe('catalogue.package-signature');
    const stranger = newTestKey('khoa-khac');
    expect(await refusal(packed([land], next, stranger))).toBe('catalogue.package-signature');
  });

  test('one with a procedure twice, and one with a procedure nobody can read', async () => {
    expect(await refusal(packed([land, land], next))).toBe('catalogue.package-damaged');
    const nameless = { kind: 'procedure', procedure: { code: '1.1' } } as unknown as CatalogueItem;
    expect(await refusal(packed([nameless], next))).toBe('catalogue.package-damaged');
  });

  test('one that is not there', async () => {
    expect(await refusal(join(elsewhere, 'nothing.gz'))).toBe('catalogue.package-unreadable');
    expect(await refusal(join(folder, 'nothing.gz'))).toBe('storage.failing');
  });
});

describe('damage on the disk', () => {
  const fileOf = (version: number): string =>
    join(
      folder,
      readdirSync(folder).find((name) => name.startsWith(`catalogue-${version}-`)) ?? '',
    );

  beforeEach(async () => {
    await refusal(packed([birth], { version: 1 }));
    await refusal(packed([land], { version: 2 }));
  });

  test('the catalogue before takes over at the start', async () => {
    await shelf.close();
    truncateSync(fileOf(2), 3_000);
    shelf = openShelf();
    expect(names(shelf)).toEqual(['Đăng ký khai sinh']);
    expect(events).toContain('catalogue.damaged');
  });

  test('one that an older program built gives way, too: it is built again', async () => {
    await shelf.close();
    const database = new Database(fileOf(2));
    database.exec('UPDATE catalogue SET format = 1; PRAGMA user_version = 1');
    database.close();
    shelf = openShelf();
    expect(names(shelf)).toEqual(['Đăng ký khai sinh']);
  });

  test('without any sound one the shipped one is built', async () => {
    await shelf.close();
    for (const version of [1, 2]) writeFileSync(fileOf(version), 'hỏng');
    shelf = openShelf(packed([marriage]));
    expect(shelf.current()).toBeNull();
    expect((await shelf.prepare()).ok).toBe(true);
    expect(names(shelf)).toEqual(['Đăng ký kết hôn']);
    expect(shelf.current()?.origin).toBe('shipped');
  });

  test('a changed text is noticed when it is read, and the catalogue before takes over', async () => {
    await shelf.close();
    const bytes = readFileSync(fileOf(2));
    const at = bytes.indexOf('Dữ liệu thử', bytes.indexOf('"source"'));
    bytes.write('Xữ', at);
    writeFileSync(fileOf(2), bytes);
    shelf = openShelf();
    expect(names(shelf)).toEqual(['Cấp lại Giấy chứng nhận do bị mất']);
    expect(shelf.current()?.procedure('1.012786')).toBeNull();
    expect(names(shelf)).toEqual(['Đăng ký khai sinh']);
  });
});

describe('the shipped catalogue', () => {
  test('is shown by a kiosk that was never told of another, and is built once', async () => {
    const shipped = packed([birth], {}, newTestKey('nobody'));
    await shelf.close();
    shelf = openShelf(shipped);
    await shelf.prepare();
    expect(names(shelf)).toEqual(['Đăng ký khai sinh']);
    await shelf.close();
    shelf = openShelf(shipped);
    expect(names(shelf)).toEqual(['Đăng ký khai sinh']);
  });

  test('gives way to the district’s first version and comes back for none', async () => {
    await shelf.close();
    shelf = openShelf(packed([birth], { version: 7 }));
    await shelf.prepare();
    expect(await refusal(packed([land], { version: 1 }))).toBeNull();
    await shelf.prepare();
    expect(names(shelf)).toEqual(['Cấp lại Giấy chứng nhận do bị mất']);
  });

  test('is replaced by that of a new program', async () => {
    await shelf.close();
    shelf = openShelf(packed([birth]));
    await shelf.prepare();
    packed([land]);
    await shelf.prepare();
    expect(names(shelf)).toEqual(['Cấp lại Giấy chứng nhận do bị mất']);
  });
});

test('a text that came decomposed is stored and shown composed', async () => {
  const { procedure } = birth as { procedure: { code: string; name: string } };
  const name = procedure.name.normalize('NFD');
  await refusal(packed([{ ...birth, procedure: { ...procedure, name } } as CatalogueItem]));
  expect(names(shelf)).toEqual(['Đăng ký khai sinh']);
  expect(shelf.current()?.procedure(procedure.code)?.name).toBe('Đăng ký khai sinh');
});

test('a kiosk without a publishing key takes none', async () => {
  await shelf.close();
  shelf = openShelf(undefined, new MemoryIdentity(sampleIdentity));
  expect(await refusal(packed([birth]))).toBe('catalogue.no-key');
});
