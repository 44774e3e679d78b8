import type { LogEntry } from '../../shared/contract/technician.ts';
import { technicianLogEn } from '../../shared/locales/technician-log.en.ts';
import { technicianLogVi } from '../../shared/locales/technician-log.vi.ts';
import { faultSentences } from '../../shared/model/health-faults.ts';
import { problemSentences } from '../../shared/model/problems.ts';
import { settingFacts } from '../../shared/model/technician-settings.ts';
import type { Bilingual, Language } from '../../shared/model/text.ts';

const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  vi: technicianLogVi,
  en: technicianLogEn,
};
const sentences: Readonly<Record<string, Bilingual>> = { ...faultSentences, ...problemSentences };

const settings: Readonly<Record<string, { readonly words: Bilingual }>> = settingFacts;

/** What an entry of the log says; a kind of a newer version by its own name. */
export function wordsOfEntry({ kind }: LogEntry, language: Language): string {
  return words[language][kind] ?? kind;
}

/**
 * Why, in words. A code of a problem or a fault is its sentence, of which the journal keeps no figures; of several faults
 * each has its own. What is not known is shown as it is written.
 */
export function wordsOfCause({ kind, cause }: LogEntry, language: Language): readonly string[] {
  if (cause === null) return [];
  const about = kind.startsWith('document.') ? 'document' : kind;
  const setting = kind === 'setting.changed' ? settings[cause]?.words[language] : undefined;
  const word = setting ?? words[language][`cause.${about}.${cause}`];
  if (word !== undefined) return [word];
  const codes = kind === 'health.noted' ? cause.split(', ') : [cause];
  return codes.map((code) => sentences[code]?.[language].replace(/\{\w+\}/g, '…') ?? code);
}
