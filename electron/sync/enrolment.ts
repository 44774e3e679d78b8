import { createPrivateKey, createPublicKey } from 'node:crypto';
import { enrolmentSchema, type Enrolment } from '../../shared/contract/district.ts';
import { documentsAnswerBytesMax } from '../../shared/limits.ts';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { Clock, Identity, IdentityStore, Journal, Log } from '../core/ports.ts';
import { jsonType, type Installer } from './documents.ts';
import { exchange } from './exchange.ts';
import { read, setbackOf } from './setback.ts';

/** A one-time code in exchange for a name, a place and keys. */

const enrolmentPath = '/api/enrolments';

export type EnrolmentParts = {
  readonly identity: IdentityStore;
  readonly journal: Journal;
  readonly installer: Installer;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  readonly stopped: AbortSignal;
};

/** The district's address, and the code as a person types it: blanks and case do not matter. */
export type EnrolmentRequest = {
  readonly districtUrl: string;
  readonly code: string;
  /** The district must publish with this key (raw Ed25519, base64url), or nothing is kept: `provision.other-district`. */
  readonly publishingKey?: string;
};

/**
 * Enrols this kiosk. The private key never leaves it, and is kept until the answer has arrived, so that asking again
 * after a lost answer is the same enrolment.
 * Errors: `enrolment.code`, a `district.*` problem, or a `storage.*` one.
 */
export async function enrol(
  request: EnrolmentRequest,
  parts: EnrolmentParts,
): Promise<Result<Identity, Problem>> {
  const key = parts.identity.pendingPrivateKey();
  if (!key.ok) return key;
  const answer = await askEnrolment(request, key.value, parts);
  if (!answer.ok) return answer;
  const { kiosk, unit, counter, unitKey, sealingKey, publishingKey, documents } = answer.value;
  if (request.publishingKey !== undefined && request.publishingKey !== publishingKey?.publicKey) {
    return fail(problem('provision.other-district'));
  }
  const identity: Identity = {
    districtUrl: request.districtUrl,
    kiosk,
    privateKey: key.value,
    unitKey,
    sealingKey,
    publishingKey,
  };
  const written = parts.identity.write(identity);
  if (!written.ok) return written;
  const body = { kiosk, unit: unit.id, counter: counter.id };
  const noted = parts.journal.append([{ kind: 'kiosk.enrolled', body }]);
  if (!noted.ok) parts.log('enrolment.not-journalled', { problem: noted.problem.code }); // enrolled all the same
  parts.installer.install(documents); // one that the disk refuses now comes again with the next pull
  return ok(identity);
}

async function askEnrolment(
  { districtUrl, code }: EnrolmentRequest,
  privateKey: string,
  { clock, version, stopped }: EnrolmentParts,
): Promise<Result<Enrolment, Problem>> {
  if (!isHttpUrl(districtUrl)) return fail(problem('district.unreachable'));
  const body = { code: normalisedCode(code), publicKey: publicKeyOf(privateKey), version };
  const answer = await exchange(
    {
      method: 'POST',
      url: new URL(enrolmentPath, districtUrl),
      headers: { 'content-type': jsonType },
      body: new TextEncoder().encode(JSON.stringify(body)),
      answerBytesMax: documentsAnswerBytesMax,
    },
    clock,
    stopped,
  );
  if (answer.kind === 'no-answer') return fail(answer.problem);
  const enrolment = answer.status === 200 ? read(enrolmentSchema, answer.body) : null;
  if (enrolment !== null) return ok(enrolment);
  return fail(setbackOf(answer).problem);
}

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
}

/** The code without blanks, in capitals: how districts print it. */
function normalisedCode(code: string): string {
  return code.replace(/\s/gu, '').toUpperCase();
}

/** The raw 32 bytes of the Ed25519 public key, base64url, of a PKCS #8 PEM private key. */
export function publicKeyOf(privateKey: string): string {
  const { x } = createPublicKey(createPrivateKey(privateKey)).export({ format: 'jwk' });
  if (x === undefined) throw new Error('The kiosk’s key is not an Ed25519 key.');
  return x;
}
