import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { beforeEach, describe, expect, test } from 'vitest';
import { windowPortMessage } from '../../shared/contract/shell.ts';
import { builtFile, buildMissing } from './built-files.ts';

/** What the built preload does when it is run as Electron runs it: as CommonJS, with `require` for `electron` only. */
type Posted = { readonly message: unknown; readonly origin: string; readonly ports: unknown[] };

const required: string[] = [];
const posted: Posted[] = [];
let handPort: (event: { ports: unknown[] }) => void = () => undefined;

type Place = { readonly protocol: string; readonly isFrame?: boolean };

function runPreload(source: string, { protocol, isFrame = false }: Place): void {
  const page = {
    location: { origin: `${protocol}//citizen`, protocol },
    postMessage: (message: unknown, origin: string, ports: unknown[]) =>
      posted.push({ message, origin, ports }),
  };

  const ipcRenderer = {
    on: (channel: string, listener: typeof handPort) => {
      expect(channel).toBe(windowPortMessage);
      handPort = listener;
    },
  };
  runInNewContext(source, {
    require: (name: string) => {
      required.push(name);
      if (name !== 'electron') throw new Error(`A sandboxed preload cannot load ${name}.`);
      return { ipcRenderer };
    },
    module: { exports: {} },
    exports: {},
    window: Object.assign(page, { top: isFrame ? {} : page }),
  });
}

describe('the built preload', () => {
  let source = '';

  beforeEach((context) => {
    const missing = buildMissing();
    if (missing) context.skip(missing);
    required.length = 0;
    posted.length = 0;
    source = readFileSync(builtFile('preload/preload.cjs'), 'utf8');
    handPort = () => undefined;
    runPreload(source, { protocol: 'app:' });
  });

  test('loads nothing but electron', () => {
    expect(required).toEqual(['electron']);
  });

  test('is a script, not a module, and small enough to read', () => {
    expect(source).not.toMatch(/^\s*(?:import|export)\b/m);
    expect(source.length).toBeLessThan(2_000);
  });

  test('hands a port to its own page under the name the page listens for', () => {
    const port = { name: 'port' };
    handPort({ ports: [port] });
    expect(posted).toEqual([
      { message: windowPortMessage, origin: 'app://citizen', ports: [port] },
    ]);
  });

  test.each([{ protocol: 'https:' }, { protocol: 'file:' }, { protocol: 'app:', isFrame: true }])(
    'listens to nothing in %j',
    (place) => {
      handPort = () => undefined;
      runPreload(source, place);
      handPort({ ports: [{ name: 'port' }] });
      expect(posted).toEqual([]);
    },
  );

  test.each(['fetch', 'contextBridge', 'process', 'XMLHttpRequest', 'zod'])(
    'knows nothing of %s',
    (name) => {
      expect(source).not.toMatch(new RegExp(`\\b${name}\\b`));
    },
  );
});
