import type { DeskStatus } from '../../../shared/contract/desk.ts';
import type { ListedSurvey } from '../desk.svelte.ts';
import type { PlainKey, Wording } from '../wording.svelte.ts';

/** What stands under each of the three words. */
export const statusHints: Readonly<Record<DeskStatus, PlainKey>> = {
  waiting: 'survey.waitingHint',
  rated: 'survey.ratedHint',
  'not-rated': 'survey.notRatedHint',
};

/**
 * The dossier by its last digits, and when this page heard of it. The digits are never written down, so a machine
 * that was restarted does not know them any more.
 */
export function dossierAndTime({ dossierTail, sinceMs }: ListedSurvey, wording: Wording): string {
  const dossier =
    dossierTail === null
      ? wording.t('survey.tailUnknown')
      : wording.t('survey.dossier', { tail: dossierTail });
  const time = new Date(sinceMs).toLocaleTimeString('vi-VN', {
    hour: '2-digit',
    minute: '2-digit',
  });
  return `${dossier} · ${time}`;
}
