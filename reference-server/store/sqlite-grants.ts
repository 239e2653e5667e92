import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { type BrowserGrants, type CommonSession, type GrantStore, ownClient } from "./grant-port.ts";
import { transact } from "./schema.ts";
import { MemberRow, memberColumns, memberTables } from "./sqlite-members.ts";

const CommonSessionRow = z
  .object({ session: z.int(), sessionExpiresAt: z.int() })
  .and(MemberRow)
  .transform(
    ({ session, sessionExpiresAt, ...user }): CommonSession => ({ id: session, expiresAt: sessionExpiresAt, user }),
  );

const RefreshGrantRow = z.object({ clientId: z.string(), expiresAt: z.int(), session: z.int() });

const CodeRow = z.object({
  session: z.int(),
  clientId: z.string(),
  expiresAt: z.int(),
  isSpent: z.literal([0, 1]).transform(Boolean),
});

/** Creates the part of a store that keeps common sessions. Foreign keys delete what was given out in one that ends. */
export function createGrantStore(db: DatabaseSync): GrantStore {
  const enterSession = db.prepare(
    `INSERT INTO common_sessions (username, expires_at)
     SELECT username, ? FROM accounts WHERE username = ? AND password_hash = ?
     ON CONFLICT (username) DO UPDATE SET expires_at = excluded.expires_at RETURNING id AS session`,
  );
  const findSession = db.prepare(
    `SELECT common_sessions.id AS session, common_sessions.expires_at AS sessionExpiresAt, ${memberColumns}
     FROM ${memberTables} JOIN common_sessions ON common_sessions.username = accounts.username
     WHERE common_sessions.id = ?`,
  );
  const prolongTokens = db.prepare("UPDATE refresh_tokens SET expires_at = ? WHERE session = ? AND expires_at > ?");
  const insertToken = db.prepare(
    "INSERT INTO refresh_tokens (hash, session, client_id, expires_at, code_hash) VALUES (?, ?, ?, ?, ?)",
  );
  const findToken = db.prepare(
    "SELECT client_id AS clientId, expires_at AS expiresAt, session FROM refresh_tokens WHERE hash = ?",
  );
  const replaceToken = db.prepare("UPDATE refresh_tokens SET hash = ?, expires_at = ? WHERE hash = ?");
  const deleteTokenOf = db.prepare("DELETE FROM refresh_tokens WHERE session = ? AND client_id = ?");
  const revokeToken = db.prepare("DELETE FROM refresh_tokens WHERE code_hash = ?");
  const insertCode = db.prepare("INSERT INTO auth_codes (hash, session, client_id, expires_at) VALUES (?, ?, ?, ?)");
  const findCode = db.prepare(
    `SELECT session, client_id AS clientId, expires_at AS expiresAt, is_spent AS isSpent FROM auth_codes WHERE hash = ?`,
  );
  const spendCode = db.prepare("UPDATE auth_codes SET is_spent = 1 WHERE hash = ?");
  const endSession = db.prepare("DELETE FROM common_sessions WHERE id = ?");
  const endSessionOf = db.prepare(
    "DELETE FROM common_sessions WHERE username = (SELECT username FROM account_ids WHERE id = ?)",
  );

  const sessionOf = (id: number) => CommonSessionRow.optional().parse(findSession.get(id));
  const livingSessionOf = (id: number, now: number) => {
    const session = sessionOf(id);
    return session !== undefined && now < session.expiresAt ? session : undefined;
  };
  const give = ({ id, expiresAt }: CommonSession, { own, code }: BrowserGrants) => {
    if (own !== undefined) insertToken.run(own, id, ownClient, expiresAt, null);
    if (code !== undefined) insertCode.run(code.hash, id, code.clientId, code.expiresAt);
  };

  return {
    async enter({ account: { username, passwordHash }, expiresAt, now, ...grants }) {
      return transact(db, () => {
        const row = enterSession.get(expiresAt, username, passwordHash);
        if (row === undefined) return undefined;
        const session = CommonSessionRow.parse(findSession.get(row["session"] ?? null));
        prolongTokens.run(expiresAt, session.id, now);
        give(session, grants);
        return session;
      });
    },
    async extendGrants(id, grants, now) {
      return transact(db, () => {
        const session = livingSessionOf(id, now);
        if (session !== undefined) give(session, grants);
        return session !== undefined;
      });
    },
    async findCommonSession(id) {
      return sessionOf(id);
    },
    async findRefreshGrant(hash) {
      const token = RefreshGrantRow.optional().parse(findToken.get(hash));
      const session = token && sessionOf(token.session);
      return token && session && { ...token, session };
    },
    async redeemCode({ code: hash, clientId, next, now }) {
      return transact(db, () => {
        const code = CodeRow.optional().parse(findCode.get(hash));
        if (code === undefined || code.clientId !== clientId) return undefined;
        if (code.isSpent) revokeToken.run(hash);
        const session = code.isSpent || code.expiresAt <= now ? undefined : livingSessionOf(code.session, now);
        if (session === undefined) return undefined;
        spendCode.run(hash);
        deleteTokenOf.run(session.id, clientId);
        insertToken.run(next, session.id, clientId, session.expiresAt, hash);
        return session;
      });
    },
    async exchangeRefresh({ spent, clientId, userId, next, now }) {
      return transact(db, () => {
        const token = RefreshGrantRow.optional().parse(findToken.get(spent));
        const session = token?.clientId === clientId ? livingSessionOf(token.session, now) : undefined;
        if (session?.user.id !== userId) return undefined;
        replaceToken.run(next, session.expiresAt, spent);
        return session;
      });
    },
    async endCommonSession(id) {
      endSession.run(id);
    },
    async endSessionOf(userId) {
      endSessionOf.run(userId);
    },
  };
}
