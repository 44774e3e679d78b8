/** The first start, in its order. */
export const wizardSteps = [
  ...(['language', 'screen', 'network', 'enrol', 'counter'] as const),
  ...(['hours', 'pin', 'test', 'done'] as const),
];
export type WizardStep = (typeof wizardSteps)[number];

const stepKey = 'hai-long-wizard-step';

/** A page that was loaded anew goes on where it was. */
export function keptStep(storage: Storage): WizardStep {
  const kept = storage.getItem(stepKey);
  return wizardSteps.find((step) => step === kept) ?? 'language';
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
