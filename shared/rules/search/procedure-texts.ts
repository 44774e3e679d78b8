import type { PublishedProcedure } from '../../model/published-procedure.ts';

/** What can be read on a procedure's page besides its code, name and keywords, paragraph by paragraph. */
export function procedureTexts(procedure: PublishedProcedure): string[] {
  const { domain, decidingAgency, receivingAgency, subjects, result, conditions } = procedure;
  const texts = [
    domain,
    ...(procedure.components ?? []).flatMap((component) => [
      component.case,
      ...component.papers.flatMap(({ name, note }) => [name, note]),
    ]),
    ...(procedure.steps ?? []),
    ...[result, conditions, subjects, receivingAgency, decidingAgency],
    ...procedure.channels.flatMap(({ timeLimit, fee, note }) => [timeLimit?.text, fee, note]),
    ...(procedure.blankForms ?? []).map(({ name }) => name),
    ...(procedure.legalBases ?? []).flatMap(({ number, title }) => [number, title]),
  ];
  return texts.filter((text) => typeof text === 'string');
}
