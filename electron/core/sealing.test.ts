import { generateKeyPairSync } from 'node:crypto';
import { Aes128Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { describe, expect, test } from 'vitest';
import { surveyIdSchema } from '../../shared/model/ids.ts';
import { sealedTextSchema, type SealedText } from '../../shared/model/journal.ts';
import { sealingAad, sealingInfo } from '../../shared/rules/sealing.ts';
import { sealingSuite, sealText } from './sealing.ts';

const survey = surveyIdSchema.parse('01234567-89ab-7def-8123-456789abcdef');
const bytes = (text: string): ArrayBuffer => new Uint8Array(Buffer.from(text)).buffer;
const unhex = (hex: string): ArrayBuffer => new Uint8Array(Buffer.from(hex, 'hex')).buffer;
const hex = (buffer: ArrayBuffer): string => Buffer.from(buffer).toString('hex');
const decode = (text: string): ArrayBuffer => new Uint8Array(Buffer.from(text, 'base64url')).buffer;

/** A district's key pair, as enrolment hands its public half over. */
function districtKey() {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const { d = '' } = privateKey.export({ format: 'jwk' });
  return { id: 'khoa-1', publicKey: x, secret: decode(d) };
}

/** Opens as the district does. */
async function open(
  sealed: SealedText,
  secret: ArrayBuffer,
  bound = { key: sealed.key, survey: String(survey) },
): Promise<string> {
  const recipientKey = await sealingSuite.kem.importKey('raw', secret, false);
  const opened = await sealingSuite.open(
    { recipientKey, enc: decode(sealed.enc), info: bytes(sealingInfo(bound.key)) },
    decode(sealed.ct),
    bytes(sealingAad(bound.survey)),
  );
  return Buffer.from(opened).toString();
}

describe('a sealed comment', () => {
  const text = 'Cán bộ hướng dẫn tận tình 👍🏽\nCảm ơn';

  test('opens with the district’s key and holds no plain text', async () => {
    const key = districtKey();
    const sealed = sealedTextSchema.parse(await sealText(text, survey, key));
    expect(sealed.key).toBe('khoa-1');
    expect(await open(sealed, key.secret)).toBe(text);
    expect(Buffer.from(sealed.ct, 'base64url').includes('tận tình')).toBe(false);
  });

  test('is another one each time', async () => {
    const key = districtKey();
    const [one, other] = [await sealText(text, survey, key), await sealText(text, survey, key)];
    expect(one.enc).not.toBe(other.enc);
    expect(one.ct).not.toBe(other.ct);
  });

  test('does not open with another key, for another survey, under another name, or changed', async () => {
    const key = districtKey();
    const sealed = await sealText(text, survey, key);
    const ct = Buffer.from(sealed.ct, 'base64url');
    ct.writeUInt8(ct.readUInt8(0) ^ 1, 0);
    await expect(open(sealed, districtKey().secret)).rejects.toThrow();
    await expect(open(sealed, key.secret, { key: 'khoa-2', survey })).rejects.toThrow();
    await expect(open(sealed, key.secret, { key: 'khoa-1', survey: 'x' })).rejects.toThrow();
    await expect(open({ ...sealed, ct: ct.toString('base64url') }, key.secret)).rejects.toThrow();
  });

  test('of the longest length fits into an entry', async () => {
    const sealed = await sealText('ệ'.repeat(2_000), survey, districtKey());
    expect(sealedTextSchema.safeParse(sealed).success).toBe(true);
  });
});

/** RFC 9180, appendix A.1.1: the same KEM and KDF as ours; the appendix has no vector with AES-256-GCM. */
test('the library opens the test vector of RFC 9180, A.1.1', async () => {
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes128Gcm(),
  });
  const secret = '4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8';
  const opened = await suite.open(
    {
      recipientKey: await suite.kem.importKey('raw', unhex(secret), false),
      enc: unhex('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431'),
      info: unhex('4f6465206f6e2061204772656369616e2055726e'),
    },
    unhex(
      'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9' +
        '6d8770ac83d07bea87e13c512a',
    ),
    unhex('436f756e742d30'),
  );
  expect(hex(opened)).toBe('4265617574792069732074727574682c20747275746820626561757479');
});
