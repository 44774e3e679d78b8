import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What the network between a kiosk and its district does. */
export const networkFaults = [
  /** Carries everything. */
  'none',
  /** Hangs up on every connection. */
  'refused',
  /** Breaks off in the middle of the request. */
  'request-reset',
  /** Carries the request, loses the answer and hangs up. */
  'answer-swallowed',
  /** Breaks off in the middle of the answer. */
  'answer-cut',
  /** Carries the request and never an answer; the connection stays open. */
  'answer-withheld',
  /** Carries everything, late. */
  'slow',
  /** Answers in the server's place, with success and a page of its own, as the portal of a guest network does. */
  'portal',
] as const;
export type NetworkFault = (typeof networkFaults)[number];

const lateMs = 15;

const portalPage = '<!doctype html><title>Wi-Fi</title><p>Xin mời đăng nhập.</p>';
const portalAnswer = [
  'HTTP/1.1 200 OK',
  'content-type: text/html; charset=utf-8',
  `content-length: ${Buffer.byteLength(portalPage)}`,
  'connection: close',
  '',
  portalPage,
].join('\r\n');

/** A TCP proxy in front of a server that spoils connections on request. */
export class FaultProxy {
  readonly #target: number;
  readonly #open = new Set<Socket>();
  readonly #server = createServer((client) => this.#carry(client));
  #fault: NetworkFault = 'none';

  /** @param target loopback port of the server behind it */
  constructor(target: number) {
    this.#target = target;
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From now on every connection meets this fault; those that are open end. */
  meet(fault: NetworkFault): void {
    this.#fault = fault;
    for (const socket of this.#open) socket.destroy();
  }

  async close(): Promise<void> {
    this.meet('refused');
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #carry(client: Socket): void {
    const fault = this.#fault;
    this.#keep(client);
    if (fault === 'refused') {
      client.resetAndDestroy();
      return;
    }
    // Dialled when something is said: a client that gives up while connecting leaves a silent connection behind, and
    // the district's orderly close waits for those without end.
    client.once('data', (first) => {
      if (fault === 'portal') {
        client.end(portalAnswer);
        return;
      }
      const server = connect(this.#target, '127.0.0.1');
      this.#keep(server);
      client.once('close', () => server.destroy());
      server.once('close', () => client.destroy());
      server.on('data', (chunk) => carryAnswer(fault, client, server, chunk));
      client.on('data', (chunk) => carryRequest(fault, client, server, chunk));
      carryRequest(fault, client, server, first);
    });
  }

  #keep(socket: Socket): void {
    this.#open.add(socket);
    socket.on('error', () => socket.destroy()); // a broken connection is what this is for
    socket.once('close', () => this.#open.delete(socket));
  }
}

function carryRequest(fault: NetworkFault, client: Socket, server: Socket, chunk: Buffer): void {
  if (fault !== 'request-reset') {
    server.write(chunk);
    return;
  }
  server.write(half(chunk), () => server.resetAndDestroy());
  client.resetAndDestroy();
}

function carryAnswer(fault: NetworkFault, client: Socket, server: Socket, chunk: Buffer): void {
  switch (fault) {
    case 'answer-withheld':
      return;
    case 'answer-swallowed':
      client.resetAndDestroy();
      return;
    case 'answer-cut':
      client.write(half(chunk), () => client.destroy());
      server.destroy();
      return;
    case 'slow':
      setTimeout(() => client.writable && client.write(chunk), lateMs);
      return;
    default:
      client.write(chunk);
  }
}

function half(chunk: Buffer): Buffer {
  return chunk.subarray(0, Math.ceil(chunk.length / 2));
}
