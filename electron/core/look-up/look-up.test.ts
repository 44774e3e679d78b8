import { beforeEach, describe, expect, test } from 'vitest';
import { rowsOnPageMax, searchTextLengthMax } from '../../../shared/limits.ts';
import {
  catalogueItemSchema,
  type CatalogueItem,
} from '../../../shared/model/catalogue-package.ts';
import { procedureCodeSchema } from '../../../shared/model/ids.ts';
import { procedureItem } from '../testing/catalogue-items.ts';
import { kioskOnBench, sampleSettings, type Bench } from '../testing/fixtures.ts';

const unit = sampleSettings.unit.id;
const code = (text: string) => procedureCodeSchema.parse(text);
const item = (value: unknown): CatalogueItem => catalogueItemSchema.parse(value);

const items = [
  procedureItem('1.001193', 'Đăng ký khai sinh', { domain: 'Hộ tịch' }),
  procedureItem('1.004884', 'Đăng ký lại khai sinh', { domain: 'Hộ tịch' }),
  procedureItem('1.012786', 'Cấp lại Giấy chứng nhận do bị mất', {
    domain: 'Đất đai',
    steps: ['Người có đất nộp hồ sơ. Việc mất giấy được niêm yết tại trụ sở trong 15 ngày.'],
  }),
  procedureItem('1.009999', 'Cấp giấy cũ', { status: 'replaced', replacedBy: ['1.012786', '7.7'] }),
  item({ kind: 'alias', words: 'làm lại sổ đỏ', codes: ['1.012786'] }),
  item({ kind: 'assignment', unit, codes: ['1.001193'] }),
  item({ kind: 'assignment', unit: 'don-vi-khac', codes: ['1.004884'] }),
  item({
    ...{ kind: 'life-event', id: 'sinh-con', title: { vi: 'Sinh con', en: 'Having a child' } },
    ...{ order: 1, codes: ['1.004884', '1.001193', '7.7'] },
  }),
  item({
    ...{ kind: 'feedback', unit, agency: 'Cơ quan mẫu', address: 'Số 1' },
    ...{ telephone: null, mailbox: null, website: null },
  }),
];

let bench: Bench;
const search = (text: string, domain: string | null = null) =>
  bench.core.lookUp.search({ text, domain });
/** The parts of a text that are marked. */
const marked = (text: string, spans: readonly (readonly [number, number])[]): string[] =>
  spans.map(([from, to]) => text.slice(from, to));

beforeEach(() => {
  bench = kioskOnBench();
  bench.catalogues.put(items, 4, 'Nhãn');
});

describe('a search', () => {
  test('marks what matched with the marks of the real text, the half typed word in part', () => {
    const [first] = search('khai si').found;
    expect(first).toMatchObject({ code: '1.001193', receivedHere: true, reason: null });
    expect(marked(first?.name ?? '', first?.nameSpans ?? [])).toEqual(['khai si']);
  });

  test('says which everyday words matched', () => {
    const [first] = search('lam lai so do').found;
    expect(first?.code).toBe('1.012786');
    expect(first?.reason).toMatchObject({ where: 'alias', text: 'làm lại sổ đỏ' });
    expect(marked('làm lại sổ đỏ', first?.reason?.spans ?? [])).toEqual(['làm lại sổ đỏ']);
  });

  test('says which part of the text matched', () => {
    const [first] = search('niem yet').found;
    expect(first).toMatchObject({ code: '1.012786', reason: { where: 'text' } });
    const { text, spans } = first?.reason ?? { text: '', spans: [] };
    expect(marked(text, spans)).toEqual(['niêm yết']);
  });

  test('says which part of the code matched', () => {
    const { found, total } = search('1.0048');
    expect([found[0]?.code, total]).toEqual(['1.004884', 1]);
    expect(marked('1.004884', found[0]?.reason?.spans ?? [])).toEqual(['1.0048']);
  });

  test('asks which of two near-twins is meant and names the difference', () => {
    const { twins } = search('khai sinh');
    expect(twins.map(({ name, differs }) => marked(name, differs))).toEqual([[], ['lại']]);
  });

  test('keeps to a domain if one is named', () => {
    expect(search('cap lai', 'Hộ tịch').found.map(({ domain }) => domain)).not.toContain('Đất đai');
    expect(search('cap lai', 'Đất đai').found.map(({ domain }) => domain)).toEqual(['Đất đai']);
  });

  test('that finds nothing offers the nearest and the domains, never an empty page', () => {
    const { found, nearest, domains } = search('giay thong hanh qua bien gioi');
    expect(found).toEqual([]);
    expect(nearest.length).toBeGreaterThan(0);
    expect(domains.map(({ name }) => name)).toEqual(['Hộ tịch', 'Đất đai', null]);
    expect(search('').domains).toHaveLength(3);
  });

  test('far too long is cut and answered', () => {
    const long = `khai sinh ${'x '.repeat(searchTextLengthMax)}`;
    expect(search(long)).toMatchObject({ cut: true });
    expect(search('khai sinh')).toMatchObject({ cut: false, readAs: null });
  });

  test('says how a mistyped or unmarked text was read', () => {
    expect(search('khai sing').readAs).toBe('khai sinh');
    expect(search('dawng kys').readAs).toBe('đăng ký');
  });
});

