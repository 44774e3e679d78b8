import { beforeEach, expect, test, vi } from 'vitest';
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
let frames: (() => void)[];
let search: Search;

beforeEach(() => {
  questions = [];
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
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

function frame(): void {
  for (const run of frames.splice(0)) run();
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('keys of one frame are one question', () => {
  for (const [caret, key] of [...'khai'].entries()) search.type(key, caret, 'telex');
  frame();
  expect(questions.map(({ text }) => text)).toEqual(['khai']);
});

test('what was typed meanwhile is asked once, and the last text wins', async () => {
  search.set('a');
  frame();
  for (const text of ['an', 'an ', 'an n']) {
    search.set(text);
    frame();
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
  frame();
  search.set('');
  questions[0]?.answer({ total: 1 });
  await settle();
  expect(search.answer).toBeNull();
  search.set('a');
  frame();
  expect(questions).toHaveLength(2);
});

test('a refusal is said, and the next text is asked again', async () => {
  search.set('a');
  frame();
  questions[0]?.fail();
  await settle();
  expect(search.hasFailed).toBe(true);
  search.set('ab');
  frame();
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
  frame();
  expect(questions.map(({ text }) => text)).toEqual(['đ'.repeat(searchTextLengthMax)]);
  expect(search.isTooLong).toBe(true);
  search.set('đất');
  expect(search.isTooLong).toBe(false);
});

test('no sign is cut in two', () => {
  search.set(`a${'😀'.repeat(5_000)}`);
  expect(search.text).toBe(`a${'😀'.repeat((searchTextLengthMax - 2) / 2)}`);
});
