import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { serializeDictionary } from 'structured-headers';
import {
  contentDigestValue,
  signatureBase,
  signatureLabel,
  signatureParams,
} from '../../shared/contract/signature.ts';
import { journalPath, ndjsonType } from '../../shared/contract/upload.ts';
import { ndjson, type JournalWriter } from './journal-writer.ts';

/** A key pair and a name: sends signed requests without a kiosk around it, also ones that no kiosk should send. */
export class SigningKiosk {
  kiosk = '';
  readonly publicKey: string;
  readonly #key: KeyObject;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    this.#key = privateKey;
    this.publicKey = publicKey.export({ format: 'jwk' }).x ?? '';
  }

  /** The three headers of a signed request. */
  headers(
    method: string,
    path: string,
    body: Uint8Array | null,
    query = '',
  ): Record<string, string> {
    const contentDigest =
      body && contentDigestValue(createHash('sha256').update(body).digest('base64'));
    const request = { method, path, query, contentDigest };
    const params = signatureParams(request, { keyid: this.kiosk, created: 1_795_000_000 });
    const signature = sign(null, Buffer.from(signatureBase(request, params)), this.#key);
    return {
      ...(contentDigest === null ? {} : { 'content-digest': contentDigest }),
      'signature-input': `${signatureLabel}=${params}`,
      signature: serializeDictionary({
        [signatureLabel]: [new Uint8Array(signature).buffer, new Map()],
      }),
    };
  }

  /** A batch of lines as a request, ready to be sent or to be spoiled first. */
  batch(writer: JournalWriter, lines: readonly string[] = writer.lines) {
    return this.upload(writer.journal, gzipSync(ndjson(lines)));
  }

  upload(journal: string, payload: Buffer) {
    const url = journalPath(journal, 'entries');
    return {
      method: 'POST' as const,
      url,
      payload,
      headers: {
        ...this.headers('POST', url, payload),
        'content-type': ndjsonType,
        'content-encoding': 'gzip',
      },
    };
  }
}
