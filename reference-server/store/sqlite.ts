import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { reasonOf, UsageError } from "../errors.ts";
import { ownClient } from "./grant-port.ts";
import type { Store } from "./port.ts";
import { AccountRow, ChallengeRow, MailRow, renderHex, TokenRow } from "./rows.ts";
import { migrate, transact } from "./schema.ts";
import { createClientStore } from "./sqlite-clients.ts";
import { createCodeStore } from "./sqlite-codes.ts";
import { createGrantStore } from "./sqlite-grants.ts";
import { createKeyStore } from "./sqlite-keys.ts";
import { createMemberStore } from "./sqlite-members.ts";
import { createProfileStore } from "./sqlite-profiles.ts";
import { createSessionStore } from "./sqlite-sessions.ts";
import { createUserStore } from "./sqlite-users.ts";

/** Milliseconds. */
const day = 86_400_000;

/**
 * Opens a store in SQLite, and makes its tables where they are missing.
 *
 * @param file a path, or ":memory:" for a store that ends with the process
 * @throws UsageError where the file cannot be opened, is no database, or was written by a newer server
 */
export function openSqlite(file: string): Store {
  const db = open(file);
  const insertAccount = db.prepare(
    "INSERT INTO accounts (username, password_hash) VALUES (?, ?) ON CONFLICT (username) DO NOTHING",
  );
  const findAccount = db.prepare("SELECT username, password_hash AS passwordHash FROM accounts WHERE username = ?");
  const updatePassword = db.prepare("UPDATE accounts SET password_hash = ? WHERE username = ?");
  const revocations = ["tokens", "sessions"].map((table) => db.prepare(`DELETE FROM ${table} WHERE username = ?`));
  const deleteAccount = db.prepare("DELETE FROM accounts WHERE username = ?");
  const insertToken = db.prepare(
    `INSERT INTO tokens (hash, kind, username, expires_at)
     SELECT ?, ?, username, ? FROM accounts WHERE username = ?`,
  );
  const findToken = db.prepare("SELECT hash, kind, username, expires_at AS expiresAt FROM tokens WHERE hash = ?");
  const insertChallenge = db.prepare("INSERT INTO challenges (modulus, p, q, expires_at) VALUES (?, ?, ?, ?)");
  const deleteOldest = db.prepare("DELETE FROM challenges WHERE id <= (SELECT max(id) FROM challenges) - ?");
  const takeChallenge = db.prepare(
    "DELETE FROM challenges WHERE modulus = ? RETURNING modulus, p, q, expires_at AS expiresAt",
  );
  const deleteExpired = ["tokens", "sessions", "challenges", "code_pairs", "mail_tokens"].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE expires_at <= ?`),
  );
  const deleteOwnTokens = db.prepare("DELETE FROM refresh_tokens WHERE client_id = ? AND expires_at <= ?");
  const deleteCodes = db.prepare("DELETE FROM auth_codes WHERE expires_at <= ?");
  const insertMail = db.prepare(
    `INSERT INTO mails (owner, box, received_at, content)
     SELECT username, ?, ?, ? FROM accounts WHERE username = ?`,
  );
  const listMails = db.prepare(
    `SELECT id, owner, box, received_at AS receivedAt, content FROM mails
     WHERE owner = ? AND box = ? AND id <= ? ORDER BY id DESC LIMIT ?`,
  );

  // SQLite answers at once. The methods are async because the port is, so that another database can stand behind it.
  return {
    ...createSessionStore(db),
    ...createUserStore(db),
    ...createProfileStore(db),
    ...createCodeStore(db),
    ...createKeyStore(db),
    ...createMemberStore(db),
    ...createClientStore(db),
    ...createGrantStore(db),
    async insertAccount({ username, passwordHash }) {
      return insertAccount.run(username, passwordHash).changes === 1;
    },
    async findAccount(username) {
      return AccountRow.optional().parse(findAccount.get(username));
    },
    async replacePassword({ username, passwordHash }) {
      return transact(db, () => {
        for (const statement of revocations) statement.run(username);
        return updatePassword.run(passwordHash, username).changes === 1;
      });
    },
    async deleteAccount(username) {
      return deleteAccount.run(username).changes === 1;
    },
    async insertToken({ hash, kind, username, expiresAt }) {
      insertToken.run(hash, kind, expiresAt, username);
    },
    async findToken(hash) {
      return TokenRow.optional().parse(findToken.get(hash));
    },
    async insertChallenge({ modulus, factors: [p, q], expiresAt }, capacity) {
      transact(db, () => {
        insertChallenge.run(renderHex(modulus), renderHex(p), renderHex(q), expiresAt);
        deleteOldest.run(capacity);
      });
    },
    async takeChallenge(modulus) {
      return ChallengeRow.optional().parse(takeChallenge.get(renderHex(modulus)));
    },
    async deleteExpired(now) {
      transact(db, () => {
        for (const statement of deleteExpired) statement.run(now);
        deleteOwnTokens.run(ownClient, now);
        deleteCodes.run(now - day);
      });
    },
    async insertMails(mails) {
      transact(db, () => {
        for (const { owner, box, receivedAt, content } of mails) insertMail.run(box, receivedAt, content, owner);
      });
    },
    async listMails({ owner, box, until, limit }) {
      return z.array(MailRow).parse(listMails.all(owner, box, until, limit));
    },
    async close() {
      db.close();
    },
  };
}

function open(file: string): DatabaseSync {
  try {
    const db = new DatabaseSync(file, { timeout: 5_000 });
    // A write-ahead log lets readers and a writer in other processes work at once; ":memory:" ignores it.
    db.exec("PRAGMA journal_mode = WAL");
    migrate(db);
    return db;
  } catch (error) {
    const remedy = "name a file in a directory that can be written to";
    throw new UsageError(`--store: cannot use ${file} (${reasonOf(error)}); ${remedy}`);
  }
}
