import type { Translate } from '../../../shared/locales/translator.ts';
import { vi, type Texts } from '../texts/vi.ts';

/** Why a kiosk did not keep or take a version, by the code that it told. */
export function whyText(code: string | null, say: Translate<Texts>): string {
  if (code === null) return say('why.unknown');
  const key = `why.${code}`;
  return isText(key) ? say(key) : say('why.other', { code });
}

type Why = Extract<keyof Texts, `why.update.${string}`>;

function isText(key: string): key is Why {
  return key.startsWith('why.update.') && Object.hasOwn(vi, key);
}
