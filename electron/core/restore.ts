import { journalKinds, type Entry, type EntryDraft } from '../../shared/model/journal.ts';
import type { Clock } from './ports.ts';
import { emptyStage, type Stage } from './stage.ts';
import { advanceSurvey, isPhaseOver, launchSurvey, phaseOf } from './survey-machine.ts';
import type { Survey, SurveyEvent, SurveyFacts } from './survey-machine.ts';

/** After which entries a survey needs no going on. */
const settledKinds = [
  'survey.answered',
  'survey.declined',
  'survey.expired',
  'survey.withdrawn',
] as const;

/** Makes the facts of a survey again out of its launch; null when its form or the settings are gone. */
export type RecallFacts = (launched: SurveyFacts['launched']) => SurveyFacts | null;

/**
 * The stage after a restart of the machine. A survey of this boot goes on if its time has not run out; every other one
 * ends as expired by restart. The details of an answered survey are never asked for again: nothing is invented.
 */
export function restoreStage(
  open: readonly (readonly Entry[])[],
  clock: Clock,
  recallFacts: RecallFacts,
): { readonly stage: Stage; readonly drafts: readonly EntryDraft[] } {
  const unsettled = open.filter(
    (entries) => !entries.some((entry) => settledKinds.some((kind) => kind === entry.kind)),
  );
  const goingOn: Survey[] = [];
  const drafts: EntryDraft[] = [];
  for (const entries of unsettled) {
    const launched = launchOf(entries);
    if (!launched) continue;
    const survey = replay(entries, clock, recallFacts(launched));
    if (survey && goingOn.length < 2) goingOn.push(survey);
    else drafts.push(lost(launched));
  }
  const [front = null, ...behind] = goingOn; // the oldest one has the screen
  return { stage: { ...emptyStage, front, behind }, drafts };
}

function launchOf(entries: readonly Entry[]): SurveyFacts['launched'] | null {
  const launch = entries.find((entry) => entry.kind === 'survey.launched');
  return journalKinds['survey.launched'].safeParse(launch?.body).data ?? null;
}

function replay(entries: readonly Entry[], clock: Clock, facts: SurveyFacts | null): Survey | null {
  const launch = entries.find((entry) => entry.kind === 'survey.launched');
  if (!facts || !launch || entries.some((entry) => entry.boot !== clock.boot)) return null;
  let survey: Survey | null = launchSurvey(facts, launch.mono);
  for (const { kind, mono: at } of entries) {
    if (kind === 'survey.apology-shown') survey = next(survey, { type: 'show', at });
    if (kind !== 'survey.shown') continue;
    const type = survey && phaseOf(survey) === 'apology' ? 'proceed' : 'show';
    survey = next(survey, { type, at });
  }
  // An apology that nobody stood before for so long is not gone on with: its levels would meet somebody else.
  return survey && !isPhaseOver(survey, clock.mono()) ? survey : null;
}

function next(survey: Survey | null, event: SurveyEvent): Survey | null {
  return survey && (advanceSurvey(survey, event)?.next ?? null);
}

function lost(launched: SurveyFacts['launched']): EntryDraft {
  return { kind: 'survey.expired', body: { survey: launched.survey, cause: 'restart' } };
}
