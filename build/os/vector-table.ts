import { vectors, type Layer, type Vector } from '../../electron/lockdown/vectors.ts';

const layerNames: Readonly<Record<Layer, string>> = {
  electron: 'Electron shell',
  browser: 'Chromium shell',
  page: 'pages',
  linux: 'Linux',
  windows: 'Windows',
  package: 'package',
};

/** The table of docs/SECURITY.md: each way out, who closes it, and the test or verify step that says so. */
export function vectorMarkdown(): string {
  const rows = vectors.map(
    (vector) => `| ${vector.number} | ${vector.en} | ${coversOf(vector)} |\n`,
  );
  return `| # | way out | closed by, and how that is known |\n|---|---|---|\n${rows.join('')}`;
}

function coversOf({ covers }: Vector): string {
  return covers
    .map(({ layer, proofs }) => `${layerNames[layer]}: ${proofs.map(code).join(', ')}`)
    .join('<br>');
}

const code = (proof: string): string => `\`${proof}\``;
