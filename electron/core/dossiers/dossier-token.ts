import { createHmac } from 'node:crypto';
import { dossierTokenSchema, type DossierToken } from '../../../shared/model/ids.ts';
import type { DossierCode } from '../../../shared/model/dossier-code.ts';

/**
 * The token of a dossier: HMAC-SHA256 of its raw code under the unit's key. Equal dossiers of one unit have equal
 * tokens on every kiosk; without the key nobody reads a citizen's file number out of one.
 */
export function dossierToken(code: DossierCode, unitKey: string): DossierToken {
  const key = Buffer.from(unitKey, 'base64url');
  return dossierTokenSchema.parse(createHmac('sha256', key).update(code.raw).digest('hex'));
}
