import type { CitizenView, SurveyView } from '../../shared/contract/citizen.ts';
import { extensionsMax } from '../../shared/limits.ts';
import { scannerDefault, type KioskSettings } from '../../shared/model/documents.ts';
import { isOver, phaseOf, type Survey } from './survey-machine.ts';

/** Before the kiosk has been told: long enough to be read. */
const thanksWithoutSettingsMs = 6_000;

/** Everything the citizen's screen depends on. `at` is monotonic ms. */
export type ViewSource = {
  readonly at: number;
  readonly settings: KioskSettings | null;
  readonly hasForm: boolean;
  readonly storageWorks: boolean;
  readonly online: boolean;
  /** The survey that has the screen. */
  readonly front: Survey | null;
};

/** What the citizen's window draws, whatever happened before. */
export function citizenView(source: ViewSource): CitizenView {
  const { settings, front, at } = source;
  return {
    place: settings && { unit: settings.unit, counter: settings.counter },
    ready: settings !== null && source.hasForm && source.storageWorks,
    walkInAllowed: settings?.walkInAllowed ?? false,
    online: source.online,
    // One whose end could not be written yet has left the screen all the same.
    survey: front && !isOver(front, at) ? surveyView(front, at) : null,
    thanksMs: settings?.thanksMs ?? thanksWithoutSettingsMs,
    tonePlacement: settings?.tonePlacement ?? 'old',
    scanner:
      settings === null || settings.selfLaunch === 'never'
        ? null
        : (settings.scanner ?? scannerDefault),
  };
}

function surveyView(survey: Survey, at: number): SurveyView | null {
  const phase = phaseOf(survey);
  if (phase === null) return null;
  const { facts, phase: time, answer } = survey.context;
  return {
    survey: facts.survey,
    phase,
    origin: facts.launched.origin,
    procedureName: facts.procedureName,
    dossierTail: facts.dossierTail,
    handOver: facts.launched.handOver,
    apology: facts.apology,
    form: facts.form,
    level: answer?.level ?? null,
    endsInMs: Math.max(0, Math.round(time.deadline - at)),
    countdownMs: facts.timeouts.countdownMs,
    extensionsLeft: extensionsMax - time.extensions,
  };
}
