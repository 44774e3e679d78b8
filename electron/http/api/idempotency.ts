import { createHash } from 'node:crypto';
import {
  idempotencyKeyLengthMax,
  idempotencyKeysMax,
  idempotencyLifeMs,
} from '../../../shared/limits.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, type Result } from '../../../shared/model/result.ts';

type Kept = { readonly call: string; readonly at: number; readonly value: unknown };

type Request = { readonly key: string | null; readonly client: string; readonly call: unknown };

/**
 * The `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key-header): the same key with the same request is
 * answered as the first time, so that software may send again whatever got no answer. In memory: after a restart the
 * journal answers for launches, which are the same launch twice anyway.
 */
export class IdempotentAnswers {
  readonly #kept = new Map<string, Kept>();
  readonly #mono: () => number;

  constructor(mono: () => number) {
    this.#mono = mono;
  }

  /**
   * Does it, or answers as before. What was refused is not kept: a later try may well go through.
   * Problem: `api.idempotency` for a key that was used for another request.
   */
  once<T>({ key, client, call }: Request, work: () => Result<T, Problem>): Result<T, Problem> {
    if (key === null) return work();
    if (key === '' || key.length > idempotencyKeyLengthMax) {
      const reason = `1 to ${idempotencyKeyLengthMax} characters`;
      return fail(problem('api.input', { where: 'Idempotency-Key', reason }));
    }
    this.#forgetOld();
    const name = `${client} ${key}`;
    const hash = createHash('sha256').update(JSON.stringify(call)).digest('hex');
    const kept = this.#kept.get(name);
    if (kept && kept.call !== hash) return fail(problem('api.idempotency'));
    if (kept) return { ok: true, value: kept.value as T };
    const outcome = work();
    if (outcome.ok) this.#kept.set(name, { call: hash, at: this.#mono(), value: outcome.value });
    return outcome;
  }

  /** They lie in the order of their making. */
  #forgetOld(): void {
    const now = this.#mono();
    for (const [name, { at }] of this.#kept) {
      if (now - at <= idempotencyLifeMs && this.#kept.size < idempotencyKeysMax) return;
      this.#kept.delete(name);
    }
  }
}
