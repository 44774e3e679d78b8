import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { problem } from '../../shared/model/problems.ts';
import { ask } from './ask.ts';
import { refusal } from './testing/fake-district.ts';

test('an answer is handed on', async () => {
  expect(await ask(() => Promise.resolve(7))).toEqual({ ok: true, value: 7 });
});

test.each([
  [
    'a refusal with its sentences',
    refusal('report.period'),
    { kind: 'refused', problem: problem('report.period') },
  ],
  ['no connection', new TypeError('Failed to fetch'), { kind: 'unreachable' }],
  ['a call that took too long', new DOMException('late', 'TimeoutError'), { kind: 'unreachable' }],
  ['a failing server', new ORPCError('INTERNAL_SERVER_ERROR'), { kind: 'failed' }],
  ['a server behind a busy proxy', new ORPCError('TOO_MANY_REQUESTS'), { kind: 'failed' }],
  [
    'an error that only looks like a refusal',
    new ORPCError('REFUSED', { data: problem('report.period') }),
    { kind: 'failed' },
  ],
])('%s becomes a trouble to be shown', async (_, error, trouble) => {
  expect(await ask(() => Promise.reject(error))).toEqual({ ok: false, problem: trouble });
});
