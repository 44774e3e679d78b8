import { createHash, verify, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import {
  contentDigestValue,
  readSignature,
  signatureBase,
} from '../../shared/contract/signature.ts';
import { refusalStatus, type UploadRefusal } from '../../shared/contract/upload.ts';
import type { SentDocument } from '../../shared/model/documents.ts';
import type { Hash, JournalId } from '../../shared/model/ids.ts';
import { entrySchema, type Position } from '../../shared/model/journal.ts';
import { problem } from '../../shared/model/problems.ts';
import { zeroHash } from '../../shared/rules/journal-line.ts';

/** A request as it arrived. */
export type Arrived = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};

/** Something to do with one request instead of answering it well. */
export type Fault = (response: ServerResponse, arrived: Arrived) => void;

type Held = { readonly id: string; readonly hash: Hash };

/**
 * A district for the kiosk's tests: a real HTTP server that keeps one kiosk's journals in memory, checks digest,
 * signature and chain, and can be told to answer the next requests badly.
 */
export class FaultyDistrict {
  readonly arrived: Arrived[] = [];
  /** Taken one per request, oldest first; without one the district answers as it should. */
  readonly faults: Fault[] = [];
  documents: SentDocument[] = [];
  /** District time less the real time of this machine. */
  time: () => number = Date.now;
  entriesMax = Number.POSITIVE_INFINITY;
  enrol: (input: unknown) => { status: number; body: unknown } = () => ({ status: 500, body: {} });
  readonly #held = new Map<string, Held[]>();
  readonly #kioskKey: KeyObject;
  readonly #server;

  constructor(kioskKey: KeyObject, certificate?: { key: string; cert: string }) {
    this.#kioskKey = kioskKey;
    const serve = (request: IncomingMessage, response: ServerResponse): void => {
      void this.#serve(request, response);
    };
    this.#server = certificate ? createTlsServer(certificate, serve) : createServer(serve);
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The ids held of a journal, in order. */
  ids(journal: JournalId): string[] {
    return this.#of(journal).map(({ id }) => id);
  }

  /** A restored backup: everything after `seq` is gone. */
  goBackTo(journal: JournalId, seq: number): void {
    this.#of(journal).length = seq;
  }

  /** Makes the district's copy of entry `seq` another one. */
  falsify(journal: JournalId, seq: number): void {
    this.#of(journal)[seq - 1] = { id: 'other', hash: 'f'.repeat(64) as Hash };
  }

  position(journal: JournalId): Position {
    const held = this.#of(journal);
    return { journal, seq: held.length, hash: held.at(-1)?.hash ?? zeroHash };
  }

  #of(journal: string): Held[] {
    const held = this.#held.get(journal) ?? [];
    this.#held.set(journal, held);
    return held;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const body = await buffer(request).catch(() => Buffer.alloc(0));
    const arrived = { method, url, headers, body };
    this.arrived.push(arrived);
    const fault = this.faults.shift();
    if (fault) fault(response, arrived);
    else this.answerWell(response, arrived);
  }

  answerWell(response: ServerResponse, arrived: Arrived): void {
    if (arrived.url === '/api/enrolments') {
      const { status, body } = this.enrol(JSON.parse(arrived.body.toString()));
      return answerJson(response, status, body);
    }
    if (!this.#isSigned(arrived)) return this.#refuse(response, 'signature', null);
    if (arrived.url === '/api/documents') {
      return answerJson(response, 200, { documents: this.documents, time: this.time() });
    }
    const asked = /^\/api\/journals\/([0-9a-f-]+)\/(entries|position)(\?|$)/.exec(arrived.url);
    if (asked === null) return answerJson(response, 404, {});
    const journal = asked[1] as JournalId;
    if (asked[2] === 'position') return this.#acknowledge(response, journal);
    return this.#take(response, journal, arrived);
  }

  #take(response: ServerResponse, journal: JournalId, arrived: Arrived): void {
    const lines = gunzipSync(arrived.body).toString().trimEnd().split('\n');
    const held = this.#of(journal);
    if (lines.length > this.entriesMax) return this.#refuse(response, 'too-large', null);
    const entries = lines.map((line) => ({
      ...entrySchema.parse(JSON.parse(line)),
      hash: createHash('sha256').update(line).digest('hex') as Hash,
    }));
    if ((entries[0]?.seq ?? 0) > held.length + 1)
      return this.#refuse(response, 'gap', this.position(journal));
    for (const { seq, id, prev, hash } of entries) {
      const known = held[seq - 1];
      if (known && known.hash !== hash)
        return this.#refuse(response, 'fork', this.position(journal));
      if (known) continue;
      if (prev !== this.position(journal).hash)
        return this.#refuse(response, 'chain', this.position(journal));
      held.push({ id, hash });
    }
    this.#acknowledge(response, journal);
  }

  #acknowledge(response: ServerResponse, journal: JournalId): void {
    const position = this.position(journal);
    answerJson(response, 200, { position, time: this.time(), durability: 'full' });
  }

  #refuse(
    response: ServerResponse,
    refusal: UploadRefusal['refusal'],
    position: Position | null,
  ): void {
    answerJson(response, refusalStatus[refusal], this.refusal(refusal, position));
  }

  refusal(refusal: UploadRefusal['refusal'], position: Position | null): UploadRefusal {
    return { refusal, problem: problem('district.error'), position, time: this.time() };
  }

  #isSigned({ method, url, headers, body }: Arrived): boolean {
    const { signature, 'signature-input': signatureInput, 'content-digest': digest } = headers;
    const hasBody = body.length > 0;
    const expected = contentDigestValue(createHash('sha256').update(body).digest('base64'));
    if (hasBody && digest !== expected) return false;
    const texts = { signature: String(signature), signatureInput: String(signatureInput) };
    const read = readSignature(texts, hasBody);
    if (read === null) return false;
    const [path = '', query] = url.split('?');
    const contentDigest = hasBody ? expected : null;
    const signed = { method, path, query: query === undefined ? '' : `?${query}`, contentDigest };
    const base = signatureBase(signed, read.signatureParams);
    return verify(null, Buffer.from(base), this.#kioskKey, read.signature);
  }
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** The bad days of the network and of servers, by name. */
export const faults = {
  /** A status with a page for people, as proxies and web servers give it. */
  status:
    (status: number, headers: Record<string, string> = {}): Fault =>
    (response) => {
      response.writeHead(status, { 'content-type': 'text/html', ...headers });
      response.end('<!doctype html><title>…</title>');
    },
  /** A captive portal: its log-in page instead of the answer. */
  portal: (response: ServerResponse): void => faults.status(200)(response, nothing),
  json:
    (status: number, body: unknown): Fault =>
    (response) =>
      answerJson(response, status, body),
  empty: (response: ServerResponse): void => void response.writeHead(200).end(),
  /** Announces more than it sends, then hangs up. */
  truncated: (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"position":{', () => response.destroy());
  },
  /** Hangs up without a word. */
  reset: (response: ServerResponse): void => void response.socket?.resetAndDestroy(),
  /** Takes the request and never answers. */
  silence: (): void => undefined,
};

const nothing: Arrived = { method: '', url: '', headers: {}, body: Buffer.alloc(0) };
