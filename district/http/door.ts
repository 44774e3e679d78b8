import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { ORPCError, onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fastify';
import fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { partBytesMax, requestBodyBytesMax } from '../../shared/limits.ts';
import { problem } from '../../shared/model/problems.ts';
import { bundleRoutes } from './bundle-routes.ts';
import { catalogueRoutes } from './catalogue-routes.ts';
import { largeOnlySignedIn } from './signed-in.ts';
import { deskRoutes } from './desk-routes.ts';
import type { District } from './district.ts';
import { journalRoutes } from './journal-routes.ts';
import { openApiDocument } from './openapi.ts';
import { pages, securityHeaders } from './pages.ts';
import { releaseRoutes } from './release-routes.ts';
import { districtRouter } from './router.ts';
import { updateRoutes } from './update-routes.ts';
import { attemptsMax, attemptsWindowMs, visitOf } from './visit.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body's bytes as they came: what a kiosk signs. Null without a body. */
    rawBody: Buffer | null;
  }
}

/** Whoever works with the catalogue sends whole parts of it. */
const officeCataloguePrefix = '/office/catalogue';

/** Listens where it is told to. */
export type Door = FastifyInstance;

export type DoorOptions = {
  /** Where the built pages of the office are. */
  readonly pagesFolder: string;
  /** Behind a reverse proxy that sets X-Forwarded-For and X-Forwarded-Proto itself. */
  readonly behindProxy: boolean;
};

/** The district's door: everything that arrives over HTTP is parsed, authenticated and answered here. */
export async function buildDoor(
  district: District,
  { pagesFolder, behindProxy }: DoorOptions,
): Promise<Door> {
  const app = fastify({
    loggerInstance: district.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: requestBodyBytesMax,
    trustProxy: behindProxy,
  });
  app.decorateRequest('rawBody', null);
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  securityHeaders(app);
  refuseOtherOrigins(app);
  keepRawBodies(app);
  journalRoutes(app, district);
  catalogueRoutes(app, district);
  deskRoutes(app, district);
  updateRoutes(app, district);
  bundleRoutes(app, district);
  releaseRoutes(app, district);
  await procedures(app, district);
  await pages(app, pagesFolder);
  return app;
}

/** A browser names the page a request came from; pages of other origins get nothing done here. */
function refuseOtherOrigins(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD' || isSameOrigin(request)) return;
    await reply.code(403).send(problem('door.refused'));
  });
}

function isSameOrigin({ headers: { origin }, host }: FastifyRequest): boolean {
  if (origin === undefined) return true; // not a browser: a kiosk signs, and the office's cookie is not there
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** JSON for the procedures, and beside it the bytes it was read from. */
function keepRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.rawBody = body as Buffer;
    try {
      done(null, body.length === 0 ? null : JSON.parse(body.toString()));
    } catch {
      done(Object.assign(new Error('The body is not JSON'), { statusCode: 400 }));
    }
  });
}

async function procedures(app: FastifyInstance, district: District): Promise<void> {
  const router = districtRouter(district);
  const limit = app.createRateLimit({ max: attemptsMax, timeWindow: attemptsWindowMs });
  const failed = (error: unknown) => {
    if (!(error instanceof ORPCError)) district.log.error({ err: error }, 'a procedure failed');
  };
  const handlers = {
    '/rpc': new RPCHandler(router, { interceptors: [onError(failed)] }),
    '/api': new OpenAPIHandler(router, { interceptors: [onError(failed)] }),
  } as const;
  for (const [prefix, handler] of Object.entries(handlers)) {
    const answer = async (request: FastifyRequest, reply: FastifyReply) => {
      const context = visitOf(district, limit, request, reply);
      const { matched } = await handler.handle(request, reply, {
        prefix: prefix as keyof typeof handlers,
        context,
      });
      if (!matched) return reply.callNotFound();
      return reply;
    };
    app.all(`${prefix}/*`, answer);
    const large = { bodyLimit: partBytesMax, onRequest: largeOnlySignedIn(district) };
    app.all(`${prefix}${officeCataloguePrefix}/*`, large, answer);
  }
  const document = await openApiDocument();
  app.get('/openapi.json', async () => document);
}
