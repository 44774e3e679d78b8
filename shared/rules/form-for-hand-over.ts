import type { Form } from '../model/form.ts';
import type { HandOver } from '../model/journal.ts';

/**
 * The form as it is put to a citizen after this hand-over: the question and the reasons that its author wrote for a
 * result that was returned or refused, its own where nothing was written. Id, version, scale and criteria stay, so that
 * every answer stays comparable and names one form.
 */
export function formForHandOver(form: Form, handOver: HandOver | null): Form {
  if (handOver === null || handOver === 'completed') return form;
  const { question = form.question, reasons = form.reasons } = form.instead?.[handOver] ?? {};
  return { ...form, question, reasons };
}
