import { fold } from '../../shared/rules/folding.ts';

const idLengthMax = 48;

/** A readable id out of a name that nobody has or had: an id names its bearer for ever. */
export function idFor(name: string, taken: readonly string[]): string {
  const plain = fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, idLengthMax)
    .replace(/^-+|-+$/g, '');
  const stem = plain === '' ? 'so' : plain;
  let id = stem;
  for (let next = 2; taken.includes(id); next += 1) id = `${stem}-${next}`;
  return id;
}
