/**
 * What a sealed comment is bound to besides its key (HPKE, RFC 9180, base mode; DHKEM(X25519, HKDF-SHA256),
 * HKDF-SHA256, AES-256-GCM). Both sides must agree on these two texts to the byte.
 */

/** The `info` of the key schedule: the product, the purpose and the name of the key. */
export function sealingInfo(keyId: string): string {
  return `hai-long comment v1 ${keyId}`;
}

/** The additional authenticated data: a comment moved to another survey does not open. */
export function sealingAad(survey: string): string {
  return survey;
}
