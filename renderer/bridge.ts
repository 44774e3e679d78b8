import { createORPCClient, ORPCError, type ClientLink } from '@orpc/client';
import { RPCLink as HttpLink } from '@orpc/client/fetch';
import type { CitizenClient } from '../shared/contract/citizen.ts';
import type { DeskClient } from '../shared/contract/desk.ts';
import type { TechnicianClient } from '../shared/contract/technician.ts';
import { bridgeRetryFirstMs, bridgeRetryMaxMs } from '../shared/limits.ts';
import type { Problem } from '../shared/model/problems.ts';

/**
 * The window's one way to the machine: oRPC over the MessagePort that Electron hands over, or over loopback HTTP.
 * The page sees one client that lives as long as the page; machines behind it may come and go.
 */

/** `opening` until the first answer; `gone` while the machine does not answer. */
export type Connection = 'opening' | 'open' | 'gone';

export interface Bridge<Client> {
  /** The contract's procedures, each call over whatever link there is when it is made. */
  readonly client: Client;
  /**
   * Draws every event of a stream, for ever: a stream that ends is opened again after a bounded pause.
   * @returns how to stop.
   */
  follow<Event>(
    open: (client: Client, signal: AbortSignal) => Promise<AsyncIterable<Event>>,
    draw: (event: Event) => void,
    connection: (state: Connection) => void,
  ): () => void;
  /**
   * Repeats a call until the machine has answered it, with a result or with a refusal (which is thrown).
   * Only for calls that may be made twice: the same tap, the same detail.
   */
  insist<Output>(call: (client: Client) => Promise<Output>): Promise<Output>;
}

/** The citizen's contract over the transport this page was opened with. */
export function connectCitizen(): Bridge<CitizenClient> {
  return bridgeOver<CitizenClient>(transportOfPage());
}

/** The desk's contract over the transport this page was opened with. */
export function connectDesk(): Bridge<DeskClient> {
  return bridgeOver<DeskClient>(transportOfPage());
}

/** The technician's contract over the transport this page was opened with. */
export function connectTechnician(): Bridge<TechnicianClient> {
  return bridgeOver<TechnicianClient>(transportOfPage());
}

/** The problem a call was refused with, or null if it failed in another way. */
export function refusalOf(error: unknown): Problem | null {
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') return null;
  return error.data as Problem;
}

/** Whether a call that failed was answered at all: with a refusal or a defect, not with silence. */
export function isAnswer(error: unknown): boolean {
  return error instanceof ORPCError;
}

type Link = ClientLink<Record<never, never>>;
/** Gives the link to use now; waits while there is none. */
export type Transport = () => Promise<Link>;

/** Builds a bridge over any transport. */
export function bridgeOver<Client extends object>(transport: Transport): Bridge<Client> {
  const link: Link = {
    call: async (path, input, options) => (await transport()).call(path, input, options),
  };
  // The contract's type is the promise both ends make; over a link nothing of it is left to check.
  const client = createORPCClient(link) as unknown as Client;
  return {
    client,
    follow: (open, draw, connection) => follow((signal) => open(client, signal), draw, connection),
    insist: (call) => insist(() => call(client)),
  };
}

function follow<Event>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<Event>>,
  draw: (event: Event) => void,
  connection: (state: Connection) => void,
): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  const pauses = pausesBetweenTries();

  const run = async (): Promise<void> => {
    connection('opening');
    while (!signal.aborted) {
      for await (const event of eventsUntilLost(() => open(signal))) {
        if (signal.aborted) return;
        pauses.reset();
        connection('open');
        draw(event);
      }
      if (signal.aborted) return;
      connection('gone');
      await pauses.next();
    }
  };
  void run();
  return () => {
    stopped.abort();
  };
}

async function insist<Output>(call: () => Promise<Output>): Promise<Output> {
  const pauses = pausesBetweenTries();
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (isAnswer(error)) throw error;
    }
    await pauses.next();
  }
}

/** A stream that breaks simply ends; an error in drawing its events is not caught here. */
async function* eventsUntilLost<Event>(
  open: () => Promise<AsyncIterable<Event>>,
): AsyncGenerator<Event> {
  try {
    yield* await open();
  } catch {
    // Lost: the caller says so and opens it again.
  }
}

function pausesBetweenTries(): { next(): Promise<void>; reset(): void } {
  let pauseMs = bridgeRetryFirstMs;
  return {
    next: () => {
      const nowMs = pauseMs;
      pauseMs = Math.min(pauseMs * 2, bridgeRetryMaxMs);
      return new Promise((resolve) => setTimeout(resolve, nowMs));
    },
    reset: () => {
      pauseMs = bridgeRetryFirstMs;
    },
  };
}

function transportOfPage(): Transport {
  return location.protocol === 'app:' ? portTransport(window) : httpTransport(tokenOfPage());
}

/**
 * Loopback HTTP. The token came in the address's fragment, which browsers send to nobody.
 */
export function httpTransport(token: string): Transport {
  // Part of the page's own script: fetching it apart would be one more round trip before the first screen.
  const link: Promise<Link> = Promise.resolve(
    new HttpLink({
      url: new URL('/rpc', location.origin),
      headers: { authorization: `Bearer ${token}` },
    }),
  );
  return () => link;
}

const tokenKey = 'hai-long-token';

/** Takes the token out of the address, so that nobody reads it off the screen, and keeps it for a reload. */
export function tokenOfPage(): string {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given !== null) {
    sessionStorage.setItem(tokenKey, given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return given ?? sessionStorage.getItem(tokenKey) ?? '';
}

/** What the preload script calls the port it hands over, at first and after every restart of the machine. */
const portMessage = 'hai-long-port';

/**
 * The MessagePort of Electron. Each restart of the machine brings a new port; calls still waiting on the old one are
 * given up, so that {@link Bridge.insist} can make them again on the new one.
 */
export function portTransport(page: Window): Transport {
  let current = expectLink();
  let lost = new AbortController();

  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    const port = event.ports[0];
    if (event.source !== page || event.data !== portMessage || port === undefined) return;
    lost.abort();
    const own = new AbortController();
    lost = own;
    if (current.isGiven) current = expectLink();
    const waiting = current;
    waiting.isGiven = true;
    port.addEventListener('close', () => {
      own.abort();
      if (current === waiting) current = expectLink();
    });
    void linkOver(port, own.signal).then(waiting.give);
  });
  return () => current.link;
}

interface ExpectedLink {
  readonly link: Promise<Link>;
  readonly give: (link: Link) => void;
  isGiven: boolean;
}

function expectLink(): ExpectedLink {
  let give: (link: Link) => void = () => undefined;
  const link = new Promise<Link>((resolve) => {
    give = resolve;
  });
  return { link, give, isGiven: false };
}

async function linkOver(port: MessagePort, lost: AbortSignal): Promise<Link> {
  const { RPCLink } = await import('@orpc/client/message-port');
  const link = new RPCLink({ port });
  port.start();
  return {
    call: (path, input, options) => {
      const signals = options.signal === undefined ? [lost] : [lost, options.signal];
      return link.call(path, input, { ...options, signal: AbortSignal.any(signals) });
    },
  };
}
