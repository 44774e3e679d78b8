/** How far two folded words are apart, as typing errors go. */

const keyRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Keys that touch each other on the keyboard. */
const neighbours = new Set(
  keyRows.flatMap((row, y) =>
    [...row].flatMap((key, x) => {
      const below = keyRows[y + 1] ?? '';
      return [row[x + 1], below[x], below[x - 1]].flatMap((other) =>
        other === undefined ? [] : [key + other, other + key],
      );
    }),
  ),
);

/** A slip to a key beside the right one counts less than another letter. */
const neighbourCost = 0.7;

/**
 * The Damerau-Levenshtein distance (optimal string alignment: letters left out, added, changed, two swapped) with a
 * cheaper price for neighbouring keys; anything beyond `bound` is Infinity.
 */
export function typingDistance(typed: string, meant: string, bound: number): number {
  if (Math.abs(typed.length - meant.length) > bound) return Infinity;
  let twoBack: number[] = [];
  let back = Array.from({ length: meant.length + 1 }, (_, at) => at);
  for (let y = 1; y <= typed.length; y += 1) {
    const row = [y];
    for (let x = 1; x <= meant.length; x += 1) {
      row.push(cheapest(typed, meant, { x, y }, { row, back, twoBack }));
    }
    if (Math.min(...row) > bound) return Infinity;
    twoBack = back;
    back = row;
  }
  const distance = back[meant.length] ?? Infinity;
  return distance > bound ? Infinity : distance;
}

type Rows = { readonly row: number[]; readonly back: number[]; readonly twoBack: number[] };

function cheapest(
  typed: string,
  meant: string,
  { x, y }: { readonly x: number; readonly y: number },
  { row, back, twoBack }: Rows,
): number {
  const a = typed[y - 1] ?? '';
  const b = meant[x - 1] ?? '';
  const changed =
    (back[x - 1] ?? Infinity) + (a === b ? 0 : neighbours.has(a + b) ? neighbourCost : 1);
  const cost = Math.min((back[x] ?? Infinity) + 1, (row[x - 1] ?? Infinity) + 1, changed);
  const isSwap = x > 1 && y > 1 && a === meant[x - 2] && b === typed[y - 2];
  return isSwap ? Math.min(cost, (twoBack[x - 2] ?? Infinity) + neighbourCost) : cost;
}
