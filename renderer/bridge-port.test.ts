import { expect, test, vi } from 'vitest';
import { portTransport } from './bridge.ts';

/** Stands for the link over a port: remembers its calls, which stay open until their signal gives up. */
const made = vi.hoisted(() => [] as { port: unknown; paths: string[] }[]);
vi.mock('@orpc/client/message-port', () => ({
  RPCLink: class {
    readonly #made: { port: unknown; paths: string[] };
    constructor({ port }: { port: unknown }) {
      this.#made = { port, paths: [] };
      made.push(this.#made);
    }
    call(path: string[], _input: unknown, { signal }: { signal: AbortSignal }): Promise<unknown> {
      this.#made.paths.push(path.join('.'));
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('given up')));
      });
    }
  },
}));

class FakePort extends EventTarget {
  started = false;
  start(): void {
    this.started = true;
  }
}

function hand(port: FakePort, data: unknown = 'hai-long-port', source: unknown = window): void {
  const event = new Event('message');
  Object.assign(event, { data, ports: [port] });
  Object.defineProperty(event, 'source', { value: source });
  window.dispatchEvent(event);
}

const call = async (transport: ReturnType<typeof portTransport>): Promise<unknown> =>
  (await transport()).call(['rate'], {}, { context: {} });

test('waits for a port, believes only its own page, and gives up the calls of a lost one', async () => {
  const transport = portTransport(window);
  const early = call(transport).catch((error: Error) => error.message);
  hand(new FakePort(), 'something else');
  hand(new FakePort(), 'hai-long-port', null);
  await vi.waitFor(() => expect(made).toHaveLength(0));

  const first = new FakePort();
  hand(first);
  await vi.waitFor(() => expect(made[0]?.paths).toEqual(['rate']));
  expect(first.started).toBe(true);

  const second = new FakePort();
  hand(second);
  expect(await early).toBe('given up');
  const late = call(transport).catch((error: Error) => error.message);
  await vi.waitFor(() => expect(made[1]?.paths).toEqual(['rate']));
  expect(made[1]?.port).toBe(second);

  second.dispatchEvent(new Event('close'));
  expect(await late).toBe('given up');
  const third = new FakePort();
  void call(transport).catch(() => undefined);
  hand(third);
  await vi.waitFor(() => expect(made[2]?.paths).toEqual(['rate']));
});
