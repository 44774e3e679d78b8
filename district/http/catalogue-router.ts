import { implement } from '@orpc/server';
import { officeCatalogueContract } from '../../shared/contract/catalogue.ts';
import { problem } from '../../shared/model/problems.ts';
import { completenessOf } from '../domain/catalogue/completeness.ts';
import { takeImport } from '../domain/catalogue/importing.ts';
import {
  assignTo,
  draftPart,
  putLabel,
  putPart,
  resetDraft,
} from '../domain/catalogue/drafting.ts';
import { draftNames, overviewOf } from '../domain/catalogue/overview.ts';
import { publishAgain, publishDraft } from '../domain/catalogue/publishing.ts';
import { userOf } from '../domain/office.ts';
import type { District } from './district.ts';
import { settle } from './settle.ts';
import type { Visit } from './visit.ts';

/** The office's work with the catalogue; every procedure needs a session, and what is done carries the user's name. */
export function officeCatalogueRouter({ store, now }: District) {
  const os = implement(officeCatalogueContract)
    .$context<Visit>()
    .use(async ({ context, next, errors }) => {
      const by = await userOf(store, now, context.session);
      if (by === null) throw errors.REFUSED({ data: problem('office.signed-out') });
      return next({ context: { by } });
    });

  return os.router({
    overview: os.overview.handler(() => overviewOf(store)),
    takeImport: os.takeImport.handler(async ({ input, context: { by }, errors }) => {
      settle(await takeImport(store, now, { ...input, by }), errors);
      return overviewOf(store);
    }),
    part: os.part.handler(({ input: { part } }) => draftPart(store, part)),
    putPart: os.putPart.handler(async ({ input, context: { by }, errors }) => {
      settle(await putPart(store, now, { ...input, by }), errors);
      return draftPart(store, input.part);
    }),
    names: os.names.handler(async () => ({ text: await draftNames(store) })),
    assign: os.assign.handler(async ({ input, context: { by }, errors }) => {
      settle(await assignTo(store, now, { ...input, by }), errors);
      return overviewOf(store);
    }),
    putLabel: os.putLabel.handler(async ({ input, context: { by }, errors }) => {
      settle(await putLabel(store, now, { ...input, by }), errors);
      return overviewOf(store);
    }),
    resetDraft: os.resetDraft.handler(async ({ context: { by } }) => {
      await resetDraft(store, now, by);
      return overviewOf(store);
    }),
    publish: os.publish.handler(async ({ input, context: { by }, errors }) =>
      settle(await publishDraft(store, now, { ...input, by }), errors),
    ),
    publishAgain: os.publishAgain.handler(async ({ input, context: { by }, errors }) =>
      settle(await publishAgain(store, now, { ...input, by }), errors),
    ),
    completeness: os.completeness.handler(async ({ input, errors }) =>
      settle(await completenessOf(store, now, input.unit), errors),
    ),
  });
}
