import { fold } from '../../../../shared/rules/folding.ts';

/** A procedure to choose from; `folded` is what a search is compared with. */
export type Named = { readonly code: string; readonly name: string; readonly folded: string };

/** Reads the draft's procedures as the server names them. */
export function namesFrom(text: string): readonly Named[] {
  const names = JSON.parse(text) as readonly Omit<Named, 'folded'>[];
  return names.map((named) => ({ ...named, folded: fold(`${named.code} ${named.name}`) }));
}

export function namesByCode(names: readonly Named[]): ReadonlyMap<string, string> {
  return new Map(names.map(({ code, name }) => [code, name]));
}

export function codesOf(names: readonly Named[]): ReadonlySet<string> {
  return new Set(names.map(({ code }) => code));
}

/** The procedures whose code or name holds every word. */
export function matching(names: readonly Named[], text: string): readonly Named[] {
  const words = fold(text).split(' ').filter(Boolean);
  if (words.length === 0) return names;
  return names.filter(({ folded }) => words.every((word) => folded.includes(word)));
}

/** The same, the plainest name first: who types "đăng ký kết hôn" means it, not one of its variants. */
export function nearest(names: readonly Named[], text: string): readonly Named[] {
  return [...matching(names, text)].sort((one, other) => one.name.length - other.name.length);
}
