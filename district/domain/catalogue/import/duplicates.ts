import { procedureFieldNames } from '../../../../shared/model/procedure-fields.ts';
import { differingFields } from '../comparison.ts';
import type { ReadItem } from './json-list.ts';
import { notice, refused } from './problems.ts';

/**
 * A code counts once. Rows that say the same are one; of rows that contradict each other none is taken, because nobody
 * but the office can know which is right.
 */
export function settleDuplicates(items: readonly ReadItem[]): ReadItem[] {
  const byCode = Map.groupBy(items, ({ procedure }) => procedure?.code ?? null);
  return items.map((item) => {
    const alike = item.procedure ? (byCode.get(item.procedure.code) ?? []) : [];
    return alike.length > 1 ? settled(item, alike) : item;
  });
}

function settled(item: ReadItem, alike: readonly ReadItem[]): ReadItem {
  const others = alike.filter((other) => other !== item);
  const contradiction = others.find((other) => differing(item, other).length > 0);
  const code = item.procedure?.code ?? '';
  const place = { row: item.row, column: null };
  if (contradiction) {
    const fields = differing(item, contradiction)
      .map((field) => procedureFieldNames[field].vi)
      .join(', ');
    const problem = refused(place, 'import.duplicate-different', {
      code,
      other: contradiction.row,
      fields,
    });
    return { ...item, procedure: null, problems: [...item.problems, problem] };
  }
  const first = alike[0] ?? item;
  if (first === item) return item;
  const problem = notice(place, 'import.duplicate-same', { code, other: first.row });
  return { ...item, procedure: null, problems: [...item.problems, problem] };
}

function differing(one: ReadItem, other: ReadItem) {
  return one.procedure && other.procedure ? differingFields(one.procedure, other.procedure) : [];
}
