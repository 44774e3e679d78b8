import type { ProcedureAnswer } from '../../../../shared/contract/look-up.ts';
import type { LookUpTexts } from '../texts.ts';
import { writtenDay } from './dates.ts';

/**
 * What must be known before anything else on the page.
 * @param today - as `2026-03-09`
 */
export function noticesOf(
  { procedure, receivedHere }: Pick<ProcedureAnswer, 'procedure' | 'receivedHere'>,
  today: string,
  t: LookUpTexts,
): readonly string[] {
  const { status, effectiveFrom, effectiveTo } = procedure;
  const notices: string[] = [];
  if (status === 'replaced') notices.push(t('notice.replaced'));
  if (status === 'repealed') notices.push(t('notice.repealed'));
  if (effectiveFrom !== null && effectiveFrom > today) {
    notices.push(t('notice.future', { date: writtenDay(effectiveFrom) }));
  }
  if (effectiveTo !== null) {
    const key = effectiveTo < today ? 'notice.ended' : 'notice.ends';
    notices.push(t(key, { date: writtenDay(effectiveTo) }));
  }
  if (!receivedHere) notices.push(t('notice.notHere'));
  return notices;
}
