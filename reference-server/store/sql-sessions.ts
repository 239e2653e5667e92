import { objectionToRotation } from "./rotation.ts";
import { AccessRow, RefreshRow, SessionRow } from "./rows.ts";
import type { Expiries, SessionStore, TokenHashes } from "./session-port.ts";
import { change, type Database, find, type Work } from "./sql.ts";

const insertToken = "INSERT INTO session_tokens (hash, kind, session, expires_at) VALUES (?, ?, ?, ?)";
const findAccess = `SELECT username, session_tokens.expires_at AS "expiresAt"
  FROM session_tokens JOIN sessions ON id = session
  WHERE hash = ? AND kind = 'access' AND spent_at IS NULL AND ended = 0`;
const findRefresh = `SELECT session, session_tokens.expires_at AS "expiresAt", spent_at AS "spentAt", ended
  FROM session_tokens JOIN sessions ON id = session WHERE hash = ? AND kind = 'refresh'`;
const findSession = "SELECT session FROM session_tokens WHERE hash = ? AND kind = ?";
const spendTokens = "UPDATE session_tokens SET spent_at = ? WHERE session = ? AND spent_at IS NULL";
const answerRotation = "UPDATE session_tokens SET spent_at = ? WHERE hash = ?";
const prolongSession = "UPDATE sessions SET expires_at = ? WHERE id = ?";
const endSession = "UPDATE sessions SET ended = 1 WHERE id = ?";

function* insertTokens(session: number, { access, refresh }: TokenHashes, expiries: Expiries): Work<void> {
  yield* change(insertToken, access, "access", session, expiries.access);
  yield* change(insertToken, refresh, "refresh", session, expiries.refresh);
}

function* sessionOf(hash: string, kind: keyof TokenHashes): Work<number | undefined> {
  return (yield* find(SessionRow, findSession, hash, kind))?.session;
}

/** Creates the part of a store that keeps sessions. Each operation is one transaction that no other process is let into. */
export function createSessionStore(db: Database): SessionStore {
  const insertSession = `INSERT INTO sessions (username, expires_at)
    SELECT username, ? FROM accounts WHERE username = ? AND password_hash = ?${db.locks.share} RETURNING id AS session`;
  const holdSession = `SELECT id AS session FROM sessions
    WHERE id = (SELECT session FROM session_tokens WHERE hash = ?)${db.locks.update}`;

  return {
    beginSession({ username, passwordHash }, tokens, expiries) {
      return db.transact(function* () {
        const row = yield* find(SessionRow, insertSession, expiries.refresh, username, passwordHash);
        if (row === undefined) return false;
        yield* insertTokens(row.session, tokens, expiries);
        return true;
      });
    },
    findAccess(hash) {
      return db.run(find(AccessRow, findAccess, hash));
    },
    rotateSession({ spent, next, expiriesOf, answeredBy, ...request }) {
      return db.transact(function* () {
        yield* find(SessionRow, holdSession, spent);
        const token = yield* find(RefreshRow, findRefresh, spent);
        if (token === undefined) return "unknown";
        const objection = objectionToRotation(token, request);
        if (objection === "reused") yield* change(endSession, token.session);
        if (objection !== undefined) return objection;
        const expiries = expiriesOf(token.expiresAt);
        yield* change(spendTokens, answeredBy(), token.session);
        yield* insertTokens(token.session, next, expiries);
        yield* change(prolongSession, expiries.refresh, token.session);
        return expiries;
      });
    },
    async answerRotation(spent, at) {
      await db.run(change(answerRotation, at, spent));
    },
    endSession({ access, refresh }) {
      return db.transact(function* () {
        const session = yield* sessionOf(access, "access");
        if (session === undefined) return "unknown";
        if (((yield* sessionOf(refresh, "refresh")) ?? session) !== session) return "mismatched";
        yield* change(endSession, session);
        return "ended";
      });
    },
  };
}
