/**
 * The first start, in its order. The PIN comes before the enrolment: an enrolled kiosk without one opens to nobody, and
 * the power may go at any moment.
 */
export const wizardSteps = [
  ...(['language', 'screen', 'pin', 'network', 'enrol'] as const),
  ...(['counter', 'hours', 'test', 'done'] as const),
];
export type WizardStep = (typeof wizardSteps)[number];

const stepKey = 'hai-long-wizard-step';

/** A page that was loaded anew goes on where it was; a kiosk that was switched off, behind what it has kept. */
export function keptStep(storage: Storage, hasPin: boolean): WizardStep {
  const kept = storage.getItem(stepKey);
  return wizardSteps.find((step) => step === kept) ?? (hasPin ? 'network' : 'language');
}

export function keepStep(storage: Storage, step: WizardStep): void {
  storage.setItem(stepKey, step);
}

export function forgetStep(storage: Storage): void {
  storage.removeItem(stepKey);
}

/** The step so many on; the first and the last hold. */
export function stepFrom(step: WizardStep, by: 1 | -1): WizardStep {
  return wizardSteps[wizardSteps.indexOf(step) + by] ?? step;
}
