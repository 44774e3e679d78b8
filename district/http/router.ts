import { implement, ORPCError } from '@orpc/server';
import { districtContract } from '../../shared/contract/district.ts';
import { refusalStatus } from '../../shared/contract/upload.ts';
import { problem } from '../../shared/model/problems.ts';
import type { Result } from '../../shared/model/result.ts';
import { publishingKeyOf } from '../domain/catalogue/publishing.ts';
import { makeDossierWay } from '../domain/desk/way.ts';
import { documentsToSend } from '../domain/documents.ts';
import { enrol } from '../domain/enrolment.ts';
import { noteHeartbeat } from '../domain/fleet/health.ts';
import { signIn, signInByLink, signOut, userOf, type Session } from '../domain/office.ts';
import type { Kiosk } from '../domain/ports.ts';
import { makeReport } from '../domain/report.ts';
import { signalsOf } from '../domain/signals/month-signals.ts';
import { officeCareRouters } from './care-router.ts';
import { officeCatalogueRouter } from './catalogue-router.ts';
import { officeDeskRouter } from './desk-router.ts';
import type { District } from './district.ts';
import { officeFleetRouter } from './fleet-router.ts';
import { problemOf } from './journal-routes.ts';
import { settle } from './settle.ts';
import type { SignatureRefusal } from './kiosk-signature.ts';
import type { Visit } from './visit.ts';

/** The district's API: each procedure says who may ask, asks the domain, and answers. */
export function districtRouter(district: District) {
  const { store, now } = district;
  const os = implement(districtContract).$context<Visit>();

  return os.router({
    health: os.health.handler(() => ({ durability: store.durability(), time: now() })),
    enrol: os.enrol.handler(async ({ input, context, errors }) => {
      settle(await context.attempt(), errors);
      return settle(await enrol(store, now, input), errors);
    }),
    documents: os.documents.handler(async ({ input, context }) => {
      const kiosk = signer(await context.kiosk());
      await store.kiosks.heard(kiosk.kiosk, now(), input);
      await noteHeartbeat(store, now, kiosk.kiosk, input.health);
      const documents = await documentsToSend(store, now, kiosk, input.have);
      return { documents, publishingKey: await publishingKeyOf(store), time: now() };
    }),
    office: officeRouter(district),
  });
}

function officeRouter(district: District) {
  const { store, now } = district;
  const os = implement(districtContract.office).$context<Visit>();
  /** What only a signed-in person may ask. */
  const signedIn = os.middleware(async ({ context, next, errors }) => {
    const user = await userOf(store, now, context.session);
    if (user === null) throw errors.REFUSED({ data: problem('office.signed-out') });
    return next({ context: { user } });
  });
  const begin = (context: Visit, { user, token }: Session): { user: string } => {
    context.keepSession(token);
    return { user };
  };

  return os.router({
    signIn: os.signIn.handler(async ({ input, context, errors }) => {
      settle(await context.attempt(), errors);
      return begin(context, settle(await signIn(store, now, input), errors));
    }),
    signInByLink: os.signInByLink.handler(async ({ input, context, errors }) => {
      settle(await context.attempt(), errors);
      return begin(context, settle(await signInByLink(store, now, input.link), errors));
    }),
    signOut: os.signOut.handler(async ({ context }) => {
      await signOut(store, context.session);
      context.keepSession(null);
      return {};
    }),
    me: os.me.handler(async ({ context }) => ({ user: await userOf(store, now, context.session) })),
    report: os.report
      .use(signedIn)
      .handler(async ({ input, errors }) => settle(await makeReport(store, input), errors)),
    kiosks: os.kiosks.use(signedIn).handler(async () => {
      const standings = await store.kiosks.standings();
      return standings.map(({ unitName, counterName, ...standing }) => ({
        ...standing,
        unit: unitName,
        counter: counterName,
      }));
    }),
    catalogue: officeCatalogueRouter(district),
    desk: officeDeskRouter(district),
    fleet: officeFleetRouter(district),
    ...officeCareRouters(district),
    dossierWay: os.dossierWay
      .use(signedIn)
      .handler(async ({ input, errors }) => settle(await makeDossierWay(store, input), errors)),
    signals: os.signals.use(signedIn).handler(({ input }) => signalsOf(store, input.month)),
    units: os.units.use(signedIn).handler(async () => [...(await store.places.units())]),
  });
}

/** The kiosk that signed. Without one the answer has the status that the upload has for it, so that one rule reads both. */
function signer(kiosk: Result<Kiosk, SignatureRefusal>): Kiosk {
  if (kiosk.ok) return kiosk.value;
  const refusal = kiosk.problem;
  const data = problemOf(refusal, null);
  throw new ORPCError('REFUSED', { status: refusalStatus[refusal], message: data.en, data });
}
