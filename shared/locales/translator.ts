/**
 * Texts with typed keys and typed holes: `{name}` in a text is a parameter that the caller must give.
 *
 * i18next was measured first: 48.8 kB minified, half of what the citizen's first screen may weigh in all. These pages
 * need look-up and filling only (Vietnamese has no plural forms), so this is all of it. The texts keep i18next's shape:
 * one flat table per language and namespace.
 */

/** The names of the holes of a text: `'{a} of {b}'` gives `'a' | 'b'`. */
export type HolesOf<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | HolesOf<Rest>
  : never;

type Filling<Text extends string> = [HolesOf<Text>] extends [never]
  ? []
  : [parameters: Readonly<Record<HolesOf<Text>, string | number>>];

/** Looks a text up and fills its holes. `Texts` is the table of the language the keys are defined in. */
export type Translate<Texts extends Readonly<Record<string, string>>> = <Key extends keyof Texts>(
  key: Key,
  ...parameters: Filling<Texts[Key]>
) => string;

/** The same keys in any language. */
export type TextsLike<Texts> = Readonly<Record<keyof Texts, string>>;

/** Makes the look-up for one language's table. */
export function translator<Texts extends Readonly<Record<string, string>>>(
  texts: TextsLike<Texts>,
): Translate<Texts> {
  return (key, ...[parameters]) => fill(texts[key], parameters ?? {});
}

function fill(text: string, parameters: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(parameters[name] ?? hole));
}
