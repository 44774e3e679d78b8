/** A text that nobody asks for is still translated, reviewed and shipped: it goes. */

/** Files that hold texts by key; the Vietnamese ones name the keys. */
export const textsFile = /(?:^shared\/locales|^district\/web\/texts)\/(?:[\w-]+\.)?(?:vi|en)\.ts$/;

const keyPattern = /^ {2}'([\w.-]+)':/gm;
const literalPattern = /'([\w.-]+)'|"([\w.-]+)"/g;
/** `care.${way}Sure`: a key with holes. */
const templatePattern = /`([\w.-]*(?:\$\{[^{}`]*\}[\w.-]*)+)`/g;
const hole = /\$\{[^{}`]*\}/;

/**
 * Which keys of the texts stand nowhere else, neither whole nor as a template they fit.
 * @param texts - the contents of the files of texts
 * @param sources - the contents of everything that could ask for one
 */
export function unusedKeys(texts: readonly string[], sources: readonly string[]): string[] {
  const used = new Set<string>();
  const shapes = new Map<string, RegExp>();
  for (const source of sources) {
    for (const [, single, double] of source.matchAll(literalPattern))
      used.add(single ?? double ?? '');
    for (const [, template = ''] of source.matchAll(templatePattern)) {
      const parts = template.split(hole);
      if (parts.join('').length < 2) continue;
      shapes.set(
        template,
        new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('.+')}$`),
      );
    }
  }
  const fits = [...shapes.values()];
  return texts
    .flatMap((text) => [...text.matchAll(keyPattern)].map(([, key = '']) => key))
    .filter((key) => !used.has(key) && !fits.some((shape) => shape.test(key)));
}
