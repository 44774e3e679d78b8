import { createHash, createPublicKey, verify } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  catalogueItemSchema,
  catalogueManifestSchema,
  catalogueSignatureSchema,
} from '../../../shared/model/catalogue-package.ts';
import type { EditablePart } from '../../../shared/contract/catalogue.ts';
import type { ProcedureCode, UnitId } from '../../../shared/model/ids.ts';
import { storeKinds } from '../../../tests/support/district-store.ts';
import { postgresMissing } from '../../../tests/support/postgres.ts';
import { skipWithout } from '../../../tests/support/skip.ts';
import type { DistrictStore } from '../ports.ts';
import { previewImport, takeImport } from './importing.ts';
import { assignTo, draftPart, putLabel, putPart, resetDraft } from './drafting.ts';
import { overviewOf } from './overview.ts';
import { publishedNames } from './published.ts';
import { publishAgain, publishDraft, publishingKeyOf } from './publishing.ts';
import { publishedContent } from './testing/published-content.ts';
import { workbook } from './testing/workbook.ts';

const nowMs = Date.UTC(2026, 10, 22, 3);
const now = () => nowMs;
const by = 'van-phong';
const list =
  'Mã thủ tục,Tên thủ tục,Lĩnh vực\n1.001193,Đăng ký khai sinh cho con,Hộ tịch\n1.999999,Thủ tục mới,Hộ tịch\n';

