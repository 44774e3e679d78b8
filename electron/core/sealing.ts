import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { SealedText } from '../../shared/model/journal.ts';
import { sealingAad, sealingInfo } from '../../shared/rules/sealing.ts';
import type { Identity } from './ports.ts';

/** The suite of every sealed text; the district opens with the same one. */
export const sealingSuite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/**
 * Seals a text to the district's key (HPKE base mode, RFC 9180). The kiosk keeps no secret with which it could be
 * opened again.
 */
export async function sealText(
  text: string,
  survey: string,
  key: Identity['sealingKey'],
): Promise<SealedText> {
  const publicKey = await sealingSuite.kem.deserializePublicKey(
    toArrayBuffer(Buffer.from(key.publicKey, 'base64url')),
  );
  const sealed = await sealingSuite.seal(
    { recipientPublicKey: publicKey, info: utf8(sealingInfo(key.id)) },
    utf8(text),
    utf8(sealingAad(survey)),
  );
  return { key: key.id, enc: base64url(sealed.enc), ct: base64url(sealed.ct) };
}

function utf8(text: string): ArrayBuffer {
  return toArrayBuffer(new TextEncoder().encode(text));
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function base64url(bytes: ArrayBuffer): string {
  return Buffer.from(bytes).toString('base64url');
}
