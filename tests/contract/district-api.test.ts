import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDistrict, type DistrictServer } from '../../district/app.ts';
import { enrolmentCodeLifeMs, makeEnrolmentCode } from '../../district/domain/enrolment.ts';
import { newOfficeLink, sessionLifeMs, setPassword } from '../../district/domain/office.ts';
import { loadSamples, sampleOfficeUser } from '../../district/domain/samples.ts';
import { attemptsMax, attemptsWindowMs } from '../../district/http/visit.ts';
import type { DistrictClient, Enrolment } from '../../shared/contract/district.ts';
import { documentBodies } from '../../shared/model/documents.ts';
import type { CounterId, KioskId } from '../../shared/model/ids.ts';
import { officeClient } from '../support/clients.ts';
import { SigningKiosk } from '../support/signing-kiosk.ts';

const counter = 'quay-1' as CounterId;
const month = { from: '2026-11-01', to: '2026-11-30' };

describe("the district's API", () => {
  let district: DistrictServer;
  let url: string;
  let time = Date.UTC(2026, 10, 20, 3);

  beforeAll(async () => {
    const built = await buildDistrict({
      postgres: null,
      data: null,
      behindProxy: true,
      now: () => time,
    });
    if (!built.ok) throw new Error(built.problem.en);
    district = built.value;
    await loadSamples(district.store, district.now, 'samples');
    url = await district.http.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => district.close());

  /** A client at an address of its own: attempts are counted by address. */
  let addresses = 0;
  const client = (headers: Record<string, string> = {}): DistrictClient => {
    addresses += 1;
    const from = `10.0.0.${addresses}`;
    return createORPCClient(
      new RPCLink({ url: `${url}/rpc`, headers: { 'x-forwarded-for': from, ...headers } }),
    );
  };
  const office = async () =>
    officeClient(
      `${url}/#link=${await newOfficeLink(district.store, district.now, sampleOfficeUser)}`,
    );
  const codeOf = (asking: Promise<unknown>) =>
    asking.then(
      () => 'answered',
      (error: unknown) =>
        error instanceof ORPCError && error.code === 'REFUSED'
          ? (error.data as { code: string }).code
          : error,
    );
  const newCode = async (): Promise<string> =>
    (await makeEnrolmentCode(district.store, district.now, { counter, name: 'Kiosk 1' })) ?? '';

  describe('enrolment', () => {
    const enrol = async (kiosk: SigningKiosk, code: string): Promise<Enrolment> => {
      const enrolment = await client().enrol({ code, publicKey: kiosk.publicKey, version: '1' });
      kiosk.kiosk = enrolment.kiosk;
      return enrolment;
    };

    test('hands over place, keys and every document', async () => {
      const enrolment = await enrol(new SigningKiosk(), await newCode());
      expect(enrolment.counter.id).toBe(counter);
      expect(Buffer.from(enrolment.unitKey, 'base64url')).toHaveLength(32);
      expect(Buffer.from(enrolment.sealingKey.publicKey, 'base64url')).toHaveLength(32);
      expect(Buffer.from(enrolment.publishingKey?.publicKey ?? '', 'base64url')).toHaveLength(32);
      const bodies = new Map(enrolment.documents.map((document) => [document.kind, document.body]));
      expect(documentBodies.settings.parse(bodies.get('settings')).counter.id).toBe(counter);
      expect(documentBodies.form.parse(bodies.get('form')).levels).toHaveLength(5);
      expect(documentBodies.officers.parse(bodies.get('officers')).officers).toHaveLength(3);
    });

    test('gives two kiosks of one unit one unit key', async () => {
      const one = await enrol(new SigningKiosk(), await newCode());
      const other = await enrol(new SigningKiosk(), await newCode());
      expect(other.unitKey).toBe(one.unitKey);
      expect(other.kiosk).not.toBe(one.kiosk);
    });

    test('gives the same answer to the same key, and none to another', async () => {
      const code = await newCode();
      const kiosk = new SigningKiosk();
      const first = await enrol(kiosk, code);
      const typed = ` ${code.toLowerCase().replaceAll('-', ' ')}`;
      expect((await enrol(kiosk, typed)).kiosk).toBe(first.kiosk);
      expect(await codeOf(enrol(new SigningKiosk(), code))).toBe('enrolment.code');
    });

    test('refuses a wrong and an expired code', async () => {
      expect(await codeOf(enrol(new SigningKiosk(), 'AAAA-AAAA'))).toBe('enrolment.code');
      const code = await newCode();
      time += enrolmentCodeLifeMs;
      expect(await codeOf(enrol(new SigningKiosk(), code))).toBe('enrolment.code');
    });

    test('makes no code for a counter that is not there', async () => {
      const nowhere = { counter: 'quay-99' as CounterId, name: '' };
      expect(await makeEnrolmentCode(district.store, district.now, nowhere)).toBeNull();
    });

    const askDocuments = async (kiosk: SigningKiosk, body: object, spoiled = body) => {
      const payload = Buffer.from(JSON.stringify(body));
      return fetch(`${url}/api/documents`, {
        method: 'POST',
        body: JSON.stringify(spoiled),
        headers: {
          'content-type': 'application/json',
          ...kiosk.headers('POST', '/api/documents', payload),
        },
      });
    };

    test('sends a signed kiosk the documents that differ, and notes what it says', async () => {
      const kiosk = new SigningKiosk();
      const { documents } = await enrol(kiosk, await newCode());
      const have = Object.fromEntries(documents.map(({ kind, version }) => [kind, version]));
      const said = { queueDepth: 12, version: '2.0' };
      const none = await askDocuments(kiosk, { have, ...said });
      expect(await none.json()).toMatchObject({ documents: [] });
      const some = await askDocuments(kiosk, { have: { ...have, form: 0 }, ...said });
      expect(await some.json()).toMatchObject({
        documents: [{ kind: 'form', version: have.form }],
      });
      const standings = await (await office()).office.kiosks();
      expect(standings.find((row) => row.kiosk === kiosk.kiosk)).toMatchObject({
        ...said,
        name: 'Kiosk 1',
        state: 'active',
        lastContact: time,
      });
    });

    test('after going back in time, sends what it holds above what the kiosk has', async () => {
      const kiosk = new SigningKiosk();
      const { documents } = await enrol(kiosk, await newCode());
      const have = Object.fromEntries(documents.map(({ kind, version }) => [kind, version]));
      const said = { queueDepth: 0, version: '1' };
      const ask = async (newer: object) =>
        (await askDocuments(kiosk, { have: { ...have, ...newer }, ...said })).json();
      const newer = { settings: 7, form: 3 };
      expect(await ask(newer)).toMatchObject({
        documents: [
          { kind: 'settings', version: 8 },
          { kind: 'form', version: 4 },
        ],
      });
      expect(await ask({ settings: 8, form: 4 })).toMatchObject({ documents: [] });
      expect(await ask({ settings: 8, form: Number.MAX_SAFE_INTEGER })).toMatchObject({
        documents: [{ kind: 'form', version: 4 }],
      });
    });

    test('answers unsigned, tampered and retired kiosks as the upload does', async () => {
      const kiosk = new SigningKiosk();
      await enrol(kiosk, await newCode());
      const body = { have: {}, queueDepth: 0, version: '1' };
      const unsigned = await fetch(`${url}/api/documents`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
      expect(unsigned.status).toBe(401);
      expect((await askDocuments(kiosk, body, { ...body, queueDepth: 1 })).status).toBe(400);
      await district.store.kiosks.setState(kiosk.kiosk as KioskId, 'retired');
      const retired = await askDocuments(kiosk, body);
      expect(retired.status).toBe(410);
      expect(await retired.json()).toMatchObject({
        code: 'REFUSED',
        data: { code: 'district.retired' },
      });
    });
  });

  describe('the office', () => {
    test('is shown nothing without a session', async () => {
      const nobody = client();
      expect(await nobody.office.me()).toEqual({ user: null });
      expect(await codeOf(nobody.office.report(month))).toBe('office.signed-out');
      expect(await codeOf(nobody.office.kiosks())).toBe('office.signed-out');
      expect(await codeOf(nobody.office.units())).toBe('office.signed-out');
    });

    test('signs in by a link, once, and out again', async () => {
      const link = await newOfficeLink(district.store, district.now, sampleOfficeUser);
      const signedIn = await officeClient(`${url}/#link=${link}`);
      expect(await signedIn.office.me()).toEqual({ user: sampleOfficeUser });
      expect(await codeOf(client().office.signInByLink({ link }))).toBe('office.sign-in');
      expect((await signedIn.office.units()).map((unit) => unit.id)).toEqual(['don-vi-mau']);
      expect(await signedIn.office.report(month)).toMatchObject({ durability: 'demo' });
      await signedIn.office.signOut();
      expect(await signedIn.office.me()).toEqual({ user: null });
    });

    test('does not sign in by a link that has expired', async () => {
      const link = await newOfficeLink(district.store, district.now, sampleOfficeUser);
      time += sessionLifeMs;
      expect(await codeOf(client().office.signInByLink({ link }))).toBe('office.sign-in');
    });

    test('signs in by password, whatever form its letters are typed in', async () => {
      await setPassword(district.store, 'lãnh-đạo', 'mật khẩu dài');
      const right = { user: 'lãnh-đạo', password: 'mật khẩu dài'.normalize('NFD') };
      expect(await client().office.signIn(right)).toEqual({ user: 'lãnh-đạo' });
      const wrong = { ...right, password: 'mat khau dai' };
      expect(await codeOf(client().office.signIn(wrong))).toBe('office.sign-in');
      const unknown = { ...right, user: 'nobody' };
      expect(await codeOf(client().office.signIn(unknown))).toBe('office.sign-in');
      const passwordless = { user: sampleOfficeUser, password: '' };
      expect(await codeOf(client().office.signIn(passwordless))).toBe('office.sign-in');
    });

    test('lets one address try only so often', async () => {
      const guesser = client();
      const guess = () => codeOf(guesser.office.signIn({ user: 'a', password: 'b' }));
      for (let at = 0; at < attemptsMax; at += 1) expect(await guess()).toBe('office.sign-in');
      expect(await guess()).toBe('office.sign-in-paused');
      expect(attemptsWindowMs).toBeGreaterThan(0);
    });

    test('ends a session when its time is over', async () => {
      const signedIn = await office();
      time += sessionLifeMs;
      expect(await signedIn.office.me()).toEqual({ user: null });
    });

    test('keeps the session in a cookie that no script and no other site can use', async () => {
      const link = await newOfficeLink(district.store, district.now, sampleOfficeUser);
      const answer = await fetch(`${url}/api/office/session/link`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https' },
        body: JSON.stringify({ link }),
      });
      const cookie = answer.headers.getSetCookie()[0] ?? '';
      for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/']) {
        expect(cookie).toContain(attribute);
      }
    });

    test('is told of a period that ends before it begins', async () => {
      const asking = (await office()).office.report({ from: month.to, to: month.from });
      expect(await codeOf(asking)).toBe('report.period');
    });
  });

  describe('the door', () => {
    test.each(['https://elsewhere.example', 'null', 'nonsense'])(
      'does nothing for a page of %s',
      async (origin) => {
        const answer = await fetch(`${url}/api/office/session`, {
          method: 'DELETE',
          headers: { origin },
        });
        expect(answer.status).toBe(403);
        expect(await answer.json()).toMatchObject({ code: 'door.refused' });
      },
    );

    test('describes itself, the journal routes included', async () => {
      const document = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object };
      expect(Object.keys(document.paths)).toEqual(
        expect.arrayContaining([
          '/enrolments',
          '/documents',
          '/office/report',
          '/journals/{journal}/entries',
          '/journals/{journal}/position',
          '/support-bundles',
          '/office/releases/files',
        ]),
      );
    });

    test('lets a page load nothing from elsewhere', async () => {
      const { headers } = await fetch(`${url}/`);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    });

    test('answers what it cannot read with a refusal, not with a failure', async () => {
      const post = (body: string) =>
        fetch(`${url}/api/enrolments`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': '10.1.0.1' },
          body,
        });
      expect((await post('{"code":')).status).toBe(400);
      expect((await post('{"code":7}')).status).toBe(400);
      expect((await post('')).status).toBe(400);
      expect((await fetch(`${url}/api/nothing`)).status).toBe(404);
    });
  });
});
