import type { PublishedProcedure } from '../../model/published-procedure.ts';

/** What can be read on a procedure's page besides its code, name and keywords, paragraph by paragraph. */
export function procedureTexts(procedure: PublishedProcedure): string[] {
  const texts: string[] = [];
  const add = (text: string | null | undefined): void => {
    if (typeof text === 'string') texts.push(text);
  };
  add(procedure.domain);
  for (const component of procedure.components ?? []) {
    add(component.case);
    for (const paper of component.papers) {
      add(paper.name);
      add(paper.note);
    }
  }
  for (const step of procedure.steps ?? []) add(step);
  const { result, conditions, subjects, receivingAgency, decidingAgency } = procedure;
  for (const text of [result, conditions, subjects, receivingAgency, decidingAgency]) add(text);
  for (const { timeLimit, fee, note } of procedure.channels) {
    add(timeLimit?.text);
    add(fee);
    add(note);
  }
  for (const { name } of procedure.blankForms ?? []) add(name);
  for (const { number, title } of procedure.legalBases ?? []) {
    add(number);
    add(title);
  }
  return texts;
}
