import { z } from 'zod';
import { retryAfterMaxMs } from '../../shared/limits.ts';
import { problem, problemSchema, type Problem } from '../../shared/model/problems.ts';
import type { Answer, Exchange } from './exchange.ts';

/**
 * An exchange after which nothing counts as done.
 * `transient`: asked again with backoff. `refused`: asking slows to once an hour, collecting goes on.
 * `too-large`: the same again in smaller pieces.
 */
export type Setback = {
  readonly kind: 'transient' | 'refused' | 'too-large';
  readonly problem: Problem;
  /** What the district asked for, capped; null when it asked for nothing. */
  readonly retryAfterMs: number | null;
};

const refusals: Readonly<Record<number, Problem>> = {
  401: problem('district.unknown-kiosk'),
  403: problem('district.forbidden'),
  410: problem('district.retired'),
};
const refusalCodes: ReadonlySet<string> = new Set(Object.values(refusals).map(({ code }) => code));

/** Statuses the district never gives at its own addresses: another server or a proxy that wants a log-in. */
const strangersStatuses: ReadonlySet<number> = new Set([404, 405, 407, 511]);

/** What an exchange means that did not bring what was asked for. A success status here is somebody else's page. */
export function setbackOf(exchange: Exchange): Setback {
  if (exchange.kind === 'no-answer') return transient(exchange.problem);
  const { status } = exchange;
  const wait = retryAfterMs(exchange);
  const said = problemSaid(exchange);
  const refusal = refusals[status] ?? (said !== null && refusalCodes.has(said.code) ? said : null);
  if (refusal !== null) return { kind: 'refused', problem: refusal, retryAfterMs: null };
  if (status === 413) {
    return { kind: 'too-large', problem: problem('district.too-large'), retryAfterMs: wait };
  }
  if (said !== null) return transient(said, wait);
  if (status < 400 || strangersStatuses.has(status)) {
    return transient(problem('district.not-the-district'), wait);
  }
  const busy = status === 429 || (status === 503 && wait !== null);
  return transient(busy ? problem('district.busy') : problem('district.error', { status }), wait);
}

/** A setback that only time mends. */
export function transient(cause: Problem, retryAfter: number | null = null): Setback {
  return { kind: 'transient', problem: cause, retryAfterMs: retryAfter };
}

/**
 * Retry-After (RFC 9110, 10.2.3) in ms from now, at most `retryAfterMaxMs`; null when absent or unreadable. A date is
 * read against the answer's own Date, because the kiosk's clock may be years off.
 */
export function retryAfterMs(answer: Answer): number | null {
  const value = answer.retryAfter?.trim() ?? '';
  if (value === '') return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - districtNow(answer);
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), retryAfterMaxMs);
}

function districtNow(answer: Answer): number {
  const date = Date.parse(answer.date ?? '');
  return Number.isNaN(date) ? answer.middleWallMs : date;
}

/** The body read by `schema`, or null when it is not JSON of that shape. */
export function read<T>(schema: z.ZodType<T>, body: string): T | null {
  const parsed = jsonText.pipe(schema).safeParse(body);
  return parsed.success ? parsed.data : null;
}

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
});

/** Why the district refused, in its own words; null when it gave none, or a code that this version does not know. */
export function problemSaid(answer: Answer): Problem | null {
  return answer.status >= 400 ? read(refusedSchema, answer.body) : null;
}

/** How a call of its API is refused (contract/base.ts), one of its raw routes, and a package that an office may ask for, too. */
const refusedSchema = z.union([
  z.object({ code: z.literal('REFUSED'), data: problemSchema }).transform(({ data }) => data),
  z.object({ problem: problemSchema }).transform(({ problem: said }) => said),
  problemSchema,
]);
