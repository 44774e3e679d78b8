import { fold } from './folding.ts';

const idLengthMax = 48;

/**
 * A readable id out of a name, one that nobody has or had: an id names its bearer for ever. "Sinh con" is `sinh-con`, a
 * second one `sinh-con-2`; a name without a letter or digit gives `unnamed`.
 */
export function idFor(name: string, taken: readonly string[], unnamed = 'so'): string {
  const plain = fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, idLengthMax)
    .replace(/^-+|-+$/g, '');
  const stem = plain === '' ? unnamed : plain;
  let id = stem;
  for (let next = 2; taken.includes(id); next += 1) id = `${stem}-${next}`;
  return id;
}
