import { rmSync } from 'node:fs';
import { ORPCError } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { procedure, dossierCode } from '../../electron/core/testing/fixtures.ts';
import { procedureItem } from '../../electron/core/testing/catalogue-items.ts';
import { newTestKey, writePackage } from '../../electron/store/catalogue/testing/sample-package.ts';
import { procedureCodeSchema } from '../../shared/model/ids.ts';
import { journalOf } from '../support/enrolled-folder.ts';
import { startMachine, transports, type Rig, type Windows } from './rig.ts';

describe.each(transports)('over %s', (_, connect) => {
  let rig: Rig;
  let windows: Windows;

  beforeEach(async () => {
    rig = await startMachine();
    windows = await connect(rig.machine);
  });
  afterEach(async () => {
    await windows.close();
    await rig.close();
  });

  test('a citizen looks procedures up and opens one', async () => {
    const { lookUp } = windows.citizen;
    const { found, total } = await lookUp.search({ text: 'khai sinh' });
    expect(total).toBe(1);
    expect(found[0]).toMatchObject({
      ...{ code: '1.001193', name: 'Đăng ký khai sinh', domain: 'Hộ tịch' },
      ...{ receivedHere: true, nameSpans: [[8, 17]], reason: null },
    });
    const code = procedureCodeSchema.parse('1.001193');
    const page = await lookUp.procedure({ code });
    expect(page.procedure.name).toBe('Đăng ký khai sinh');
    expect(page.data).toMatchObject({ version: 1, procedures: 3, receivedHere: 3 });
    expect((await lookUp.domains()).map(({ name }) => name)).toEqual(['Chứng thực', 'Hộ tịch']);
    expect((await lookUp.domain({ name: 'Hộ tịch' })).rows).toHaveLength(2);
    expect(await lookUp.lifeEvents()).toEqual([]);
    expect((await lookUp.lifeEvent({ id: 'khong-co' })).total).toBe(0);
    expect(await lookUp.feedback()).toEqual([]);
    expect((await lookUp.catalogue())?.label).toContain('Dữ liệu mẫu');
  });

  test('an unknown code is refused with a sentence', async () => {
    const code = procedureCodeSchema.parse('9.999999');
    const refused = await windows.citizen.lookUp
      .procedure({ code })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ORPCError);
    expect((refused as ORPCError<string, { code: string }>).data.code).toBe('procedure.unknown');
  });

  test('whatever is searched for gets an answer', async () => {
    for (const text of [
      'x'.repeat(10_000),
      '🙂👩‍👩‍👧',
      `"' OR 1=1; DROP TABLE`,
      'a AND (NEAR',
      '\ud800',
    ]) {
      const answer = await windows.citizen.lookUp.search({ text });
      expect(answer.domains).toHaveLength(2);
      expect(answer.cut).toBe(text.length === 10_000);
    }
  });

  test('who looks something up is using the kiosk: an invitation waits', async () => {
    await windows.citizen.lookUp.search({ text: 'khai' });
    await windows.desk.launch({ procedure, dossier: dossierCode(1) });
    const views = (await windows.citizen.view())[Symbol.asyncIterator]();
    expect((await views.next()).value).toMatchObject({ survey: { phase: 'waiting' } });
  });
});

test('a stick without the district’s signature changes nothing and leaves an entry', async () => {
  const rig = await startMachine();
  const path = `${rig.folder}/stick.gz`;
  writePackage(path, [procedureItem('1.1', 'Giả')], newTestKey(), { version: 9 });
  const refused = await rig.machine.installCatalogue(path);
  expect(refused).toMatchObject({ ok: false, problem: { code: 'catalogue.no-key' } });
  await rig.machine.close();
  const entries = journalOf(rig.folder).filter(({ kind }) => kind === 'document.refused');
  expect(entries).toMatchObject([{ body: { document: 'catalogue', version: 0 } }]);
  rmSync(rig.folder, { recursive: true });
});
