import { ORPCError } from '@orpc/server';
import { z } from 'zod';
import {
  problem,
  problemSchema,
  type Problem,
  type ProblemCode,
} from '../../../shared/model/problems.ts';
import type { Result } from '../../../shared/model/result.ts';

/** RFC 9457, with the house's code and both sentences beside the standard members. */
export const problemDocumentType = 'application/problem+json';

export type ProblemDocument = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly vi: string;
  readonly en: string;
  readonly parameters: Problem['parameters'];
};

const unprocessable = 422;
const conflict = 409;
const unavailable = 503;
const internal = 500;

const statuses: Partial<Record<ProblemCode, number>> = {
  'api.key': 401,
  'api.right': 403,
  'door.refused': 403,
  'api.input': 400,
  'api.unknown-path': 404,
  'api.rate': 429,
  'api.internal': internal,
  'survey.unknown': 404,
  'dossier.not-found': 404,
  'survey.closed': conflict,
  'survey.busy': conflict,
  'survey.already-rated': conflict,
  'survey.open-otherwise': conflict,
  'dossier.several': conflict,
  'enrolment.missing': unavailable,
  'form.missing': unavailable,
};

/** Sending again helps with 409 (later), 429 and 5xx; everything else has to be sent otherwise. */
export function statusOf({ code }: Problem): number {
  return statuses[code] ?? (code.startsWith('storage.') ? unavailable : unprocessable);
}

export function problemDocument(found: Problem): ProblemDocument {
  const { code, vi, en, parameters } = found;
  return {
    type: `urn:hai-long:problem:${code}`,
    title: titleOf(code),
    status: statusOf(found),
    detail: en,
    ...{ code, vi, en, parameters },
  };
}

/** The same for every occurrence of a problem: its code in words. */
function titleOf(code: ProblemCode): string {
  const words = code.replace(/[.-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The value, or the problem thrown where oRPC turns it into an answer. */
export function valueOrApiRefusal<T>(result: Result<T, Problem>): T {
  if (result.ok) return result.value;
  throw new ORPCError('REFUSED', { status: statusOf(result.problem), data: result.problem });
}

const issuesSchema = z.object({
  issues: z.array(z.object({ message: z.string(), path: z.array(z.unknown()).optional() })).min(1),
});

/** Whatever oRPC answers with, as a problem document. */
export function documentOfError(error: ORPCError<string, unknown>): ProblemDocument {
  const refused = problemSchema.safeParse(error.data);
  if (refused.success) return problemDocument(refused.data);
  if (error.status >= internal) return problemDocument(problem('api.internal'));
  const shape = issuesSchema.safeParse(error.data);
  const [issue] = shape.success ? shape.data.issues : [];
  const where = (issue?.path ?? []).map(String).join('.') || 'body';
  return problemDocument(problem('api.input', { where, reason: issue?.message ?? error.code }));
}
