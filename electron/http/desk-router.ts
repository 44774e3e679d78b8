import { implement } from '@orpc/server';
import { deskContract } from '../../shared/contract/desk.ts';
import { surveyHistoryMax } from '../../shared/limits.ts';
import type { Core } from '../core/core.ts';
import { eitherOf, follow } from './follow.ts';
import { valueOrRefuse } from './refusal.ts';

/** The desk's contract over the use cases. Streams end when `closing` is aborted. */
export function createDeskRouter(core: Core, closing: AbortSignal) {
  const { desk } = core;
  const contract = implement(deskContract);
  const statuses = { now: desk.open, join: core.onDeskStatus, kept: surveyHistoryMax };
  return contract.router({
    station: contract.station.handler(() => desk.station()),
    procedures: contract.procedures.handler(({ input }) => desk.procedures(input.text)),
    launch: contract.launch.handler(({ input, errors }) =>
      valueOrRefuse(desk.launch(input), errors),
    ),
    withdraw: contract.withdraw.handler(({ input, errors }) =>
      valueOrRefuse(desk.withdraw(input.survey, input.officer), errors),
    ),
    status: contract.status.handler(({ input, errors }) =>
      valueOrRefuse(desk.status(input.survey), errors),
    ),
    watch: contract.watch.handler(({ signal }) =>
      follow(statuses, (survey) => survey, eitherOf(signal, closing)),
    ),
  });
}

export type DeskRouter = ReturnType<typeof createDeskRouter>;
