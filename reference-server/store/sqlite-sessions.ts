import type { DatabaseSync } from "node:sqlite";
import { objectionToRotation } from "./rotation.ts";
import { AccessRow, RefreshRow, SessionRow } from "./rows.ts";
import { transact } from "./schema.ts";
import type { Expiries, SessionStore, TokenHashes } from "./session-port.ts";

/** Creates the part of a store that keeps sessions. Each operation is one transaction that no other process is let into. */
export function createSessionStore(db: DatabaseSync): SessionStore {
  const insertSession = db.prepare(
    `INSERT INTO sessions (username, expires_at)
     SELECT username, ? FROM accounts WHERE username = ? AND password_hash = ? RETURNING id AS session`,
  );
  const insertToken = db.prepare("INSERT INTO session_tokens (hash, kind, session, expires_at) VALUES (?, ?, ?, ?)");
  const findAccess = db.prepare(
    `SELECT username, session_tokens.expires_at AS expiresAt FROM session_tokens JOIN sessions ON id = session
     WHERE hash = ? AND kind = 'access' AND spent_at IS NULL AND ended = 0`,
  );
  const findRefresh = db.prepare(
    `SELECT session, session_tokens.expires_at AS expiresAt, spent_at AS spentAt, ended
     FROM session_tokens JOIN sessions ON id = session WHERE hash = ? AND kind = 'refresh'`,
  );
  const findSession = db.prepare("SELECT session FROM session_tokens WHERE hash = ? AND kind = ?");
  const spendTokens = db.prepare("UPDATE session_tokens SET spent_at = ? WHERE session = ? AND spent_at IS NULL");
  const answerRotation = db.prepare("UPDATE session_tokens SET spent_at = ? WHERE hash = ?");
  const prolongSession = db.prepare("UPDATE sessions SET expires_at = ? WHERE id = ?");
  const endSession = db.prepare("UPDATE sessions SET ended = 1 WHERE id = ?");

  const insertTokens = (session: number, { access, refresh }: TokenHashes, expiries: Expiries) => {
    insertToken.run(access, "access", session, expiries.access);
    insertToken.run(refresh, "refresh", session, expiries.refresh);
  };
  const sessionOf = (hash: string, kind: keyof TokenHashes) =>
    SessionRow.optional().parse(findSession.get(hash, kind))?.session;

  return {
    async beginSession({ username, passwordHash }, tokens, expiries) {
      return transact(db, () => {
        const row = SessionRow.optional().parse(insertSession.get(expiries.refresh, username, passwordHash));
        if (row === undefined) return false;
        insertTokens(row.session, tokens, expiries);
        return true;
      });
    },
    async findAccess(hash) {
      return AccessRow.optional().parse(findAccess.get(hash));
    },
    async rotateSession({ spent, next, expiriesOf, answeredBy, ...request }) {
      return transact(db, () => {
        const token = RefreshRow.optional().parse(findRefresh.get(spent));
        if (token === undefined) return "unknown";
        const objection = objectionToRotation(token, request);
        if (objection === "reused") endSession.run(token.session);
        if (objection !== undefined) return objection;
        const expiries = expiriesOf(token.expiresAt);
        spendTokens.run(answeredBy(), token.session);
        insertTokens(token.session, next, expiries);
        prolongSession.run(expiries.refresh, token.session);
        return expiries;
      });
    },
    async answerRotation(spent, at) {
      answerRotation.run(at, spent);
    },
    async endSession({ access, refresh }) {
      return transact(db, () => {
        const session = sessionOf(access, "access");
        if (session === undefined) return "unknown";
        if ((sessionOf(refresh, "refresh") ?? session) !== session) return "mismatched";
        endSession.run(session);
        return "ended";
      });
    },
  };
}
