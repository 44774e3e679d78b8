import { faultSentences, type FaultCode } from '../../../shared/model/health-faults.ts';
import type { Language } from '../../../shared/model/text.ts';

/** What a fault of the past was: the first sentence without its figures. Unknown ones are named by their code. */
export function faultName(code: string, language: Language): string {
  if (!Object.hasOwn(faultSentences, code)) return code;
  const sentence = faultSentences[code as FaultCode][language];
  const first = /^.*?[.;:](?=\s|$)/.exec(sentence)?.[0] ?? sentence;
  return `${first.slice(0, -1).replace(/\{\w+\}/g, '…')}.`;
}
