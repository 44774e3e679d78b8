import { v7 as uuidv7 } from 'uuid';
import type { SurveyView } from '../../../shared/contract/citizen.ts';
import type { DeskSurvey } from '../../../shared/contract/desk.ts';
import type { SurveyId } from '../../../shared/model/ids.ts';
import type { Problem, ProblemCode } from '../../../shared/model/problems.ts';
import type { Result } from '../../../shared/model/result.ts';
import type { Seat } from '../sign-in/sessions.ts';
import { dossierCode, officer, procedure, type Bench } from './fixtures.ts';

/** The value of an outcome that must be one. */
export function value<T>(result: Result<T, Problem>): T {
  if (!result.ok) throw new Error(`Refused: ${result.problem.code}`);
  return result.value;
}

/** What an outcome was refused with; `ok` when it was not. */
export function refusal(result: Result<unknown, Problem>): ProblemCode | 'ok' {
  return result.ok ? 'ok' : result.problem.code;
}

export function newTap(): string {
  return uuidv7();
}

/** The officer launches a rating of dossier `number`. */
export function launch(bench: Bench, number = 1): Result<DeskSurvey, Problem> {
  const dossier = dossierCode(number);
  return bench.core.desk.launch(officer, { dossier, procedure, handOver: 'completed' });
}

/** The page of an officer's browser: what it would keep in a cookie. */
export function newSeat(key = 'seat'): Seat {
  let held: string | null = null;
  return {
    key,
    session: () => held,
    take: (session) => (held = session),
    leave: () => (held = null),
  };
}

export function rate(
  bench: Bench,
  survey: SurveyId,
  level = 5,
  tap = newTap(),
): Result<void, Problem> {
  return bench.core.citizen.rate({ survey, level, tap });
}

/** What the citizen sees of a survey; throws when there is none on the screen. */
export function onScreen(bench: Bench): SurveyView {
  const { survey } = bench.core.citizen.view();
  if (!survey) throw new Error('No survey on the screen');
  return survey;
}

export function kinds(bench: Bench): string[] {
  return bench.journal.entries.map((entry) => entry.kind.replace('survey.', ''));
}