describe.each(Object.entries(storeKinds))('the catalogue on %s', (kind, open) => {
  let store: DistrictStore;
  let close: () => Promise<void>;
  const missing = kind === 'PostgreSQL' ? postgresMissing() : undefined;
  beforeAll(async () => {
    if (missing === undefined) ({ store, close } = await open());
  });
  afterAll(async () => {
    if (missing === undefined) await close();
  });
  beforeEach((context) => skipWithout(context, missing));

  const preview = (
    bytes: string | Uint8Array,
    options: { missing?: 'withdraw' | 'keep'; name?: string } = {},
  ) =>
    previewImport(store, now, {
      ...{ name: 'a.csv', missing: 'withdraw', mapping: null, ...options },
      bytes: Buffer.from(bytes),
    });
  const previewed = async (...asked: Parameters<typeof preview>) => {
    const made = await preview(...asked);
    if (!made.ok) throw new Error(made.problem.en);
    return made.value;
  };
  const publish = async () =>
    publishDraft(store, now, { draft: (await overviewOf(store)).draft.digest, by });
  const linesOf = async (version: number) => {
    const file = await store.catalogues.file(version);
    return gunzipSync(file ?? Buffer.alloc(0))
      .toString()
      .trimEnd()
      .split('\n');
  };

  test('begins with the samples, signed so that a kiosk can tell', async () => {
    const lines = await linesOf(1);
    const [head = '', signed = '', ...items] = lines;
    const manifest = catalogueManifestSchema.parse(JSON.parse(head));
    expect(manifest).toMatchObject({ version: 1, procedures: 79, items: items.length });
    expect(manifest.label).toContain('Dữ liệu mẫu');
    const body = items.map((item) => `${item}\n`).join('');
    expect(createHash('sha256').update(body).digest('hex')).toBe(manifest.digest);
    const { key, signature } = catalogueSignatureSchema.parse(JSON.parse(signed));
    const { id, publicKey } = await publishingKeyOf(store);
    expect(key).toBe(id);
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey };
    const verifies = (text: string) =>
      verify(
        null,
        Buffer.from(text),
        createPublicKey({ format: 'jwk', key: jwk }),
        Buffer.from(signature, 'base64url'),
      );
    expect(verifies(head)).toBe(true);
    expect(verifies(`${head} `)).toBe(false);
    const kinds = items.map((item) => catalogueItemSchema.parse(JSON.parse(item)).kind);
    expect(new Set(kinds)).toEqual(
      new Set(['procedure', 'assignment', 'life-event', 'alias', 'feedback']),
    );
  });

  test('the samples guess nothing: an inferred level and an empty fee are unknown', async () => {
    const { procedures, lifeEvents, aliases } = await publishedContent(store);
    const birth = procedures.find(({ code }) => code === '1.000656');
    expect(birth).toMatchObject({
      level: null,
      channels: [{ kind: 'unstated', timeLimit: null, fee: null }],
    });
    expect(procedures.filter(({ channels }) => channels[0]?.timeLimit)).toHaveLength(41);
    const land = procedures.find(({ code }) => code === '1.012784');
    expect(land?.channels[0]?.note).toContain('Miễn giảm 100% theo Nghị quyết 21/2024/NQ-HĐND');
    const notes = procedures.flatMap(({ channels }) => channels[0]?.note ?? []);
    expect(notes.filter((note) => /[a-z]{3,} (the|not|of) /.test(note))).toEqual([]);
    const codes = new Set<string>(procedures.map(({ code }) => code));
    const named = [...lifeEvents, ...aliases].flatMap((item) => item.codes);
    expect(named.filter((code) => !codes.has(code))).toEqual([]);
  });

  test('an import says what it would change, and changes nothing', async () => {
    const before = await overviewOf(store);
    const { changes, taken, refused } = await previewed(list);
    expect({ taken, refused }).toEqual({ taken: 2, refused: 0 });
    expect(changes.added).toEqual([{ code: '1.999999', name: 'Thủ tục mới' }]);
    expect(changes.changed).toMatchObject([
      { code: '1.001193', fields: expect.arrayContaining(['name']) as string[] },
    ]);
    expect(changes.withdrawn).toHaveLength(78);
    expect((await previewed(list, { missing: 'keep' })).changes).toMatchObject({
      withdrawn: [],
      unchanged: 78,
    });
    expect(await overviewOf(store)).toEqual(before);
  });

  test('what is only written another way is no change, and a refused row keeps what is held', async () => {
    const { procedures } = await publishedContent(store);
    const disputes = procedures.find(({ code }) => code === '1.012805');
    const rewritten = procedures.map((procedure) =>
      procedure === disputes
        ? { ...procedure, name: procedure.name.replace('Ủy', 'Uỷ').normalize('NFD') }
        : procedure,
    );
    expect(rewritten).not.toEqual(procedures);
    const same = await previewed(JSON.stringify(rewritten), { name: 'a.json' });
    expect(same.changes).toEqual({
      counts: { added: 0, changed: 0, withdrawn: 0 },
      added: [],
      changed: [],
      withdrawn: [],
      unchanged: 79,
      parts: [],
    });
    const refused = await previewed('Mã,Tên,Tình trạng\n1.001193,A,lưng chừng\n1.000894,B,\n');
    expect(refused.changes.withdrawn).toHaveLength(77);
    expect(refused.changes.changed.map(({ code }) => code)).toEqual(['1.000894']);
  });

  test.each([
    ['password.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['page.xls', Buffer.from('<html>')],
    ['half.xlsx', Buffer.from(workbook({ rows: [['Mã', 'Tên']] })).subarray(0, 400)],
    ['no-code.csv', Buffer.from('Tên,Lĩnh vực\nA,B\n')],
  ])('%s is refused with a sentence, and the old catalogue stays', async (name, bytes) => {
    const before = await overviewOf(store);
    const refused = await preview(bytes, { name });
    expect(refused).toMatchObject({ ok: false });
    expect(refused.ok ? '' : refused.problem.en).toContain('The catalogue is unchanged.');
    expect(await overviewOf(store)).toEqual(before);
  });

  test('is published as it was looked at, stays as it was, and comes back as a new version', async () => {
    const old = await linesOf(1);
    const { id } = await previewed(list, { missing: 'keep' });
    const looked = (await overviewOf(store)).draft.digest;
    expect(await takeImport(store, now, { id, by })).toMatchObject({ ok: true });
    expect(await takeImport(store, now, { id, by })).toMatchObject({
      problem: { code: 'import.unknown' },
    });
    expect((await store.catalogues.newest())?.manifest.version).toBe(1);
    expect(await publishDraft(store, now, { draft: looked, by })).toMatchObject({
      problem: { code: 'catalogue.draft-changed' },
    });
    expect(await publish()).toMatchObject({
      value: { version: 2, procedures: 80, publishedAt: nowMs },
    });
    expect(await publish()).toMatchObject({ problem: { code: 'catalogue.nothing-new' } });
    expect(await linesOf(1)).toEqual(old);
    expect(await publishAgain(store, now, { version: 1, by })).toMatchObject({
      value: { version: 3, procedures: 79 },
    });
    expect((await linesOf(3)).slice(2)).toEqual(old.slice(2));
    const { versions, draft } = await overviewOf(store);
    expect(versions.map(({ version, publishedBy }) => [version, publishedBy])).toEqual([
      [3, by],
      [2, by],
      [1, 'samples'],
    ]);
    expect(draft.changes.added.map(({ code }) => code)).toEqual(['1.999999']);
    await resetDraft(store, now, by);
    expect((await overviewOf(store)).draft.changes.added).toEqual([]);
    expect(await publishAgain(store, now, { version: 9, by })).toMatchObject({
      problem: { code: 'catalogue.version-unknown' },
    });
  });

  test('two who publish the same at once publish it once, two who change the draft both do', async () => {
    const { versions } = await overviewOf(store);
    const [newest] = versions;
    const { id } = await previewed(list, { missing: 'keep' });
    await Promise.all([
      takeImport(store, now, { id, by }),
      putLabel(store, now, { label: 'Nhãn khác', by }),
    ]);
    const { draft } = await overviewOf(store);
    expect([draft.label, draft.procedures]).toEqual(['Nhãn khác', 80]);
    const both = await Promise.all([
      publishDraft(store, now, { draft: draft.digest, by }),
      publishDraft(store, now, { draft: draft.digest, by: 'nguoi-khac' }),
    ]);
    const codes = both.map((done) => (done.ok ? done.value.version : done.problem.code));
    const next = (newest?.version ?? 0) + 1;
    expect(codes.toSorted()).toEqual([next, 'catalogue.nothing-new']);
    const again = await Promise.all(
      [by, 'nguoi-khac'].map((who) => publishAgain(store, now, { version: 1, by: who })),
    );
    expect(
      again.map((done) => (done.ok ? done.value.version : done.problem.code)).toSorted(),
    ).toEqual([next + 1, 'catalogue.nothing-new']);
    expect((await overviewOf(store)).versions).toHaveLength(versions.length + 2);
    await resetDraft(store, now, by);
  });

  test('a version that is there is never written over, also by another server', async () => {
    const newest = await store.catalogues.newest();
    const file = newest && (await store.catalogues.file(newest.manifest.version));
    if (!newest || !file) throw new Error('Nothing is published.');
    const taken = { ...newest, publishedBy: 'máy chủ khác' };
    expect(await store.catalogues.addVersion(taken, Buffer.from('x'))).toBe(false);
    expect(await store.catalogues.file(newest.manifest.version)).toEqual(file);
    const { content, revision } = await store.catalogues.draft();
    const change = { content: content ?? Buffer.from(''), from: revision, by, at: 0 };
    const put = await Promise.all([change, change].map((once) => store.catalogues.putDraft(once)));
    expect(put.toSorted()).toEqual([false, true]);
  });

  test('what no unit receives is named, and given to units by one action', async () => {
    const { id, unassigned } = await previewed(list, { missing: 'keep' });
    expect(unassigned).toEqual({
      count: 1,
      procedures: [{ code: '1.999999', name: 'Thủ tục mới' }],
    });
    await takeImport(store, now, { id, by });
    const { draft } = await overviewOf(store);
    expect(draft.unassigned).toEqual(unassigned);
    const strange = { codes: null, units: ['xa-la' as UnitId], by };
    expect(await assignTo(store, now, strange)).toMatchObject({
      problem: { code: 'catalogue.part-units' },
    });
    const [unit] = await store.places.units();
    const units = unit ? [unit.id] : [];
    expect(await assignTo(store, now, { codes: null, units, by })).toMatchObject({ ok: true });
    const given = await overviewOf(store);
    expect(given.draft.unassigned).toEqual({ count: 0, procedures: [] });
    expect(given.draft.changes.parts).toEqual(['assignments']);
    expect(JSON.parse((await draftPart(store, 'assignments')).text)).toMatchObject([
      { unit: unit?.id, codes: expect.arrayContaining(['1.999999', '1.001193']) as string[] },
    ]);
    const some = { codes: ['1.001193' as ProcedureCode], units, by };
    expect(await assignTo(store, now, some)).toMatchObject({ ok: true });
    expect(await overviewOf(store)).toEqual(given);
    await resetDraft(store, now, by);
  });

  test('reports name the procedures as the newest version does', async () => {
    const { label, procedures } = await publishedNames(store);
    expect(label).toContain('Dữ liệu mẫu');
    expect(procedures.get('1.000894')).toEqual({ name: 'Đăng ký kết hôn', domain: 'Hộ tịch' });
  });

  test('a mapping is remembered for its headings', async () => {
    const strange = 'Ký hiệu,Tên\n1.001193,A\n';
    expect(await preview(strange)).toMatchObject({ problem: { code: 'import.column-missing' } });
    const bytes = Buffer.from(strange);
    const mapping = { 'Ký hiệu': 'code', Tên: 'name' } as const;
    await previewImport(store, now, { name: 'a.csv', bytes, missing: 'keep', mapping });
    expect(await preview('Tên,Ký hiệu\nA,1.001193\n')).toMatchObject({
      ok: true,
      value: { taken: 1 },
    });
  });

  test('life events, aliases and units are edited as JSON, and nonsense changes nothing', async () => {
    const put = async (part: EditablePart, text: string) =>
      putPart(store, now, { ...(await draftPart(store, part)), text, by });
    const before = await draftPart(store, 'aliases');
    for (const [part, text, code] of [
      ['aliases', '[', 'catalogue.part'],
      ['aliases', '[{"words":"","codes":[]}]', 'catalogue.part-field'],
      ['aliases', '[{"words":"a","codes":["9.999999"]}]', 'catalogue.part-codes'],
      ['aliases', '[{"words":"a","codes":[]},{"words":"a","codes":[]}]', 'catalogue.part-twice'],
      [
        'life-events',
        '[{"id":"a","title":{"vi":"A"},"order":1,"codes":[]}]',
        'catalogue.part-field',
      ],
      ['aliases', '[7]', 'catalogue.part-field'],
      ['aliases', '{}', 'catalogue.part'],
      ['assignments', '[{"unit":"xa-la","codes":[]}]', 'catalogue.part-units'],
    ] as const) {
      expect(await put(part, text), text).toMatchObject({ ok: false, problem: { code } });
    }
    expect(await draftPart(store, 'aliases')).toEqual(before);
    const field = await put('aliases', '[{"words":"a","codes":[]},{"words":"b","codes":["x y"]}]');
    expect(field.ok ? '' : field.problem.vi).toBe(
      'Mục thứ 2: “codes.1” thiếu, thừa, quá dài hoặc không đúng dạng. Bản đang có được giữ.',
    );
    const stale = { ...before, text: '[]', digest: 'another' };
    expect(await putPart(store, now, { ...stale, by })).toMatchObject({
      problem: { code: 'catalogue.part-changed' },
    });
    expect(await put('aliases', '[{"words":"giấy tờ con","codes":["1.001193"]}]')).toMatchObject({
      ok: true,
    });
    expect(await putLabel(store, now, { label: '  ', by })).toMatchObject({
      problem: { code: 'catalogue.label' },
    });
    await putLabel(store, now, { label: 'Danh mục tỉnh', by });
    expect((await overviewOf(store)).draft.changes.parts).toEqual(['label', 'aliases']);
    expect(await publish()).toMatchObject({ value: { label: 'Danh mục tỉnh' } });
    expect((await publishedNames(store)).label).toBe('Danh mục tỉnh');
    expect((await publishedContent(store)).aliases).toEqual([
      { words: 'giấy tờ con', codes: ['1.001193'] },
    ]);
  });
});
