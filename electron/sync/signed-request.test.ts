import { createPrivateKey, createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerBytesMax } from '../../shared/limits.ts';
import { sendingKiosk, type SendingKiosk } from '../../tests/support/sending-kiosk.ts';
import { signText } from './signed-request.ts';

describe('the signing primitive', () => {
  // RFC 9421, appendix B.1.4 (test-key-ed25519) and B.2.6.
  const privateKey = createPrivateKey(
    '-----BEGIN PRIVATE KEY-----\n' +
      'MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n' +
      '-----END PRIVATE KEY-----\n',
  );
  const base = [
    '"date": Tue, 20 Apr 2021 02:07:55 GMT',
    '"@method": POST',
    '"@path": /foo',
    '"@authority": example.com',
    '"content-type": application/json',
    '"content-length": 18',
    '"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
  ].join('\n');
  const expected =
    'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==';

  it('makes the signature of the standard’s Ed25519 example', () => {
    const signature = Buffer.from(signText(base, privateKey));
    expect(signature.toString('base64')).toBe(expected);
    expect(verify(null, Buffer.from(base), createPublicKey(privateKey), signature)).toBe(true);
  });
});

describe('a signed request', () => {
  let kiosk: SendingKiosk;
  beforeEach(async () => {
    kiosk = await sendingKiosk();
  });
  afterEach(() => kiosk.district.close());

  const ask = (path: string) =>
    kiosk.send({ method: 'GET', path, headers: {}, body: null, answerBytesMax });

  it('is recognised by the district, with and without a query', async () => {
    const journal = kiosk.journal.position().journal;
    for (const query of ['', '?since=1&of=a%20b']) {
      const exchange = await ask(`/api/journals/${journal}/position${query}`);
      expect(exchange).toMatchObject({ kind: 'answered', status: 200 });
    }
  });

  it('names the kiosk and carries no digest without a body', async () => {
    await ask('/api/x/y/z');
    const { headers } = kiosk.district.arrived[0]!;
    expect(headers['signature-input']).toContain(`keyid="${kiosk.identity.kiosk}"`);
    expect(headers['content-digest']).toBeUndefined();
  });

  it('goes to the root of the district’s host', async () => {
    await ask('/api/x/y/z');
    expect(kiosk.district.arrived[0]?.url).toBe('/api/x/y/z');
  });
});
