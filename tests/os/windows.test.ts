import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Language, Parser, type Node } from 'web-tree-sitter';
import { settings, words, type WindowsSetting } from '../../build/os/windows/settings.ts';
import { repository } from '../../build/setup/run-tool.ts';
import { vectors } from '../../electron/lockdown/vectors.ts';

const folder = join(repository, 'build/os/windows');
const scripts = readdirSync(folder).filter((name) => name.endsWith('.ps1'));
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const everything = scripts.map(textOf).join('\n');
const defined = new Set([...everything.matchAll(/^function ([\w-]+)/gm)].map(([, name]) => name));

let parser: Parser;

beforeAll(async () => {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve('tree-sitter-powershell/package.json');
  parser = new Parser();
  parser.setLanguage(await Language.load(join(dirname(grammar), 'tree-sitter-powershell.wasm')));
});

describe('the scripts for Windows', () => {
  test.each(scripts)('%s is PowerShell', (name) => {
    expect(offencesIn(textOf(name))).toEqual([]);
  });

  test('the grammar sees a bracket that is missing', () => {
    expect(offencesIn('function Get-One { if ($true) { 1 }')).not.toEqual([]);
  });

  test.each(scripts)('%s is plain ASCII, as Windows PowerShell reads it', (name) => {
    expect(textOf(name)).toMatch(/^[\t\n\x20-\x7e]*$/);
  });

  test('load each other, each once', () => {
    const loaded = /foreach \(\$part in ([^)]+)\)/.exec(textOf('hai-long-os.ps1'))?.[1] ?? '';
    const parts = [...loaded.matchAll(/'(\w+)'/g)].map(([, name]) => `${name}.ps1`);
    expect([...parts, 'hai-long-os.ps1'].sort()).toEqual([...scripts].sort());
  });

  test('call only functions that exist', () => {
    const calls = [
      ...everything.matchAll(
        /(?<![\w-])((?:Set|Restore|Test|Get|Use|Block|Unblock|Read|Save|Invoke|Enable)-(?:Before|\w*Setting|Value|Hive|Place|UserHive|Power|Key|CustomKey|PredefinedKey|Feature|AsSystem|ShellNow|ShellConfiguration|Lock))(?![\w-])/g,
      ),
    ];
    const unknown = calls.map(([, name]) => name).filter((name) => !defined.has(name));
    expect([...new Set(unknown)]).toEqual([]);
    expect(calls.length).toBeGreaterThan(40);
  });

  test('know how to set, give back and look at every kind of setting', () => {
    for (const kind of new Set(settings.map((setting) => setting.kind))) {
      const row = new RegExp(
        `'${kind}'\\s+= @{ Set = '([\\w-]+)'; Restore = '([\\w-]+)'; Test = '([\\w-]+)' }`,
      );
      const functions = row.exec(textOf('hai-long-os.ps1'))?.slice(1) ?? [];
      expect({ kind, functions: functions.filter((name) => defined.has(name)).length }).toEqual({
        kind,
        functions: 3,
      });
    }
  });

  test('have words for all they say', () => {
    const said = [...everything.matchAll(/Write-Words '(\w+)'|\$table\.words\.(\w+)/g)];
    const names = said
      .map(([, written, read]) => written ?? read ?? '')
      .filter((name) => name !== 'Name');
    expect(names.filter((name) => words[name]?.length !== 2)).toEqual([]);
    expect(Object.keys(words).filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe('the settings for Windows', () => {
  test('have one id each and words in both languages', () => {
    expect(new Set(settings.map(({ id }) => id)).size).toBe(settings.length);
    expect(settings.filter(({ vi, en }) => !vi || !en || vi === en)).toEqual([]);
  });

  test('set no place of the registry twice', () => {
    const places = settings
      .filter((setting) => setting.kind === 'registry')
      .map(({ hive, key, name }) => `${hive} ${key} ${name}`.toLowerCase());
    expect(new Set(places).size).toBe(places.length);
  });

  test.each(settings.map((setting) => [setting.id, setting] as const))(
    '%s is sound',
    (_, setting) => {
      expect(faultsOf(setting)).toEqual([]);
    },
  );

  test('leave to the program what is the program’s alone', () => {
    const left = vectors.filter(({ covers }) => covers.every(({ layer }) => layer !== 'windows'));
    // 27 is Linux's consoles; the others are closed inside the windows of the program itself.
    expect(left.map(({ number }) => number)).toEqual([10, 11, 14, 15, 16, 17, 18, 19, 24, 27]);
  });
});

function faultsOf(setting: WindowsSetting): string[] {
  if (setting.kind !== 'registry') return [];
  const faults: string[] = [];
  if (/^(HKLM|HKCU|HKEY_)|^\\|\\$/i.test(setting.key))
    faults.push('the key names its hive or ends in \\');
  const number = typeof setting.value === 'number';
  if (number !== (setting.type === 'DWord')) faults.push('type and value do not fit');
  return faults;
}

/** Where the text is not PowerShell, as lines. */
function offencesIn(text: string): string[] {
  const tree = parser.parse(text);
  const offences: string[] = [];
  const visit = (node: Node): void => {
    if (node.isError || node.isMissing) offences.push(`line ${node.startPosition.row + 1}`);
    for (const child of node.children) if (child) visit(child);
  };
  if (tree) visit(tree.rootNode);
  return offences;
}
