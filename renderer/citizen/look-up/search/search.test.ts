import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { CitizenClient } from '../../../../shared/contract/citizen.ts';
import type { SearchAnswer } from '../../../../shared/contract/look-up.ts';
import { searchTextLengthMax } from '../../../../shared/limits.ts';
import type { Bridge } from '../../../bridge.ts';
import { Search } from './search.svelte.ts';

interface Question {
  readonly text: string;
  readonly answer: (change?: Partial<SearchAnswer>) => void;
  readonly fail: () => void;
}

const nothing: SearchAnswer = {
  ...{ readAs: null, cut: false, found: [], total: 0, twins: [], nearest: [], domains: [] },
};
let questions: Question[];
let search: Search;

beforeEach(() => {
  questions = [];
  const ask = ({ text }: { text: string }) =>
    new Promise<SearchAnswer>((resolve, reject) => {
      questions.push({
        text,
        answer: (change) => resolve({ ...nothing, ...change }),
        fail: () => reject(new Error('refused')),
      });
    });
  const client = { lookUp: { search: ask } } as unknown as CitizenClient;
  const bridge = { client, insist: (call: (it: CitizenClient) => unknown) => call(client) };
  search = new Search(bridge as unknown as Bridge<CitizenClient>, 'old');
});

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('a key is asked at once, and the keys after it are one question', async () => {
  for (const [caret, key] of [...'khai'].entries()) search.type(key, caret, 'telex');
  expect(questions.map(({ text }) => text)).toEqual(['k']);
  questions[0]?.answer();
  await settle();
  expect(questions.map(({ text }) => text)).toEqual(['k', 'khai']);
});

describe('a finger that comes down on a key', () => {
  const asked = (): string[] => questions.map(({ text }) => text);

  test('asks what the key would find, and nothing of it is shown before it is typed', async () => {
    search.expect('k', 0, 'telex');
    questions[0]?.answer({ total: 1 });
    await settle();
    expect([search.text, search.answer, asked()]).toEqual(['', null, ['k']]);
    search.type('k', 0, 'telex');
    expect([search.answer?.total, search.answered]).toEqual([1, 'k']);
    await settle();
    expect(asked()).toEqual(['k']);
  });

  test('and leaves it again costs nothing', async () => {
    search.set('a');
    questions[0]?.answer({ total: 1 });
    await settle();
    search.expect('n', 1, 'telex');
    questions[1]?.fail();
    await settle();
    expect([search.answer?.total, search.hasFailed]).toEqual([1, false]);
    search.type('m', 1, 'telex');
    questions[2]?.answer({ total: 3 });
    await settle();
    expect([asked(), search.answer?.total]).toEqual([['a', 'an', 'am'], 3]);
  });

  test('and goes up before the answer is there shows it when it comes', async () => {
    search.expect('k', 0, 'telex');
    search.type('k', 0, 'telex');
    questions[0]?.answer({ total: 1 });
    await settle();
    expect([search.answer?.total, asked()]).toEqual([1, ['k']]);
  });
});

test('what lies out of sight is drawn when typing pauses', async () => {
  vi.useFakeTimers();
  search.set('a');
  questions[0]?.answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(search.isWhole).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(search.isWhole).toBe(true);
  vi.useRealTimers();
});

test('what was typed meanwhile is asked once, and the last text wins', async () => {
  search.set('a');
  for (const text of ['an', 'an ', 'an n']) {
    search.set(text);
  }
  questions[0]?.answer({ total: 1 });
  await settle();
  expect(questions.map(({ text }) => text)).toEqual(['a', 'an n']);
  questions[1]?.answer({ total: 2 });
  await settle();
  expect([search.answer?.total, search.answered]).toEqual([2, 'an n']);
});

test('an answer to a text that was cleared meanwhile is not shown', async () => {
  search.set('a');
  search.set('');
  questions[0]?.answer({ total: 1 });
  await settle();
  expect(search.answer).toBeNull();
  search.set('a');
  expect(questions).toHaveLength(2);
});

test('a refusal is said, and the next text is asked again', async () => {
  search.set('a');
  questions[0]?.fail();
  await settle();
  expect(search.hasFailed).toBe(true);
  search.set('ab');
  expect([search.hasFailed, questions.length]).toEqual([false, 2]);
});

test('types at the caret, up to the longest text', () => {
  search.set('ho so');
  expect(search.type('f', 2, 'telex')).toBe(2);
  expect(search.text).toBe('hò so');
  search.set('x'.repeat(searchTextLengthMax));
  expect(search.type('y', 0, 'telex')).toBe(0);
  expect(search.text).toHaveLength(searchTextLengthMax);
});

test('of a text that is too long the beginning is looked for, and that is said', () => {
  search.set('đ'.repeat(10_000));
  expect(questions.map(({ text }) => text)).toEqual(['đ'.repeat(searchTextLengthMax)]);
  expect(search.isTooLong).toBe(true);
  search.set('đất');
  expect(search.isTooLong).toBe(false);
});

test('no sign is cut in two', () => {
  search.set(`a${'😀'.repeat(5_000)}`);
  expect(search.text).toBe(`a${'😀'.repeat((searchTextLengthMax - 2) / 2)}`);
});
