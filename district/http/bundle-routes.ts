import { finished } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { bundleType, officeBundlePath } from '../../shared/contract/care-paths.ts';
import { supportBundlePath } from '../../shared/contract/technician.ts';
import { refusalStatus, type UploadRefusal } from '../../shared/contract/upload.ts';
import { bundleBytesMax, bundlesAtOnceMax } from '../../shared/limits.ts';
import { kioskIdSchema } from '../../shared/model/ids.ts';
import { keepBundle } from '../domain/fleet/bundles.ts';
import type { Kiosk } from '../domain/ports.ts';
import type { District } from './district.ts';
import { problemOf } from './journal-routes.ts';
import { isDigestOf, kioskOfHead } from './kiosk-signature.ts';
import { bytesOf, takeRawBody } from './raw-body.ts';
import { signedInOnly } from './signed-in.ts';

/** Support bundles (shared/contract/support-bundles.ts), raw: bytes in, the same bytes out. */
export function bundleRoutes(app: FastifyInstance, district: District): void {
  takeIn(app, district);
  handOut(app, district);
}

const busyRetrySeconds = 5;

/** A bundle is large, so who sends it is known before it is read, and few are read at a time. */
function takeIn(app: FastifyInstance, { store, now, log }: District): void {
  const raw = takeRawBody(app, {
    ...{ type: bundleType, limit: bundleBytesMax },
    onTooLarge: (reply) => refuse(reply, 'too-large'),
  });
  const senders = new WeakMap<FastifyRequest, Kiosk>();
  let underWay = 0;

  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { method, url, headers } = request;
    const kiosk = await kioskOfHead(store.kiosks, { method, url, headers, hasBody: true });
    if (!kiosk.ok) return void (await refuse(reply, kiosk.problem));
    if (underWay >= bundlesAtOnceMax) {
      void reply.header('retry-after', busyRetrySeconds);
      return void (await refuse(reply, 'busy'));
    }
    underWay += 1;
    finished(reply.raw, () => (underWay -= 1)); // answered, or cut off half-way
    senders.set(request, kiosk.value);
  };
  app.post(supportBundlePath, { onRequest, ...raw }, async (request, reply) => {
    const sender = senders.get(request);
    const body = bytesOf(request);
    if (!sender || !isDigestOf(request.headers['content-digest'], body)) {
      return refuse(reply, 'digest');
    }
    await keepBundle(store, now, sender.kiosk, body);
    await store.kiosks.heard(sender.kiosk, now());
    log.info({ event: 'bundle.received', kiosk: sender.kiosk, bytes: body.length }, 'a bundle');
    return { received: true };
  });
}

function refuse(reply: FastifyReply, refusal: UploadRefusal['refusal']): FastifyReply {
  return reply.code(refusalStatus[refusal]).send({ problem: problemOf(refusal, null) });
}

const parametersSchema = z.object({ kiosk: kioskIdSchema, id: z.uuid() });

function handOut(app: FastifyInstance, district: District): void {
  const onRequest = signedInOnly(district);
  app.get(officeBundlePath(':kiosk', ':id'), { onRequest }, async (request, reply) => {
    const asked = parametersSchema.safeParse(request.params);
    if (!asked.success) return reply.callNotFound();
    const { kiosk, id } = asked.data;
    const bundle = await district.store.bundles.file(kiosk, id);
    if (!bundle) return reply.callNotFound();
    const time = new Date(bundle.at).toISOString().slice(0, 16).replace(/[-:]/g, '');
    const name = `hai-long-${kiosk.slice(0, 8)}-${time}.zip`;
    return reply
      .type(bundleType)
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Buffer.from(bundle.file));
  });
}
