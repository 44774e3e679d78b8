import { ORPCError, type ClientLink } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bridgeRetryFirstMs, bridgeRetryMaxMs } from '../shared/limits.ts';
import { problem } from '../shared/model/problems.ts';
import { bridgeOver, refusalOf, tokenOfPage, type Connection } from './bridge.ts';

interface SampleClient {
  view(): Promise<AsyncIterable<number>>;
  rate(input: { tap: string }): Promise<string>;
}

/** Answers calls in order: an array is a stream that then breaks, an error is thrown, anything else is the result. */
function bridgeAnswering(answers: unknown[]) {
  const inputs: unknown[] = [];
  const link: ClientLink<Record<never, never>> = {
    call: async (_path, input) => {
      inputs.push(input);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return Array.isArray(answer) ? streamOf(answer) : answer;
    },
  };
  return { bridge: bridgeOver<SampleClient>(async () => link), inputs };
}

async function* streamOf(events: unknown[]): AsyncGenerator<unknown> {
  yield* events;
  throw new TypeError('network error');
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('following a stream', () => {
  test('draws every event and opens a broken stream again', async () => {
    const { bridge } = bridgeAnswering([[1, 2], new TypeError('refused'), [3]]);
    const drawn: number[] = [];
    const states: Connection[] = [];
    const stop = bridge.follow(
      (client) => client.view(),
      (event) => drawn.push(event),
      (state) => states.push(state),
    );
    await vi.advanceTimersByTimeAsync(bridgeRetryFirstMs * 10);
    stop();
    expect(drawn).toEqual([1, 2, 3]);
    expect(states.slice(0, 7)).toEqual(['opening', 'open', 'open', 'gone', 'gone', 'open', 'gone']);
  });

  test('asks less and less often, and never less often than the bound', async () => {
    const { bridge, inputs } = bridgeAnswering(Array.from({ length: 99 }, () => new TypeError()));
    const stop = bridge.follow(
      (client) => client.view(),
      () => undefined,
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(bridgeRetryFirstMs * 31);
    expect(inputs).toHaveLength(6);
    await vi.advanceTimersByTimeAsync(bridgeRetryMaxMs * 10);
    expect(inputs).toHaveLength(16);
    stop();
  });

  test('ends when it is told to', async () => {
    const { bridge, inputs } = bridgeAnswering([new TypeError()]);
    const stop = bridge.follow(
      (client) => client.view(),
      () => undefined,
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(0);
    stop();
    await vi.advanceTimersByTimeAsync(bridgeRetryMaxMs * 10);
    expect(inputs).toHaveLength(1);
  });
});

describe('insisting', () => {
  test('makes the same call until somebody answers', async () => {
    const { bridge, inputs } = bridgeAnswering([new TypeError(), new Error('closed'), 'done']);
    const answer = bridge.insist((client) => client.rate({ tap: 'one' }));
    await vi.advanceTimersByTimeAsync(bridgeRetryMaxMs);
    expect(await answer).toBe('done');
    expect(inputs).toEqual([{ tap: 'one' }, { tap: 'one' }, { tap: 'one' }]);
  });

  test('takes a refusal for an answer', async () => {
    const full = problem('storage.full', { path: '/data' });
    const { bridge, inputs } = bridgeAnswering([new ORPCError('REFUSED', { data: full })]);
    const refused = await bridge
      .insist((client) => client.rate({ tap: 'one' }))
      .catch((error: unknown) => refusalOf(error));
    expect(refused).toEqual(full);
    expect(inputs).toHaveLength(1);
  });
});

test('only a refusal carries a problem', () => {
  expect(refusalOf(new ORPCError('INTERNAL_SERVER_ERROR'))).toBeNull();
  expect(refusalOf(new TypeError('network error'))).toBeNull();
});

test('the token leaves the address and survives a reload', () => {
  sessionStorage.clear();
  history.replaceState(null, '', '/citizen/?diagonal=24#token=secret');
  expect(tokenOfPage()).toBe('secret');
  expect(location.hash).toBe('');
  expect(location.search).toBe('?diagonal=24');
  expect(tokenOfPage()).toBe('secret');
});
