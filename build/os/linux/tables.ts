import { readFileSync } from 'node:fs';
import { vectors, type Layer, type Vector } from '../../../electron/lockdown/vectors.ts';

/** The two packages made of one source: which shell draws the citizen's page. */
export const flavours = ['chromium', 'electron'] as const;
export type Flavour = (typeof flavours)[number];

type Words = readonly [vi: string, en: string];

/** The words of each step of `hai-long-os verify`, by its id. */
export const checks = JSON.parse(
  readFileSync(new URL('checks.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Words>>;

/** Steps that look at the browser, its own account or its watch: Electron has none of them. */
const onlyChromium = /^browser\.|^account\.view$|^service\.watch$/;

export function checksOf(flavour: Flavour): readonly string[] {
  return Object.keys(checks).filter((id) => flavour === 'chromium' || !onlyChromium.test(id));
}

/** checks.txt: `id|Vietnamese|English`, one step a line. */
export function checkTable(flavour: Flavour): string {
  return linesOf(checksOf(flavour).map((id) => [id, ...(checks[id] ?? [])]));
}

/** vectors.txt: `number|Vietnamese|English|steps`, one way out a line; no steps when the program alone closes it. */
export function vectorTable(flavour: Flavour): string {
  return linesOf(
    vectors.map((vector) => [
      String(vector.number),
      vector.vi,
      vector.en,
      stepsOf(vector, flavour).join(','),
    ]),
  );
}

function stepsOf(vector: Vector, flavour: Flavour): readonly string[] {
  const layers: readonly Layer[] = ['browser', 'linux'];
  const known = new Set(checksOf(flavour));
  return vector.covers
    .filter(({ layer }) => layers.includes(layer))
    .flatMap(({ proofs }) => proofs)
    .filter((id) => known.has(id));
}

/** The shell reads these lines by `|` and prints the words into JSON as they are. */
function linesOf(rows: readonly (readonly string[])[]): string {
  const forbidden = rows.flat().find((cell) => /[|"\\\n]/.test(cell));
  if (forbidden !== undefined) throw new Error(`Not for a table: ${forbidden}`);
  return rows.map((row) => `${row.join('|')}\n`).join('');
}
