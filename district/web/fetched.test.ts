import { expect, test } from 'vitest';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { Trouble } from './ask.ts';
import { Fetched } from './fetched.svelte.ts';

type Answer = Result<string, Trouble>;

test('an answer that was overtaken by a later question is dropped', async () => {
  const fetched = new Fetched<string>();
  const slow = Promise.withResolvers<Answer>();
  const first = fetched.load(() => slow.promise);
  await fetched.load(() => Promise.resolve(ok('this month')));
  slow.resolve(ok('last month'));
  expect(await first).toBe(false);
  expect(fetched.value).toBe('this month');
  expect(fetched.busy).toBe(false);
});

test('a failed question keeps the last answer and says why', async () => {
  const fetched = new Fetched<string>();
  await fetched.load(() => Promise.resolve(ok('before')));
  await fetched.load(() => Promise.resolve(fail({ kind: 'unreachable' })));
  expect(fetched.value).toBe('before');
  expect(fetched.trouble).toEqual({ kind: 'unreachable' });
});

test('a good answer ends the trouble', async () => {
  const fetched = new Fetched<string>();
  await fetched.load(() => Promise.resolve(fail({ kind: 'failed' })));
  await fetched.load(() => Promise.resolve(ok('after')));
  expect(fetched.trouble).toBeNull();
});
