import type { Kysely } from 'kysely';
import type { Office } from '../domain/ports.ts';
import type { Tables } from './tables.ts';

/** Who may read the reports. Only hashes of tokens and links are here: the database opens no session. */
export function officeIn(db: Kysely<Tables>): Office {
  return {
    password: async (user) => {
      const row = await db
        .selectFrom('office_user')
        .select('password')
        .where('user', '=', user)
        .executeTakeFirst();
      return row?.password;
    },
    putUser: async (user, password) => {
      await db
        .insertInto('office_user')
        .values({ user, password })
        .onConflict((conflict) => conflict.column('user').doUpdateSet({ password }))
        .execute();
    },
    users: async () => {
      const rows = await db.selectFrom('office_user').select('user').orderBy('user').execute();
      return rows.map((row) => row.user);
    },
    addLink: async (linkHash, user, expiresAt) => {
      await db
        .insertInto('office_link')
        .values({ link_hash: linkHash, user, expires_at: expiresAt })
        .execute();
    },
    useLink: async (linkHash, at) => {
      const used = await db
        .deleteFrom('office_link')
        .where('link_hash', '=', linkHash)
        .returning(['user', 'expires_at'])
        .executeTakeFirst();
      return used && used.expires_at > at ? used.user : null;
    },
    ...sessionsIn(db),
  };
}

function sessionsIn(db: Kysely<Tables>): Pick<Office, 'addSession' | 'session' | 'endSession'> {
  return {
    addSession: async (tokenHash, user, from, expiresAt) => {
      await db.deleteFrom('office_session').where('expires_at', '<=', from).execute();
      await db.deleteFrom('office_link').where('expires_at', '<=', from).execute();
      await db
        .insertInto('office_session')
        .values({ token_hash: tokenHash, user, expires_at: expiresAt })
        .execute();
    },
    session: async (tokenHash, at) => {
      const row = await db
        .selectFrom('office_session')
        .select('user')
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', at)
        .executeTakeFirst();
      return row?.user ?? null;
    },
    endSession: async (tokenHash) => {
      await db.deleteFrom('office_session').where('token_hash', '=', tokenHash).execute();
    },
  };
}
