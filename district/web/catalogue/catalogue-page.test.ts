import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type {
  CatalogueOverview,
  Completeness,
  ImportPreview,
  Unassigned,
} from '../../../shared/contract/catalogue.ts';
import type { ProcedureCode, UnitId } from '../../../shared/model/ids.ts';
import { importBytesMax } from '../../../shared/limits.ts';
import type { Unit } from '../../../shared/model/unit.ts';
import { Session } from '../session/session.svelte.ts';
import { Speech } from '../speech.svelte.ts';
import { speechContext } from '../speech-context.ts';
import { fakeDistrict, refusal, type OfficeDouble } from '../testing/fake-district.ts';
import { sampleUnit } from '../testing/sample-report.ts';
import CataloguePage from './CataloguePage.svelte';
import { handIn } from './hand-in.ts';

const unit = { id: 'don-vi-mau' as UnitId, code: 'H00.00.01', name: sampleUnit } satisfies Unit;
const nothing = {
  counts: { added: 0, changed: 0, withdrawn: 0 },
  ...{ added: [], changed: [], withdrawn: [], unchanged: 79, parts: [] },
};
const allAssigned = { count: 0, procedures: [] };
const newcomer = { code: '1.888888' as ProcedureCode, name: 'Thủ tục mới' };
const added = {
  ...nothing,
  counts: { added: 1, changed: 0, withdrawn: 0 },
  added: [newcomer],
};

function overview(
  changes: CatalogueOverview['draft']['changes'] = nothing,
  unassigned: Unassigned = allAssigned,
): CatalogueOverview {
  const version = {
    publishedAt: 0,
    publishedBy: 'samples',
    label: 'Mẫu',
    procedures: 79,
    digest: '',
    bytes: 1,
  };
  return {
    versions: [
      { ...version, version: 2 },
      { ...version, version: 1 },
    ],
    draft: {
      label: 'Mẫu',
      procedures: 79,
      digest: 'looked-at',
      changes,
      unknownCodes: [],
      unassigned,
    },
  };
}

const completeness: Completeness = {
  unit: { id: unit.id, name: unit.name },
  ...{ version: 2, label: 'Mẫu', assigned: 2, published: 1, whole: 1 },
  ...{
    expired: 0,
    replaced: 0,
    stale: 0,
    staleUnknown: 0,
    staleAfterMonths: 12,
    complete: false,
    required: [],
    lacking: 1,
  },
  rows: [
    {
      code: '1.2',
      name: null,
      published: false,
      missing: ['fee'],
      expired: false,
      replaced: false,
      replacedBy: [],
      freshness: 'unknown',
    },
  ],
};

const preview: ImportPreview = {
  ...{
    id: 'an-import',
    fileName: 'a.csv',
    kind: 'csv',
    rows: 2,
    taken: 1,
    refused: 1,
    problemCount: 1,
  },
  columns: [{ heading: 'Mã', field: 'code', sample: '1.888888' }],
  problems: [{ severity: 'refused', row: 3, column: 'Mã', vi: 'Mã sai.', en: 'Wrong code.' }],
  changes: added,
  unassigned: { count: 1, procedures: [newcomer] },
};

async function show(catalogue: OfficeDouble['catalogue'] = {}): Promise<void> {
  const session = new Session(
    fakeDistrict({
      units: () => Promise.resolve([unit]),
      catalogue: {
        overview: () => Promise.resolve(overview()),
        part: ({ part }) => Promise.resolve({ part, text: '[]', digest: 'kept' }),
        completeness: () => Promise.resolve(completeness),
        ...catalogue,
      },
    }),
  );
  render(CataloguePage, { props: { session }, context: speechContext(new Speech()) });
  await screen.findByText(/Chưa đầy đủ|Đã công khai/);
}

const words = (): string => (document.body.textContent ?? '').replace(/\s+/g, ' ');
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

async function choose(file: File): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('There is no file field.');
  await fireEvent.change(input, { target: { files: [file] } });
}

function answerImports(status: number, body: object) {
  const asked = vi.fn((_path: string, _init: RequestInit) =>
    Promise.resolve(Response.json(body, { status })),
  );
  vi.stubGlobal('fetch', asked);
  return asked;
}

test('what is lacking is said by name, and 100 % is not said', async () => {
  await show();
  expect(words()).toContain('Chưa đầy đủ: 1 trên 2 thủ tục');
  expect(words()).not.toContain('100 %');
  const table = screen.getByRole('table', { name: 'Còn thiếu' }).textContent ?? '';
  expect(table).toContain('Chưa công bố');
  expect(table).not.toContain('Đủ');
});

test('100 % is said when the server says so', async () => {
  await show({
    completeness: () => Promise.resolve({ ...completeness, complete: true, rows: [] }),
  });
  expect(words()).toContain('Đã công khai đầy đủ 100 %');
});

