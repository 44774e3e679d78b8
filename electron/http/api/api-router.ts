import { implement } from '@orpc/server';
import { deskApiContract, type ApiSurvey } from '../../../shared/contract/desk-api.ts';
import { surveyHistoryMax } from '../../../shared/limits.ts';
import type { ApiClient, ClientRight } from '../../../shared/model/documents.ts';
import type { Core } from '../../core/core.ts';
import { apiSurvey } from '../../core/integration.ts';
import { eitherOf, follow } from '../follow.ts';
import { IdempotentAnswers } from './idempotency.ts';
import { valueOrApiRefusal } from './problem-document.ts';

/** What the door has found out about the call. */
export type ApiContext = { readonly client: ApiClient; readonly idempotencyKey: string | null };

/** The integration API over the use cases. Streams end when `closing` is aborted. */
export function createApiRouter(core: Core, mono: () => number, closing: AbortSignal) {
  const { integration } = core;
  const answers = new IdempotentAnswers(mono);
  const contract = implement(deskApiContract).$context<ApiContext>();
  const may = (right: ClientRight) =>
    contract.middleware(({ context, next }) => {
      valueOrApiRefusal(integration.allow(context.client, right));
      return next();
    });
  const statuses = { now: integration.open, join: core.onDeskStatus, kept: surveyHistoryMax };
  const { surveys, dossiers, handOvers } = contract;
  return contract.router({
    surveys: {
      launch: surveys.launch.use(may('launch')).handler(({ input, context }) => {
        const request = requestOf(context, 'launch', input);
        return valueOrApiRefusal(
          answers.once(request, () => integration.launch(context.client.id, input)),
        );
      }),
      withdraw: surveys.withdraw.use(may('withdraw')).handler(({ input, context }) => {
        const request = requestOf(context, 'withdraw', input);
        return valueOrApiRefusal(
          answers.once(request, () => integration.withdraw(context.client.id, input.survey)),
        );
      }),
      status: surveys.status
        .use(may('status'))
        .handler(({ input }) => valueOrApiRefusal(integration.status(input.survey))),
      events: surveys.events
        .use(may('status'))
        .handler(({ signal }): AsyncGenerator<ApiSurvey, void> =>
          follow(statuses, apiSurvey, eitherOf(signal, closing)),
        ),
    },
    dossiers: {
      replace: dossiers.replace.use(may('dossiers')).handler(({ input, context }) => ({
        count: valueOrApiRefusal(integration.announce(context.client.id, input.dossiers)),
      })),
      count: dossiers.count
        .use(may('dossiers'))
        .handler(({ context }) => ({ count: integration.announced(context.client.id) })),
    },
    handOvers: {
      report: handOvers.report.use(may('dossiers')).handler(({ input, context }) => {
        const request = requestOf(context, 'hand-over', input);
        const report = () => integration.handedOver(context.client.id, input);
        valueOrApiRefusal(answers.once(request, report));
        return {};
      }),
    },
  });
}

export type ApiRouter = ReturnType<typeof createApiRouter>;

function requestOf({ client, idempotencyKey: key }: ApiContext, name: string, input: unknown) {
  return { key, client: client.id, call: [name, input] };
}
