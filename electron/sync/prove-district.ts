import { z } from 'zod';
import { publishingKeySchema } from '../../shared/contract/catalogue.ts';
import { supportBundlePath } from '../../shared/contract/technician.ts';
import { answerBytesMax, documentsAnswerBytesMax } from '../../shared/limits.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { Clock } from '../core/ports.ts';
import type { DistrictAnswer } from '../core/technician/diagnose.ts';
import { documentsPath, jsonType } from './documents.ts';
import { exchange } from './exchange.ts';
import { problemSaid, read, setbackOf } from './setback.ts';
import { createSender, type Send, type SenderParts } from './signed-request.ts';

export type { DistrictAnswer } from '../core/technician/diagnose.ts';

const healthPath = '/api/health';
const healthSchema = z.object({ durability: z.enum(['full', 'demo']), time: z.int() });
const documentsSchema = z.object({
  documents: z.array(z.unknown()),
  publishingKey: publishingKeySchema.optional(),
  time: z.int(),
});

/** Who answers there. A captive portal answers everything, and never in these words. */
export async function askDistrict(
  districtUrl: string,
  clock: Clock,
  stopped: AbortSignal,
): Promise<DistrictAnswer> {
  const url = URL.parse(healthPath, districtUrl);
  if (!url || !/^https?:$/.test(url.protocol)) return { kind: 'silent' };
  const request = { method: 'GET', url, headers: {}, body: null, answerBytesMax } as const;
  const answer = await exchange(request, clock, stopped);
  if (answer.kind === 'no-answer') return { kind: 'silent' };
  const health = answer.status === 200 ? read(healthSchema, answer.body) : null;
  if (health === null) return { kind: 'other' };
  return { kind: 'district', aheadMs: Math.round(health.time - answer.middleWallMs) };
}

/**
 * Whether the district there knows this kiosk and publishes with the same key; null if so. It is asked as it is asked
 * every minute, so a district that answers it is one that the kiosk can go on with.
 */
export async function proveDistrict(
  parts: SenderParts,
  said: { readonly version: string; readonly queueDepth: number },
): Promise<Problem | null> {
  const { districtUrl: url, identity } = parts;
  const refusal = (reason: string): Problem => problem('setting.rolled-back', { url, reason });
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return refusal('URL');
  const answer = await createSender(parts)({
    method: 'POST',
    path: documentsPath,
    headers: { 'content-type': jsonType },
    body: new TextEncoder().encode(JSON.stringify({ have: {}, ...said })),
    answerBytesMax: documentsAnswerBytesMax,
  });
  if (answer.kind === 'no-answer') return refusal(answer.problem.code);
  const given = answer.status === 200 ? read(documentsSchema, answer.body) : null;
  if (given === null) return refusal(setbackOf(answer).problem.code);
  const isSame = given.publishingKey?.publicKey === identity.publishingKey?.publicKey;
  return isSame || !identity.publishingKey ? null : refusal('provision.other-district');
}

/** Problem: the district's own, or `bundle.district` where it gave none. */
export async function sendBundle(send: Send, bytes: Uint8Array): Promise<Result<void, Problem>> {
  const answer = await send({
    method: 'POST',
    path: supportBundlePath,
    headers: { 'content-type': 'application/zip' },
    body: new Uint8Array(bytes),
    answerBytesMax,
  });
  if (answer.kind === 'no-answer') return fail(problem('bundle.district'));
  return answer.status === 200
    ? ok(undefined)
    : fail(problemSaid(answer) ?? problem('bundle.district'));
}
