import { problem, type Problem } from '../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { DistrictStore, Now } from './ports.ts';
import { newToken, passwordHash, passwordMatches, tokenHash } from './secrets.ts';

/** A working day and a little more: nobody signs in twice a day, and no session stays open for the next night. */
export const sessionLifeMs = 12 * 60 * 60_000;
const linkLifeMs = 12 * 60 * 60_000;

/** A session as it begins: the token goes to the browser and is kept here only as a hash. */
export type Session = { readonly user: string; readonly token: string };

export async function signIn(
  store: DistrictStore,
  now: Now,
  credentials: { readonly user: string; readonly password: string },
): Promise<Result<Session, Problem>> {
  const stored = (await store.office.password(credentials.user)) ?? null;
  const matches = await passwordMatches(credentials.password, stored);
  return matches
    ? ok(await beginSession(store, now, credentials.user))
    : fail(problem('office.sign-in'));
}

/** Exchanges a one-time link for a session; the link is used up. */
export async function signInByLink(
  store: DistrictStore,
  now: Now,
  link: string,
): Promise<Result<Session, Problem>> {
  const user = await store.office.useLink(tokenHash(link), now());
  return user === null ? fail(problem('office.sign-in')) : ok(await beginSession(store, now, user));
}

/** The user of a session; null without one. */
export async function userOf(
  store: DistrictStore,
  now: Now,
  token: string | null,
): Promise<string | null> {
  return token === null ? null : store.office.session(tokenHash(token), now());
}

export async function signOut(store: DistrictStore, token: string | null): Promise<void> {
  if (token !== null) await store.office.endSession(tokenHash(token));
}

/** A link that signs `user` in once. Whoever starts the server may read every report anyway. */
export async function newOfficeLink(store: DistrictStore, now: Now, user: string): Promise<string> {
  const link = newToken();
  await store.office.addLink(tokenHash(link), user, now() + linkLifeMs);
  return link;
}

/** Gives a user a password, and makes the user first if there is none by that name. */
export async function setPassword(
  store: DistrictStore,
  user: string,
  password: string,
): Promise<void> {
  await store.office.putUser(user, await passwordHash(password));
}

async function beginSession(store: DistrictStore, now: Now, user: string): Promise<Session> {
  const token = newToken();
  const begin = now();
  await store.office.addSession(tokenHash(token), user, begin, begin + sessionLifeMs);
  return { user, token };
}
