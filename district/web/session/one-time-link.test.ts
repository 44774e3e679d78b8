import { expect, test } from 'vitest';
import { takeLink } from './one-time-link.ts';

function take(hash: string): { link: string | null; left: string | null } {
  let left: string | null = null;
  const history = {
    replaceState: (_state: unknown, _title: string, url?: string | URL | null) => {
      left = String(url);
    },
  };
  const link = takeLink({ hash, pathname: '/', search: '' }, history);
  return { link, left };
}

test('the secret is taken out of the address', () => {
  expect(take('#link=abc_-123')).toEqual({ link: 'abc_-123', left: '/' });
});

test('an empty link is none, and is taken out all the same', () => {
  expect(take('#link=')).toEqual({ link: null, left: '/' });
});

test.each(['', '#', '#kiosk', '#links=x'])('the address %j is left alone', (hash) => {
  expect(take(hash)).toEqual({ link: null, left: null });
});
