/** The outcome of something that is expected to fail sometimes: a value, or the problem to act on. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | Failure<E>;

export type Failure<E> = { readonly ok: false; readonly problem: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<E>(problem: E): Failure<E> {
  return { ok: false, problem };
}

/** Ends a switch over a union: a new member of the union stops the type check here. */
export function unreachable(value: never): never {
  throw new Error(`Not a member of the union: ${JSON.stringify(value)}`);
}
