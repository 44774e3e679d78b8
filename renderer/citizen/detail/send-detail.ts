import type { SurveyId } from '../../../shared/model/ids.ts';
import { refusalOf } from '../../bridge.ts';
import type { Kiosk } from '../kiosk.svelte.ts';

/** What a citizen adds to a rating. */
export interface Detail {
  readonly reasons: string[];
  readonly criteria: { id: string; level: number }[];
  readonly comment: string | null;
}

/** Sends what was added. If the comment cannot be sealed, what else was said is kept without it. */
export async function sendDetail(kiosk: Kiosk, survey: SurveyId, detail: Detail): Promise<void> {
  try {
    await kiosk.bridge.insist((client) => client.detail({ survey, ...detail }));
  } catch (error) {
    kiosk.detailFailed = true;
    if (refusalOf(error)?.code !== 'comment.unsealable') return kiosk.finish(survey);
    await sendDetail(kiosk, survey, { ...detail, comment: null });
  }
}
