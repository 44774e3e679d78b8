import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  checks,
  checksOf,
  checkTable,
  flavours,
  vectorTable,
} from '../../build/os/linux/tables.ts';
import { vectorMarkdown } from '../../build/os/vector-table.ts';
import { settings } from '../../build/os/windows/settings.ts';
import { vectors, type Cover, type Layer } from '../../electron/lockdown/vectors.ts';
import { repository } from '../../build/setup/run-tool.ts';

const textOf = (path: string): string => readFileSync(join(repository, path), 'utf8');
const stepsOfLayers = (...layers: Layer[]): string[] =>
  vectors.flatMap(({ covers }) =>
    covers.filter(({ layer }) => layers.includes(layer)).flatMap(({ proofs }) => proofs),
  );

describe('the ways out', () => {
  test('are all 29, each once, each in words', () => {
    expect(vectors.map(({ number }) => number)).toEqual(
      Array.from({ length: 29 }, (_, at) => at + 1),
    );
    expect(vectors.filter(({ vi, en }) => !vi || !en)).toEqual([]);
  });

  test.each(vectors)('$number $en is closed by something', ({ covers }) => {
    expect(covers.length).toBeGreaterThan(0);
    expect(covers.filter(({ proofs }) => proofs.length === 0)).toEqual([]);
  });

  test('name only proofs that exist', () => {
    const known: Record<Layer, (proof: string) => boolean> = {
      electron: isTest,
      page: isTest,
      package: isTest,
      browser: (proof) => proof in checks && proof.startsWith('browser.'),
      linux: (proof) => proof in checks && !proof.startsWith('browser.'),
      windows: (proof) => settings.some(({ id }) => id === proof),
    };
    const unproved = ({ layer, proofs }: Cover): string[] =>
      proofs.filter((proof) => !known[layer](proof)).map((proof) => `${layer}: ${proof}`);
    expect(vectors.flatMap(({ covers }) => covers.flatMap(unproved))).toEqual([]);
  });

  test('are closed on Windows and on Linux alike, or by the program itself', () => {
    const byProgram = (layers: readonly Layer[]): boolean =>
      layers.includes('electron') || layers.includes('page') || layers.includes('package');
    const half = vectors.filter(({ number, covers }) => {
      const layers = covers.map(({ layer }) => layer);
      const isConsoleOfLinux = number === 27;
      return (
        !byProgram(layers) &&
        !(layers.includes('linux') && (isConsoleOfLinux || layers.includes('windows')))
      );
    });
    expect(half).toEqual([]);
  });
});

describe('docs/SECURITY.md', () => {
  test('has the table as it is, way out by way out', () => {
    expect(textOf('docs/SECURITY.md')).toContain(vectorMarkdown());
  });
});

describe('hai-long-os', () => {
  const scripts = textOf('build/os/linux/lib/checks.sh');
  const functions = [...scripts.matchAll(/^check_(\w+)\(\)/gm)].map(([, name]) => name);

  test('has a step for every id and an id for every step', () => {
    expect(functions.sort()).toEqual(
      Object.keys(checks)
        .map((id) => id.replaceAll(/[.-]/g, '_'))
        .sort(),
    );
  });

  test('looks at nothing without a reason: a way out, the log or the firewall', () => {
    const besides = /^(log|firewall)\./;
    const used = new Set(stepsOfLayers('linux', 'browser'));
    expect(Object.keys(checks).filter((id) => !used.has(id) && !besides.test(id))).toEqual([]);
  });

  test.each(flavours)('reads tables of the %s package that say the same', (flavour) => {
    const lines = vectorTable(flavour)
      .trimEnd()
      .split('\n')
      .map((line) => line.split('|'));
    expect(lines).toHaveLength(29);
    const ids = lines.flatMap(([, , , steps = '']) => steps.split(',')).filter((id) => id !== '');
    expect(ids.filter((id) => !checksOf(flavour).includes(id))).toEqual([]);
    expect(checkTable(flavour).trimEnd().split('\n')).toHaveLength(checksOf(flavour).length);
  });

  test('asks nothing of a browser where Electron draws the page', () => {
    expect(vectorTable('electron')).not.toMatch(/browser\./);
    expect(vectorTable('chromium')).toMatch(/browser\.policy/);
  });
});

function isTest(proof: string): boolean {
  return /\.(test|e2e)\.ts$/.test(proof) && existsSync(join(repository, proof));
}
