import { afterEach, beforeEach, expect, it } from 'vitest';
import { problem } from '../../shared/model/problems.ts';
import { fail } from '../../shared/model/result.ts';
import { faults } from '../../tests/support/faulty-district.ts';
import {
  sampleEnrolment,
  sendingKiosk,
  type SendingKiosk,
} from '../../tests/support/sending-kiosk.ts';
import { MemoryDocuments, MemoryIdentity } from '../core/testing/memory-documents.ts';
import { createInstaller } from './documents.ts';
import { enrol, publicKeyOf } from './enrolment.ts';

const goodCode = 'ABCD-1234';
let kiosk: SendingKiosk;
let identity: MemoryIdentity;
let documents: MemoryDocuments;
let asked: unknown[];

beforeEach(async () => {
  kiosk = await sendingKiosk();
  identity = new MemoryIdentity(null, kiosk.identity.privateKey);
  documents = new MemoryDocuments();
  asked = [];
  kiosk.district.enrol = (input) => {
    asked.push(input);
    const { code } = input as { code: string };
    if (code === goodCode) return { status: 200, body: sampleEnrolment };
    const data = problem('enrolment.code');
    return {
      status: 422,
      body: { defined: true, code: 'REFUSED', status: 422, message: '', data },
    };
  };
});
afterEach(() => kiosk.district.close());

function enrolWith(code: string, districtUrl = kiosk.district.url) {
  const installer = createInstaller({ ...kiosk, documents });
  const stopped = kiosk.stopped.signal;
  const parts = { ...kiosk, identity, installer, version: '1.2.3', stopped };
  return enrol({ districtUrl, code }, parts);
}

it('keeps the name, the keys and the documents, and journals the place', async () => {
  const enrolled = await enrolWith(goodCode);
  expect(enrolled).toMatchObject({ ok: true, value: { kiosk: sampleEnrolment.kiosk } });
  expect(identity.read()).toEqual({
    districtUrl: kiosk.district.url,
    kiosk: sampleEnrolment.kiosk,
    privateKey: kiosk.identity.privateKey,
    unitKey: sampleEnrolment.unitKey,
    sealingKey: sampleEnrolment.sealingKey,
  });
  expect(documents.current('officers')?.version).toBe(1);
  expect(kiosk.journal.ofKind('kiosk.enrolled')[0]?.body).toEqual({
    kiosk: sampleEnrolment.kiosk,
    unit: 'mot-cua',
    counter: 'quay-1',
  });
});

it('sends the public half of the kept key, and the code as the district prints it', async () => {
  await enrolWith(' abcd-\u00a01234\n');
  const { x } = kiosk.keys.publicKey.export({ format: 'jwk' });
  expect(asked).toEqual([{ code: goodCode, publicKey: x, version: '1.2.3' }]);
  expect(publicKeyOf(kiosk.identity.privateKey)).toHaveLength(43);
});

it('asks again with the same key after a lost answer', async () => {
  kiosk.district.faults.push((response, arrived) => {
    kiosk.district.answerWell({ writeHead() {}, end() {} } as never, arrived);
    faults.reset(response);
  });
  const lost = await enrolWith(goodCode);
  expect(lost).toMatchObject({ ok: false, problem: { code: 'district.unreachable' } });
  expect(identity.read()).toBeNull();
  expect(await enrolWith(goodCode)).toMatchObject({ ok: true });
  expect(asked[1]).toEqual(asked[0]);
});

it.each([
  ['a wrong code', null, 'enrolment.code'],
  ['a log-in page', faults.portal, 'district.not-the-district'],
  ['half an enrolment', faults.json(200, { kiosk: 'x' }), 'district.not-the-district'],
  ['500', faults.status(500), 'district.error'],
])('%s leaves the kiosk as it was', async (_name, fault, code) => {
  if (fault !== null) kiosk.district.faults.push(fault);
  const enrolled = await enrolWith('WRONG');
  expect(enrolled).toMatchObject({ ok: false, problem: { code } });
  expect(identity.read()).toBeNull();
  expect(kiosk.journal.entries).toEqual([]);
});

it.each(['', 'district', 'ftp://127.0.0.1/', 'file:///etc/passwd'])(
  'refuses the address “%s”',
  async (address) => {
    expect(await enrolWith(goodCode, address)).toMatchObject({ ok: false });
    expect(asked).toEqual([]);
  },
);

it('is not enrolled when the disk cannot keep the name', async () => {
  identity.write = () => fail(problem('storage.full', { path: '/data' }));
  expect(await enrolWith(goodCode)).toMatchObject({ problem: { code: 'storage.full' } });
  expect(kiosk.journal.entries).toEqual([]);
});

it('is enrolled even when the disk is too full to journal it', async () => {
  kiosk.journal.refuse('storage.full');
  expect(await enrolWith(goodCode)).toMatchObject({ ok: true });
  expect(kiosk.events).toContain('enrolment.not-journalled');
});
