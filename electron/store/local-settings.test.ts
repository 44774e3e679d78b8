import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLocalSettings } from './local-settings.ts';
import { TestFolder } from './testing/test-store.ts';

const lan = { host: '10.0.0.5', port: 7443, names: ['kiosk-1.lan'] };
const good = { districtUrl: 'https://huyen.example.org', kioskPort: 0, deskPort: 7311, lan };

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

function write(text: string): void {
  writeFileSync(folder.file('kiosk.json'), text);
}

it('takes no file, an empty object and a byte order mark', () => {
  expect(readLocalSettings(folder.path)).toEqual({ settings: {}, refused: null });
  expect(readLocalSettings(folder.file('missing'))).toEqual({ settings: {}, refused: null });
  write(`\uFEFF{}`);
  expect(readLocalSettings(folder.path)).toEqual({ settings: {}, refused: null });
  write(JSON.stringify(good));
  expect(readLocalSettings(folder.path)).toEqual({ settings: good, refused: null });
});

describe('a wrong file', () => {
  it.each([
    ['{', 'settings.malformed'],
    ['', 'settings.malformed'],
    ['[]', 'settings.malformed'],
    ['null', 'settings.malformed'],
    ['{"kioskPort": "7310"}', 'settings.malformed'],
    ['{"kioskPort": 65536}', 'settings.malformed'],
    ['{"districtUrl": "ftp://huyen.example.org"}', 'settings.malformed'],
    ['{"lan": {"port": 7443}}', 'settings.malformed'],
    ['{"lan": {"host": "kiosk 1", "port": 7443}}', 'settings.malformed'],
    ['{"lan": {"host": "10.0.0.5", "port": 7443, "key": "a.pem"}}', 'settings.malformed'],
    ['{"districtURL": "https://huyen.example.org"}', 'settings.unknown-key'],
    ['{"kioskPort": 1, "mau": "xanh"}', 'settings.unknown-key'],
  ])('%s is refused with its reason, and the last good one stands', (text, code) => {
    write(text);
    expect(readLocalSettings(folder.path)).toMatchObject({ settings: {}, refused: { code } });
    write(JSON.stringify(good));
    readLocalSettings(folder.path);
    write(text);
    expect(readLocalSettings(folder.path)).toMatchObject({ settings: good, refused: { code } });
  });

  it('names the unknown keys', () => {
    write('{"mau": 1, "co": 2}');
    expect(readLocalSettings(folder.path).refused?.en).toContain('mau, co');
  });

  it('with a damaged last good one means no settings', () => {
    write('{');
    writeFileSync(folder.file('kiosk.last-good.json'), '{');
    expect(readLocalSettings(folder.path).settings).toEqual({});
  });
});

it('forgets the last good settings with the file: a technician took them back', () => {
  write(JSON.stringify(good));
  readLocalSettings(folder.path);
  rmSync(folder.file('kiosk.json'));
  expect(readLocalSettings(folder.path).settings).toEqual({});
});
