import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appFileOf, homeOf, mayNavigate, pages } from './addresses.ts';

describe('appFileOf', () => {
  test.each([
    ['app://citizen/citizen/index.html', 'citizen/index.html', 'text/html; charset=utf-8'],
    [
      'app://citizen/assets/citizen-Bx_1-q.js',
      'assets/citizen-Bx_1-q.js',
      'text/javascript; charset=utf-8',
    ],
    ['app://officer/assets/a.b.css', 'assets/a.b.css', 'text/css; charset=utf-8'],
    ['app://officer/assets/vi-400.woff2?v=1#x', 'assets/vi-400.woff2', 'font/woff2'],
    ['app://citizen/citizen/../assets/a.js', 'assets/a.js', 'text/javascript; charset=utf-8'],
  ])('finds %s', (address, path, mediaType) => {
    expect(appFileOf(address)).toEqual({ path, mediaType });
  });

  test.each([
    'app://citizen/officer/index.html',
    'app://officer/citizen/index.html',
    'app://citizen/index.html',
    'app://citizen/',
    'app://citizen',
    'app://evil/citizen/index.html',
    'app://citizen.evil/citizen/index.html',
    'app://citizen@evil/citizen/index.html',
    'app://user:pass@citizen/citizen/index.html',
    'app://citizen:80/citizen/index.html',
    'app://citizen/../../etc/passwd.html',
    'app://citizen/citizen/..%2f..%2fsecret.html',
    'app://citizen/citizen/%2e%2e/%2e%2e/secret.html',
    'app://citizen/citizen/%252e%252e/secret.html',
    'app://citizen/citizen/..\\..\\secret.html',
    'app://citizen/citizen//etc/passwd.html',
    'app://citizen/assets/.hidden.js',
    'app://citizen/assets/a..js',
    'app://citizen/assets/journal.sqlite',
    'app://citizen/assets/a.js%00.html',
    'app://citizen/assets/a.js::$DATA',
    'app://citizen/assets/a.map',
    'app://citizen/assets/C:/windows/a.js',
    'app:citizen/citizen/index.html',
    'APP_://citizen/citizen/index.html',
    'file:///citizen/index.html',
    'https://citizen/citizen/index.html',
    'javascript:alert(1)',
    '',
  ])('refuses %s', (address) => {
    expect(appFileOf(address)).toBeNull();
  });

  test('never leaves its two folders, whatever the path', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2f',
        '\\',
        '',
        'citizen',
        'assets',
        'a.js',
        'index.html',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const found = appFileOf(`app://citizen/${parts.join('/')}`);
        if (found === null) return;
        expect(found.path).toMatch(/^(?:citizen|assets)\/(?:[A-Za-z0-9_-]+\/)*[A-Za-z0-9_.-]+$/);
        expect(found.path).not.toContain('..');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('mayNavigate', () => {
  test.each(pages)('lets the %s page be loaded again', (page) => {
    expect(mayNavigate(page, homeOf(page))).toBe(true);
    expect(mayNavigate(page, `${homeOf(page)}?x=1#y`)).toBe(true);
  });

  test.each([
    homeOf('officer'),
    'app://citizen/officer/index.html',
    'app://citizen/assets/a.js',
    'app://citizen.evil/citizen/index.html',
    'app://citizen@evil/citizen/index.html',
    'app://user@citizen/citizen/index.html',
    'app://citizen:1/citizen/index.html',
    'app://citizen/citizen/index.html/..',
    'apps://citizen/citizen/index.html',
    'https://citizen/citizen/index.html',
    'http://127.0.0.1/citizen/index.html',
    'file:///citizen/index.html',
    'view-source:app://citizen/citizen/index.html',
    'blob:app://citizen/1e9d3f3c',
    'filesystem:app://citizen/citizen/index.html',
    'data:text/html,<h1>x</h1>',
    'javascript:location="app://citizen/citizen/index.html"',
    'about:blank',
    'chrome://gpu',
    'devtools://devtools/bundled/inspector.html',
    '//citizen/citizen/index.html',
    'citizen/index.html',
    '',
  ])('keeps the citizen page away from %s', (address) => {
    expect(mayNavigate('citizen', address)).toBe(false);
  });
});
