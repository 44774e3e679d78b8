import type { Speech } from '../../speech.svelte.ts';

/** The procedures of an entry in one line: the only one by name, more by number. */
export function procedureNote(
  speech: Speech,
  byCode: ReadonlyMap<string, string>,
  codes: readonly string[],
): string {
  const [only] = codes;
  if (only === undefined) return speech.say('parts.noProcedure');
  if (codes.length > 1)
    return speech.say('parts.procedures', { count: speech.count(codes.length) });
  return `${only} ${byCode.get(only) ?? speech.say('picker.unknown')}`;
}
