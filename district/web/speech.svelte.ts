import { translator } from '../../shared/locales/translator.ts';
import type { Translate } from '../../shared/locales/translator.ts';
import type { Bilingual, Language } from '../../shared/model/text.ts';
import type { Trouble } from './ask.ts';
import { agoText, countText, dayText, momentText, percentText } from './numbers.ts';
import { en } from './texts/en.ts';
import { vi, type Texts } from './texts/vi.ts';

const say: Readonly<Record<Language, Translate<Texts>>> = {
  vi: translator<Texts>(vi),
  en: translator<Texts>(en),
};

/** The page's language, and everything said in it. */
export class Speech {
  language = $state<Language>('vi');

  /** Looks a text up and fills its holes. */
  get say(): Translate<Texts> {
    return say[this.language];
  }

  switch(): void {
    this.language = this.language === 'vi' ? 'en' : 'vi';
  }

  count(count: number): string {
    return countText(count, this.language);
  }

  percent(fraction: number): string {
    return percentText(fraction, this.language);
  }

  day(day: string): string {
    return dayText(day, this.language);
  }

  moment(wallMs: number): string {
    return momentText(wallMs, this.language);
  }

  ago(elapsedMs: number): string {
    return agoText(elapsedMs, this.language) ?? this.say('kiosk.justNow');
  }

  trouble(trouble: Trouble): string {
    if (trouble.kind !== 'refused') return this.say(`trouble.${trouble.kind}`);
    const sentences: Bilingual = trouble.problem;
    return sentences[this.language];
  }
}
