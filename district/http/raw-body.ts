import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Bodies that are no JSON: files as the office or a kiosk hands them in, kept whole in memory up to a limit. */

type RawBody = {
  /** Their content type. */
  readonly type: string;
  /** In bytes. */
  readonly limit: number;
  readonly onTooLarge: (reply: FastifyReply) => unknown;
};

/** Takes bodies of this type from now on. Returns what their route says of itself. */
export function takeRawBody(app: FastifyInstance, { type, limit, onTooLarge }: RawBody) {
  app.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: limit }, (_request, body, done) =>
    done(null, body),
  );
  return {
    bodyLimit: limit,
    errorHandler: (error: unknown, _request: FastifyRequest, reply: FastifyReply): void => {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      // Anything else goes to Fastify's own handler.
      void (code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? onTooLarge(reply) : reply.send(error));
    },
  };
}

/** The bytes of a request that was taken so; none where nothing was sent. */
export const bytesOf = ({ body }: FastifyRequest): Buffer =>
  Buffer.isBuffer(body) ? body : Buffer.alloc(0);
