import { dossierTokenSchema, officerIdSchema, surveyIdSchema } from '../../../shared/model/ids.ts';
import { journalKinds, type Entry, type EntryDraft } from '../../../shared/model/journal.ts';
import type { Store } from '../store.ts';

export const officer = officerIdSchema.parse('can-bo-1');
export const form = journalKinds['survey.answered'].shape.form.parse({
  id: 'hai-long-nam-muc',
  version: 1,
});

/** The token of the n-th dossier of a test. */
export function dossier(number: number) {
  return dossierTokenSchema.parse(number.toString(16).padStart(64, '0'));
}

/** The id of the n-th survey of a test. */
export function survey(number: number) {
  return surveyIdSchema.parse(`0192f0c0-0000-7000-8000-${number.toString(16).padStart(12, '0')}`);
}

export const chosen: EntryDraft = { kind: 'officer.chosen', body: { officer } };

/** A launch at the desk for the dossier with the same number. */
export function launched(number: number): EntryDraft {
  const body = journalKinds['survey.launched'].parse({
    survey: survey(number),
    origin: 'desk',
    unit: 'ubnd-xa',
    counter: 'quay-1',
    form,
    dossier: dossier(number),
    agency: 'H15.50.05.13',
    procedure: '2.000815',
    catalogueVersion: 1,
    officer,
    handOver: 'completed',
  });
  return { kind: 'survey.launched', body };
}

export function answered(number: number, id?: string): EntryDraft {
  const body = { survey: survey(number), form, level: 5, afterMs: 1_200 };
  return { kind: 'survey.answered', body, ...(id === undefined ? {} : { id }) };
}

/** Appends what has to be accepted. */
export function append(store: Store, ...drafts: readonly EntryDraft[]): readonly Entry[] {
  const written = store.journal.append(drafts);
  if (!written.ok) throw new Error(written.problem.en);
  return written.value;
}
