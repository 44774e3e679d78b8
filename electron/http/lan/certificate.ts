import 'reflect-metadata'; // first: @peculiar/x509 is put together with it
import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { LanKeyFiles, LanKeys } from '../../core/ports.ts';

/**
 * The certificate of the door to the LAN. A unit without a certificate authority gets one that the kiosk made: its
 * fingerprint is read off the kiosk's own screen and compared once, on the officer's computer.
 */

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** Not from the clock, which may be years off: a certificate of tomorrow would be refused today. */
const validFrom = new Date('2020-01-01T00:00:00Z');
const validUntil = new Date('2049-12-31T00:00:00Z');

/** The unit's, the kept one if it names every host, or a new one, which is then kept. Problems: `lan.certificate`, `storage.*`. */
export async function lanKeys(
  files: LanKeyFiles,
  hosts: readonly string[],
): Promise<Result<LanKeys, Problem>> {
  const supplied = files.supplied();
  if (!supplied.ok) return supplied;
  if (supplied.value) return checked(supplied.value);
  const kept = files.kept();
  if (kept && checked(kept).ok && hosts.every((host) => isFor(kept, host))) return ok(kept);
  const made = await makeKeys(hosts);
  const written = files.keep(made);
  return written.ok ? ok(made) : written;
}

/** SHA-256 of the certificate, in groups that two people can read to each other: `AB12 CD34 …`. */
export function fingerprintOf({ certificate }: LanKeys): string {
  const hex = new X509Certificate(certificate).fingerprint256.replaceAll(':', '');
  return (hex.match(/.{4}/g) ?? []).join(' ');
}

function checked(keys: LanKeys): Result<LanKeys, Problem> {
  try {
    const belongs = new X509Certificate(keys.certificate).checkPrivateKey(
      createPrivateKey(keys.key),
    );
    return belongs ? ok(keys) : unusable('the key is not of this certificate');
  } catch (error) {
    return unusable(error instanceof Error ? error.message : String(error));
  }
}

function unusable(reason: string): Result<never, Problem> {
  return fail(problem('lan.certificate', { reason }));
}

function isFor({ certificate }: LanKeys, host: string): boolean {
  const read = new X509Certificate(certificate);
  return (isIP(host) ? read.checkIP(host) : read.checkHost(host)) !== undefined;
}

type GeneratorKeys = Parameters<typeof X509CertificateGenerator.createSelfSigned>[0]['keys'];

async function makeKeys(hosts: readonly string[]): Promise<LanKeys> {
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const keys: unknown = pair; // the same thing under the browser's name for it
  const names = hosts.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value }) as const);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Hai Long kiosk',
    notBefore: validFrom,
    notAfter: validUntil,
    signingAlgorithm: algorithm,
    keys: keys as GeneratorKeys,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(names),
    ],
  });
  const exported = await webcrypto.subtle.exportKey('pkcs8', pair.privateKey);
  const key = createPrivateKey({ key: Buffer.from(exported), format: 'der', type: 'pkcs8' });
  return {
    certificate: `${certificate.toString('pem').trim()}\n`,
    key: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}
