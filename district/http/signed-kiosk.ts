import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusalStatus } from '../../shared/contract/upload.ts';
import type { Kiosk } from '../domain/ports.ts';
import type { District } from './district.ts';
import { problemOf } from './journal-routes.ts';
import { kioskOf } from './kiosk-signature.ts';

/**
 * The kiosk that signed a request without a body; it has called, and that is noted. Null: it is refused, and the answer is
 * on its way with the status that the upload has for it.
 */
export async function signedBy(
  { store, now }: District,
  { method, url, headers }: FastifyRequest,
  reply: FastifyReply,
): Promise<Kiosk | null> {
  const kiosk = await kioskOf(store.kiosks, { method, url, headers, body: null });
  if (kiosk.ok) {
    await store.kiosks.heard(kiosk.value.kiosk, now());
    return kiosk.value;
  }
  const because = problemOf(kiosk.problem, null);
  void reply.code(refusalStatus[kiosk.problem]).send({ problem: because });
  return null;
}
