import { officerEn } from '../../shared/locales/officer.en.ts';
import { officerVi, type OfficerKey } from '../../shared/locales/officer.vi.ts';
import { translator, type TextsLike } from '../../shared/locales/translator.ts';
import type { Problem } from '../../shared/model/problems.ts';
import type { Language } from '../../shared/model/text.ts';

const tables: Readonly<Record<Language, TextsLike<typeof officerVi>>> = {
  vi: officerVi,
  en: officerEn,
};

/** Vietnamese first. */
export const languages = Object.keys(tables) as Language[];

/** Texts of the page without a hole: what a message that is kept may be. */
export type PlainKey = Exclude<
  OfficerKey,
  {
    [Key in OfficerKey]: (typeof officerVi)[Key] extends `${string}{${string}` ? Key : never;
  }[OfficerKey]
>;

/** Something said to the officer: a problem's own sentence, or a text of the page. Kept without a language. */
export type Message =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'text'; readonly key: PlainKey }
  /** The officer gave up; there is nothing to say. */
  | { readonly kind: 'none' };

const languageKey = 'hai-long-desk-language';

/** The page's words in the language the officer has chosen; Vietnamese first. A reload keeps the choice. */
export class Wording {
  language = $state<Language>(keptLanguage());
  readonly t = $derived(translator<typeof officerVi>(tables[this.language]));

  choose(language: Language): void {
    this.language = language;
    sessionStorage.setItem(languageKey, language);
  }

  /** A message as it reads now. */
  say(message: Message): string {
    if (message.kind === 'problem') return message.problem[this.language];
    return message.kind === 'text' ? this.t(message.key) : '';
  }
}

function keptLanguage(): Language {
  const kept = sessionStorage.getItem(languageKey);
  return languages.find((language) => language === kept) ?? 'vi';
}