test('a few missing fields are named at once, many are counted and open one by one', async () => {
  const published = { ...completeness.rows[0]!, published: true, freshness: 'fresh' as const };
  const many = ['fee', 'level', 'steps', 'dossier'];
  const rows = [
    { ...published, code: '1.1' },
    { ...published, code: '1.2', missing: many },
  ];
  const source = 'Nghị định 63/2010/NĐ-CP';
  const required = many.map((field) => ({ field, name: { vi: field, en: field }, source }));
  await show({ completeness: () => Promise.resolve({ ...completeness, rows, required }) });
  const [, few, lot] = screen.getAllByRole('row');
  expect(few?.querySelector('details')).toBeNull();
  expect(few?.textContent).toContain('Thiếu: ');
  const details = lot?.querySelector('details');
  expect(details?.open).toBe(false);
  expect(details?.querySelector('summary')?.textContent).toBe('Thiếu 4 trên 4 mục bắt buộc');
});

test('a file is previewed, its columns can be mapped otherwise, and it is taken by its name', async () => {
  const asked = answerImports(200, preview);
  const takeImport = vi.fn(() => Promise.resolve(overview(added)));
  await show({ takeImport });
  await choose(new File(['x'], 'a.csv'));
  await screen.findByText('Xem trước “a.csv”');
  expect(words()).toContain('Đọc 2 dòng: nhận 1 thủ tục, không nhận 1 dòng.');
  expect(words()).toContain('Dòng 3, cột “Mã” – không nhận Mã sai.');
  await fireEvent.change(screen.getByLabelText('Mã'), { target: { value: 'name' } });
  await screen.findByText('Xem trước “a.csv”');
  const [first, second] = asked.mock.calls.map(([path]) => new URL(path, 'http://a').searchParams);
  expect(first?.get('missing')).toBe('keep');
  expect(first?.get('mapping')).toBeNull();
  expect(JSON.parse(second?.get('mapping') ?? '')).toEqual({ Mã: 'name' });
  await press('Đưa vào bản soạn');
  await screen.findByText('Đã đưa vào bản soạn. Chưa công bố gì.');
  expect(takeImport).toHaveBeenCalledWith({ id: 'an-import' });
  expect(screen.queryByText('Xem trước “a.csv”')).toBeNull();
});

test('a refused file is explained', async () => {
  const { data } = refusal('import.unknown') as Error & { data: object };
  answerImports(422, data);
  await show();
  await choose(new File(['x'], 'a.csv'));
  expect((await screen.findByRole('alert')).textContent).toContain(
    'Bản xem trước này không còn nữa',
  );
});

test('a file beyond the bound is not sent', async () => {
  const asked = answerImports(200, preview);
  const file = { name: 'a.csv', size: importBytesMax + 1 } as File;
  expect(await handIn({ file, missing: 'keep', mapping: null })).toMatchObject({
    problem: { problem: { code: 'import.too-large' } },
  });
  expect(asked).not.toHaveBeenCalled();
});

test('what is published is the draft that was looked at', async () => {
  const publish = vi.fn(() => Promise.resolve({} as never));
  await show({ overview: () => Promise.resolve(overview(added)), publish });
  expect(words()).toContain('1.888888 Thủ tục mới');
  await press('Công bố thành phiên bản mới');
  await screen.findByText(/Đã công bố phiên bản mới/);
  expect(publish).toHaveBeenCalledWith({ draft: 'looked-at' });
});

test('only an older version is published again, and without changes nothing is', async () => {
  const publishAgain = vi.fn(() => Promise.resolve({} as never));
  await show({ publishAgain });
  expect(screen.queryByRole('button', { name: 'Công bố thành phiên bản mới' })).toBeNull();
  await press('Công bố lại nội dung này');
  await screen.findByText(/Đã công bố phiên bản mới/);
  expect(publishAgain).toHaveBeenCalledWith({ version: 1 });
});

test('what no unit receives is named in the preview, and given to units by one action', async () => {
  answerImports(200, preview);
  const assign = vi.fn(() => Promise.resolve(overview(added)));
  const waiting = { count: 1, procedures: [newcomer] };
  await show({ overview: () => Promise.resolve(overview(added, waiting)), assign });
  await choose(new File(['x'], 'a.csv'));
  await screen.findByText('Sau khi nhận, thủ tục chưa giao cho đơn vị nào: 1');
  await press('Giao cho đơn vị…');
  expect(screen.getByLabelText<HTMLInputElement>(sampleUnit).checked).toBe(true);
  await fireEvent.click(screen.getByLabelText(sampleUnit));
  const give = screen.getByRole('button', { name: /^Giao 1 thủ tục cho/ });
  expect((give as HTMLButtonElement).disabled).toBe(true);
  await fireEvent.click(screen.getByLabelText(sampleUnit));
  await press('Giao 1 thủ tục cho 1 đơn vị');
  await screen.findByText('Đã giao cho đơn vị trong bản soạn. Chưa công bố gì.');
  expect(assign).toHaveBeenCalledWith({ codes: null, units: [unit.id] });
  expect(screen.queryByRole('button', { name: 'Giao cho đơn vị…' })).toBeNull();
});

test('a part that is refused keeps what was typed', async () => {
  await show({ putPart: () => Promise.reject(refusal('catalogue.part')) });
  const field = screen.getByLabelText<HTMLTextAreaElement>('Nội dung JSON');
  await fireEvent.input(field, { target: { value: '[' } });
  await press('Thay bằng nội dung này');
  expect((await screen.findByRole('alert')).textContent).toContain('Bản đang có được giữ');
  expect(field.value).toBe('[');
});
