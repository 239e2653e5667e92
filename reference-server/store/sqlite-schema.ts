import type { DatabaseSync } from "node:sqlite";
import { grantTables } from "./sqlite-schema-grants.ts";
import { loginTables } from "./sqlite-schema-logins.ts";

/** The statements that lead from each version of the schema to the next; entries are only ever added. */
const migrations = [
  `
  CREATE TABLE accounts (
    username TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL
  ) STRICT;

  CREATE TABLE tokens (
    hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('access', 'refresh')),
    username TEXT NOT NULL REFERENCES accounts (username) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX tokens_by_username ON tokens (username);
  CREATE INDEX tokens_by_expiry ON tokens (expires_at);

  CREATE TABLE mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner TEXT NOT NULL REFERENCES accounts (username) ON DELETE CASCADE,
    box TEXT NOT NULL CHECK (box IN ('inbox', 'outbox')),
    received_at INTEGER NOT NULL,
    content TEXT NOT NULL
  ) STRICT;
  CREATE INDEX mails_by_box ON mails (owner, box, id);
  `,
  `
  CREATE TABLE challenges (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    modulus TEXT NOT NULL UNIQUE,
    p TEXT NOT NULL,
    q TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX challenges_by_expiry ON challenges (expires_at);
  `,
  `
  CREATE TABLE sessions (
    id INTEGER PRIMARY KEY,
    username TEXT NOT NULL REFERENCES accounts (username) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1))
  ) STRICT;
  CREATE INDEX sessions_by_username ON sessions (username);
  CREATE INDEX sessions_by_expiry ON sessions (expires_at);

  CREATE TABLE session_tokens (
    hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('access', 'refresh')),
    session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,
    spent_at REAL
  ) STRICT;
  CREATE INDEX session_tokens_by_session ON session_tokens (session);
  `,
  // AUTOINCREMENT gives out no number twice, also not that of an account that is gone.
  `
  CREATE TABLE account_ids (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL UNIQUE REFERENCES accounts (username) ON DELETE CASCADE
  ) STRICT;
  INSERT INTO account_ids (username) SELECT username FROM accounts;
  CREATE TRIGGER account_gets_id AFTER INSERT ON accounts BEGIN
    INSERT INTO account_ids (username) VALUES (new.username);
  END;

  CREATE TABLE signing_keys (
    kid TEXT PRIMARY KEY,
    private_key TEXT,
    public_key TEXT NOT NULL,
    retired_at INTEGER,
    CHECK ((private_key IS NULL) = (retired_at IS NOT NULL))
  ) STRICT;
  CREATE UNIQUE INDEX one_key_signs ON signing_keys (retired_at IS NULL) WHERE retired_at IS NULL;
  `,
  // What an account gets when it is added is told by triggers, so that no way of adding one can forget it. The id is a
  // random UUID, of version 4.
  `
  CREATE TABLE profiles (
    username TEXT PRIMARY KEY REFERENCES accounts (username) ON DELETE CASCADE,
    uuid TEXT NOT NULL UNIQUE DEFAULT (lower(
      hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
      || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
    )),
    email TEXT UNIQUE,
    revocations INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  INSERT INTO profiles (username) SELECT username FROM accounts;
  CREATE TRIGGER account_gets_profile AFTER INSERT ON accounts BEGIN
    INSERT INTO profiles (username) VALUES (new.username);
  END;

  CREATE TABLE code_pairs (
    identifier_hash TEXT PRIMARY KEY,
    renewal_hash TEXT NOT NULL,
    username TEXT NOT NULL REFERENCES accounts (username) ON DELETE CASCADE,
    address TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX code_pairs_by_username ON code_pairs (username);
  CREATE INDEX code_pairs_by_expiry ON code_pairs (expires_at);
  CREATE TRIGGER password_ends_code_pairs AFTER UPDATE OF password_hash ON accounts BEGIN
    DELETE FROM code_pairs WHERE username = new.username;
    UPDATE profiles SET revocations = revocations + 1 WHERE username = new.username;
  END;
  `,
  grantTables,
  loginTables,
];

/**
 * Brings a database to the newest version of the schema. The version is kept in `PRAGMA user_version`.
 *
 * @throws Error where the database is of a version that this server does not know yet
 */
export function migrate(db: DatabaseSync): void {
  transact(db, () => {
    const version = Number(db.prepare("PRAGMA user_version").get()?.["user_version"]);
    if (version > migrations.length) throw new Error(`its schema version ${version} is newer than this server`);
    for (const statements of migrations.slice(version)) db.exec(statements);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

/** Runs a synchronous piece of work, and keeps all of it or, where it throws, none. */
export function transact<T>(db: DatabaseSync, work: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}
