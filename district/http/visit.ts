import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { sessionLifeMs } from '../domain/office.ts';
import type { Kiosk } from '../domain/ports.ts';
import type { District } from './district.ts';
import { kioskOf, type SignatureRefusal } from './kiosk-signature.ts';

/** One request as the procedures of the API see it: who may be asking, and what may be left in the browser. */
export type Visit = {
  /** The kiosk that signed the request. */
  kiosk(): Promise<Result<Kiosk, SignatureRefusal>>;
  /** The token of the office session, null without one. */
  readonly session: string | null;
  keepSession(token: string | null): void;
  /** Counts an attempt to sign in or enrol from this address; refused when there were too many. */
  attempt(): Promise<Result<void, Problem>>;
};

const sessionCookie = 'hai-long-session';

/** How often one address may try a password, a link or an enrolment code. */
export const attemptsMax = 10;
export const attemptsWindowMs = 60_000;

export type AttemptLimit = (
  request: FastifyRequest,
) => Promise<{ isAllowed: true } | { isAllowed: false; isExceeded: boolean; ttlInSeconds: number }>;

/** The token of the office session, null without one. */
export function sessionOf(request: FastifyRequest): string | null {
  return request.cookies[sessionCookie] ?? null;
}

export function visitOf(
  district: District,
  limit: AttemptLimit,
  request: FastifyRequest,
  reply: FastifyReply,
): Visit {
  return {
    kiosk: () => {
      const { method, url, headers, rawBody: body } = request;
      return kioskOf(district.store.kiosks, { method, url, headers, body });
    },
    session: sessionOf(request),
    keepSession: (token) => {
      const attributes = {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
      } as const;
      if (token === null) void reply.clearCookie(sessionCookie, attributes);
      else
        void reply.setCookie(sessionCookie, token, {
          ...attributes,
          maxAge: sessionLifeMs / 1_000,
        });
    },
    attempt: async () => {
      const attempts = await limit(request);
      if (attempts.isAllowed || !attempts.isExceeded) return ok(undefined);
      return fail(problem('office.sign-in-paused', { seconds: attempts.ttlInSeconds }));
    },
  };
}
