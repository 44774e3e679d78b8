import { visitIdleMs } from '../../../shared/limits.ts';
import { citizenVi } from '../../../shared/locales/citizen.vi.ts';
import { translator, type Translate } from '../../../shared/locales/translator.ts';
import type { Bilingual, Language } from '../../../shared/model/text.ts';

export const languages = ['vi', 'en'] as const satisfies readonly Language[];
/** The four displays and the four text sizes a citizen can choose, in the order they stand in the bar. */
export const displays = ['default', 'dark', 'light', 'lowGlare'] as const;
export type Display = (typeof displays)[number];
export const textSizes = ['normal', 'large', 'larger', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

const textScale: Record<TextSize, number> = { normal: 1, large: 1.2, larger: 1.4, largest: 1.6 };

const inVietnamese = translator<typeof citizenVi>(citizenVi);

/** How this visitor wants to see the kiosk. Belongs to the visit and ends with it. */
export class Preferences {
  display: Display = $state('default');
  textSize: TextSize = $state('normal');
  language: Language = $state('vi');
  /** Every control in the lower half, for who sits. */
  reach = $state(false);
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  /** Looks a text up in the chosen language. */
  t: Translate<typeof citizenVi> = $state.raw(inVietnamese);

  /** A text of the form in the chosen language. */
  of(text: Bilingual): string {
    return text[this.language];
  }

  async setLanguage(language: Language): Promise<void> {
    const t = language === 'vi' ? inVietnamese : await loadEnglish();
    this.t = t;
    this.language = language;
  }

  /** Somebody is there. After a while without a touch the choices belong to a person who left. */
  keep(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.reset(), visitIdleMs);
  }

  /** The visit is over: the next person finds the kiosk as everybody does. */
  reset(): void {
    this.display = 'default';
    this.textSize = 'normal';
    this.reach = false;
    this.t = inVietnamese;
    this.language = 'vi';
  }

  /** Puts the choices on the page. Call inside an effect. */
  applyTo(root: HTMLElement): void {
    root.dataset.display = this.display;
    root.lang = this.language;
    root.toggleAttribute('data-reach', this.reach);
    root.style.setProperty('--text', String(textScale[this.textSize]));
  }
}

async function loadEnglish(): Promise<Translate<typeof citizenVi>> {
  const { citizenEn } = await import('../../../shared/locales/citizen.en.ts');
  return translator<typeof citizenVi>(citizenEn);
}
