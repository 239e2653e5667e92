import { z } from "zod";
import { type BrowserGrants, type CommonSession, type GrantStore, ownClient } from "./grant-port.ts";
import { SessionRow } from "./rows.ts";
import { change, type Database, find, type Work } from "./sql.ts";
import { MemberRow, memberColumns, memberTables } from "./sql-members.ts";

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

const findSession = `SELECT common_sessions.id AS session, common_sessions.expires_at AS "sessionExpiresAt", ${memberColumns}
  FROM ${memberTables} JOIN common_sessions ON common_sessions.username = accounts.username
  WHERE common_sessions.id = ?`;
const prolongTokens = "UPDATE refresh_tokens SET expires_at = ? WHERE session = ? AND expires_at > ?";
const insertToken =
  "INSERT INTO refresh_tokens (hash, session, client_id, expires_at, code_hash) VALUES (?, ?, ?, ?, ?)";
const findToken =
  'SELECT client_id AS "clientId", expires_at AS "expiresAt", session FROM refresh_tokens WHERE hash = ?';
const replaceToken = "UPDATE refresh_tokens SET hash = ?, expires_at = ? WHERE hash = ?";
const deleteTokenOf = "DELETE FROM refresh_tokens WHERE session = ? AND client_id = ?";
const revokeToken = "DELETE FROM refresh_tokens WHERE code_hash = ?";
const insertCode = "INSERT INTO auth_codes (hash, session, client_id, expires_at) VALUES (?, ?, ?, ?)";
const findCode = `SELECT session, client_id AS "clientId", expires_at AS "expiresAt", is_spent AS "isSpent"
  FROM auth_codes WHERE hash = ?`;
const spendCode = "UPDATE auth_codes SET is_spent = 1 WHERE hash = ?";
const endSession = "DELETE FROM common_sessions WHERE id = ?";
const endSessionOf = "DELETE FROM common_sessions WHERE username = (SELECT username FROM account_ids WHERE id = ?)";

function* give({ id, expiresAt }: CommonSession, { own, code }: BrowserGrants): Work<void> {
  if (own !== undefined) yield* change(insertToken, own, id, ownClient, expiresAt, null);
  if (code !== undefined) yield* change(insertCode, code.hash, id, code.clientId, code.expiresAt);
}

/** Creates the part of a store that keeps common sessions. Foreign keys delete what was given out in one that ends. */
export function createGrantStore(db: Database): GrantStore {
  const enterSession = `INSERT INTO common_sessions (username, expires_at)
    SELECT username, ? FROM accounts WHERE username = ? AND password_hash = ?${db.locks.share}
    ON CONFLICT (username) DO UPDATE SET expires_at = excluded.expires_at RETURNING id AS session`;
  const hold = (which: string) => `SELECT id AS session FROM common_sessions WHERE id = ${which}${db.locks.update}`;
  const holdSession = hold("?");
  const holdSessionOfCode = hold("(SELECT session FROM auth_codes WHERE hash = ?)");
  const holdSessionOfToken = hold("(SELECT session FROM refresh_tokens WHERE hash = ?)");

  const sessionOf = (id: number) => find(CommonSessionRow, findSession, id);
  function* livingSessionOf(id: number, now: number): Work<CommonSession | undefined> {
    const session = yield* sessionOf(id);
    return session !== undefined && now < session.expiresAt ? session : undefined;
  }

  return {
    enter({ account: { username, passwordHash }, expiresAt, now, ...grants }) {
      return db.transact(function* () {
        const row = yield* find(SessionRow, enterSession, expiresAt, username, passwordHash);
        const session = row && (yield* sessionOf(row.session));
        if (session === undefined) return undefined;
        yield* change(prolongTokens, expiresAt, session.id, now);
        yield* give(session, grants);
        return session;
      });
    },
    extendGrants(id, grants, now) {
      return db.transact(function* () {
        yield* find(SessionRow, holdSession, id);
        const session = yield* livingSessionOf(id, now);
        if (session !== undefined) yield* give(session, grants);
        return session !== undefined;
      });
    },
    findCommonSession(id) {
      return db.run(sessionOf(id));
    },
    findRefreshGrant(hash) {
      function* findGrant() {
        const token = yield* find(RefreshGrantRow, findToken, hash);
        const session = token && (yield* sessionOf(token.session));
        return token && session && { ...token, session };
      }
      return db.run(findGrant());
    },
    redeemCode({ code: hash, clientId, next, now }) {
      return db.transact(function* () {
        yield* find(SessionRow, holdSessionOfCode, hash);
        const code = yield* find(CodeRow, findCode, hash);
        if (code === undefined || code.clientId !== clientId) return undefined;
        if (code.isSpent) yield* change(revokeToken, hash);
        const session = code.isSpent || code.expiresAt <= now ? undefined : yield* livingSessionOf(code.session, now);
        if (session === undefined) return undefined;
        yield* change(spendCode, hash);
        yield* change(deleteTokenOf, session.id, clientId);
        yield* change(insertToken, next, session.id, clientId, session.expiresAt, hash);
        return session;
      });
    },
    exchangeRefresh({ spent, clientId, userId, next, now }) {
      return db.transact(function* () {
        yield* find(SessionRow, holdSessionOfToken, spent);
        const token = yield* find(RefreshGrantRow, findToken, spent);
        const session = token?.clientId === clientId ? yield* livingSessionOf(token.session, now) : undefined;
        if (session?.user.id !== userId) return undefined;
        yield* change(replaceToken, next, session.expiresAt, spent);
        return session;
      });
    },
    async endCommonSession(id) {
      await db.run(change(endSession, id));
    },
    async endSessionOf(userId) {
      await db.run(change(endSessionOf, userId));
    },
  };
}
