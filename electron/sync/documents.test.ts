import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idleUploadMs } from '../../shared/limits.ts';
import { formSchema } from '../../shared/model/form.ts';
import { problem, type ProblemCode } from '../../shared/model/problems.ts';
import { fail } from '../../shared/model/result.ts';
import { faults, type Fault } from '../../tests/support/faulty-district.ts';
import { sendingKiosk, type SendingKiosk } from '../../tests/support/sending-kiosk.ts';
import { MemoryDocuments, sentDocument } from '../core/testing/memory-documents.ts';
import { createInstaller, Downward } from './documents.ts';

const form = formSchema.parse(
  JSON.parse(readFileSync('samples/forms/hai-long-nam-muc.json', 'utf8')),
);

let kiosk: SendingKiosk;
let documents: MemoryDocuments;
let downward: Downward;

beforeEach(async () => {
  kiosk = await sendingKiosk();
  documents = new MemoryDocuments();
  const installer = createInstaller({ ...kiosk, documents });
  downward = new Downward({
    ...kiosk,
    documents,
    installer,
    version: '1.2.3',
    queueDepth: () => 7,
  });
});
afterEach(() => kiosk.district.close());

/** The typed error of the district's API (contract/base.ts), as it travels. */
function refused(code: ProblemCode): Fault {
  return faults.json(422, { defined: true, code: 'REFUSED', data: problem(code) });
}

function bodiesOf(kind: 'document.installed' | 'document.refused') {
  return kiosk.journal.ofKind(kind).map(({ body }) => body);
}

describe('documents from the district', () => {
  it('are installed and journalled', async () => {
    const sent = sentDocument('form', 3, form);
    kiosk.district.documents = [sent];
    const pause = await downward.step();
    expect(documents.current('form')).toMatchObject({ version: 3, hash: sent.hash });
    expect(bodiesOf('document.installed')).toEqual([
      { document: 'form', version: 3, hash: sent.hash },
    ]);
    expect(downward.problem()).toBeNull();
    expect(pause).toEqual({ ms: idleUploadMs, nudgedMs: idleUploadMs });
  });

  it('are asked for by what the kiosk has', async () => {
    documents.install(sentDocument('officers', 9, { officers: [] }));
    await downward.step();
    expect(JSON.parse(kiosk.district.arrived[0]!.body.toString())).toEqual({
      have: { officers: 9 },
      queueDepth: 7,
      version: '1.2.3',
    });
  });

  it('that are no good are journalled once, the good ones beside them installed', async () => {
    const bad = { ...sentDocument('form', 4, form), body: { id: 'broken' } };
    kiosk.district.documents = [bad, sentDocument('officers', 1, { officers: [] })];
    await downward.step();
    await downward.step();
    expect(documents.current('form')).toBeNull();
    expect(documents.current('officers')?.version).toBe(1);
    expect(bodiesOf('document.refused')).toEqual([
      { document: 'form', version: 4, reason: expect.any(String) as string },
    ]);
    expect(downward.problem()).toBeNull();
  });

  it('that the disk cannot take are not the district’s fault', async () => {
    documents.install = () => fail(problem('storage.full', { path: '/data' }));
    kiosk.district.documents = [sentDocument('officers', 1, { officers: [] })];
    await downward.step();
    expect(bodiesOf('document.refused')).toEqual([]);
    expect(downward.problem()?.code).toBe('storage.full');
  });
});

describe('an answer that is not the district’s', () => {
  it.each([
    ['a log-in page', faults.portal, 'district.not-the-district'],
    [
      'half a document',
      faults.json(200, { documents: [{}], time: 0 }),
      'district.not-the-district',
    ],
    ['500', faults.status(500), 'district.error'],
    ['403', faults.status(403), 'district.forbidden'],
    ['a reset', faults.reset, 'district.unreachable'],
    ['a typed refusal', refused('district.retired'), 'district.retired'],
  ])('%s changes nothing', async (_name, fault, code) => {
    documents.install(sentDocument('officers', 1, { officers: [] }));
    kiosk.district.faults.push(fault);
    await downward.step();
    expect(downward.problem()?.code).toBe(code);
    expect(documents.current('officers')?.version).toBe(1);
    expect(kiosk.contact.online()).toBe(false);
    await downward.step();
    expect(downward.problem()).toBeNull();
  });
});
