import { ownClient } from "./grant-port.ts";
import type { Store } from "./port.ts";
import { AccountRow, ChallengeRow, MailRow, renderHex, TokenRow } from "./rows.ts";
import { change, type Database, find, list } from "./sql.ts";
import { createAttemptStore } from "./sql-attempts.ts";
import { createClientStore } from "./sql-clients.ts";
import { createCodeStore } from "./sql-codes.ts";
import { createGrantStore } from "./sql-grants.ts";
import { createKeyStore } from "./sql-keys.ts";
import { createMemberStore } from "./sql-members.ts";
import { createProfileStore } from "./sql-profiles.ts";
import { createSessionStore } from "./sql-sessions.ts";
import { createStateStore } from "./sql-states.ts";
import { createUserStore, insertAccount, revoke } from "./sql-users.ts";

/** Milliseconds. */
const day = 86_400_000;

const findAccount = 'SELECT username, password_hash AS "passwordHash" FROM accounts WHERE username = ?';
const updatePassword = "UPDATE accounts SET password_hash = ? WHERE username = ?";
const deleteAccount = "DELETE FROM accounts WHERE username = ?";
const findToken = 'SELECT hash, kind, username, expires_at AS "expiresAt" FROM tokens WHERE hash = ?';
const insertChallenge = "INSERT INTO challenges (modulus, p, q, expires_at) VALUES (?, ?, ?, ?)";
const deleteOldest = "DELETE FROM challenges WHERE id <= (SELECT max(id) FROM challenges) - ?";
const takeChallenge = 'DELETE FROM challenges WHERE modulus = ? RETURNING modulus, p, q, expires_at AS "expiresAt"';
const deleteExpired = ["tokens", "sessions", "challenges", "code_pairs", "mail_tokens"]
  .concat(["login_attempts", "states"])
  .map((table) => `DELETE FROM ${table} WHERE expires_at <= ?`);
const deleteOwnTokens = "DELETE FROM refresh_tokens WHERE client_id = ? AND expires_at <= ?";
const deleteCodes = "DELETE FROM auth_codes WHERE expires_at <= ?";
const listMails = `SELECT id, owner, box, received_at AS "receivedAt", content FROM mails
  WHERE owner = ? AND box = ? AND id <= ? ORDER BY id DESC LIMIT ?`;

/** Creates a store over a database that has its tables. The statements are those that all databases have in common. */
export function createSqlStore(db: Database): Omit<Store, "close"> {
  const insertToken = `INSERT INTO tokens (hash, kind, username, expires_at)
    SELECT ?, ?, username, ? FROM accounts WHERE username = ?${db.locks.share}`;
  const insertMail = `INSERT INTO mails (owner, box, received_at, content)
    SELECT username, ?, ?, ? FROM accounts WHERE username = ?${db.locks.share}`;

  return {
    ...createSessionStore(db),
    ...createUserStore(db),
    ...createProfileStore(db),
    ...createCodeStore(db),
    ...createKeyStore(db),
    ...createMemberStore(db),
    ...createClientStore(db),
    ...createGrantStore(db),
    ...createAttemptStore(db),
    ...createStateStore(db),
    async insertAccount({ username, passwordHash }) {
      return (await db.run(change(insertAccount, username, passwordHash))) === 1;
    },
    findAccount(username) {
      return db.run(find(AccountRow, findAccount, username));
    },
    replacePassword({ username, passwordHash }) {
      return db.transact(function* () {
        const isThere = (yield* change(updatePassword, passwordHash, username)) === 1;
        yield* revoke(username);
        return isThere;
      });
    },
    async deleteAccount(username) {
      return (await db.run(change(deleteAccount, username))) === 1;
    },
    async insertToken({ hash, kind, username, expiresAt }) {
      await db.run(change(insertToken, hash, kind, expiresAt, username));
    },
    findToken(hash) {
      return db.run(find(TokenRow, findToken, hash));
    },
    insertChallenge({ modulus, factors: [p, q], expiresAt }, capacity) {
      return db.transact(function* () {
        yield* change(insertChallenge, renderHex(modulus), renderHex(p), renderHex(q), expiresAt);
        yield* change(deleteOldest, capacity);
      });
    },
    takeChallenge(modulus) {
      return db.run(find(ChallengeRow, takeChallenge, renderHex(modulus)));
    },
    deleteExpired(now) {
      return db.transact(function* () {
        for (const statement of deleteExpired) yield* change(statement, now);
        yield* change(deleteOwnTokens, ownClient, now);
        yield* change(deleteCodes, now - day);
      });
    },
    insertMails(mails) {
      return db.transact(function* () {
        for (const { owner, box, receivedAt, content } of mails)
          yield* change(insertMail, box, receivedAt, content, owner);
      });
    },
    listMails({ owner, box, until, limit }) {
      return db.run(list(MailRow, listMails, owner, box, until, limit));
    },
  };
}
