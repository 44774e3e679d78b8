import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Seat } from '../core/sign-in/sessions.ts';

/** A window over a MessagePort: the port itself is the seat, and what it holds goes with it. */
export function portSeat(key: string): Seat {
  let held: string | null = null;
  return {
    key,
    session: () => held,
    take(session) {
      held = session;
    },
    leave() {
      held = null;
    },
  };
}

/**
 * A browser: the session is in a cookie that no script reads and no other site's page can send. The name tells the
 * doors of one computer apart, whose cookies a browser would otherwise mix.
 */
export function cookieSeat(
  request: FastifyRequest,
  reply: FastifyReply,
  cookie: { readonly secure: boolean },
): Seat {
  const name = cookie.secure ? '__Host-hai-long-desk' : `hai-long-desk-${request.socket.localPort}`;
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: cookie.secure } as const;
  let held = request.cookies[name] ?? null;
  return {
    key: request.ip,
    session: () => held,
    take(session) {
      held = session;
      reply.setCookie(name, session, options);
    },
    leave() {
      if (held !== null) reply.clearCookie(name, options);
      held = null;
    },
  };
}