test('the lists: domains, life events, their procedures, the unit’s own first', () => {
  const { lookUp } = bench.core;
  expect(lookUp.domains()).toEqual([
    { name: 'Hộ tịch', procedures: 2, receivedHere: 1 },
    { name: 'Đất đai', procedures: 1, receivedHere: 0 },
    { name: null, procedures: 1, receivedHere: 0 },
  ]);
  const codes = lookUp.domain({ name: 'Hộ tịch', page: 0 }).rows.map((row) => row.code);
  expect(codes).toEqual(['1.001193', '1.004884']);
  expect(lookUp.lifeEvents()).toMatchObject([{ id: 'sinh-con', procedures: 2 }]);
  const event = lookUp.lifeEvent({ id: 'sinh-con', page: 9 });
  expect(event).toMatchObject({ page: 0, pages: 1, total: 2 });
  expect(event.rows.map((row) => row.code)).toEqual(['1.004884', '1.001193']);
  expect(lookUp.lifeEvent({ id: 'khac', page: 0 }).rows).toEqual([]);
});

test('a long list comes in pages', () => {
  const many = Array.from({ length: rowsOnPageMax + 1 }, (_, at) =>
    procedureItem(`1.${at}`, `Thủ tục ${String(at).padStart(3, '0')}`, { domain: 'D' }),
  );
  bench.catalogues.put(many);
  const page = (number: number) => bench.core.lookUp.domain({ name: 'D', page: number });
  expect(page(0).rows).toHaveLength(rowsOnPageMax);
  expect(page(1)).toMatchObject({ page: 1, pages: 2, rows: [{ code: `1.${rowsOnPageMax}` }] });
});

test('a procedure comes with its data, whether it is received here, what replaces it and where to turn', () => {
  const { lookUp } = bench.core;
  const answer = lookUp.procedure(code('1.009999'));
  expect(answer).toMatchObject({
    ok: true,
    value: {
      procedure: { name: 'Cấp giấy cũ', status: 'replaced' },
      receivedHere: false,
      replacements: [{ code: '1.012786' }],
      data: { version: 4, label: 'Nhãn', procedures: 4, receivedHere: 1 },
      feedback: [{ agency: 'Cơ quan mẫu', address: 'Số 1' }],
    },
  });
  expect(lookUp.procedure(code('7.7'))).toMatchObject({ problem: { code: 'procedure.unknown' } });
});

test('a catalogue that comes into use is answered from at once', () => {
  expect(bench.core.lookUp.catalogue()?.version).toBe(4);
  bench.catalogues.put([procedureItem('2.2', 'Khác')], 5);
  expect(bench.core.lookUp.catalogue()).toMatchObject({ version: 5, procedures: 1 });
  expect(search('khai sinh').found).toEqual([]);
});

test('a kiosk without a catalogue answers with nothing', () => {
  bench = kioskOnBench({ empty: true });
  const { lookUp } = bench.core;
  expect(search('khai sinh')).toMatchObject({ found: [], total: 0, domains: [] });
  expect([lookUp.domains(), lookUp.lifeEvents(), lookUp.feedback()]).toEqual([[], [], []]);
  expect(lookUp.catalogue()).toBeNull();
});

describe('installing', () => {
  const path = '/media/stick/catalogue.ndjson.gz';
  const kinds = () => bench.journal.entries.map(({ kind, body }) => ({ kind, body }));

  test('a refusal of the district’s is journalled once, of a stick’s each time', async () => {
    const { installCatalogue } = bench.core;
    for (const source of ['district', 'district', 'stick', 'stick'] as const) {
      const outcome = await installCatalogue(path, source, 3);
      expect(outcome.ok).toBe(false);
    }
    const refused = kinds().filter(({ kind }) => kind === 'document.refused');
    expect(refused).toHaveLength(3);
    expect(refused[0]?.body).toMatchObject({ document: 'catalogue', version: 3 });
  });
});
