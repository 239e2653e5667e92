import { z } from "zod";

/** The statements that lead from each version of the schema to the next; entries are only ever added. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE accounts (
    username TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL
  );
  CREATE TABLE account_ids (
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    username TEXT NOT NULL UNIQUE REFERENCES accounts ON DELETE CASCADE
  );
  CREATE TABLE profiles (
    username TEXT PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
    uuid TEXT NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    email TEXT UNIQUE,
    revocations BIGINT NOT NULL DEFAULT 0,
    email_verified INTEGER NOT NULL DEFAULT 0 CHECK (email_verified IN (0, 1)),
    role TEXT NOT NULL DEFAULT 'player' CHECK (role IN ('player', 'admin'))
  );
  CREATE FUNCTION account_is_added() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO account_ids (username) VALUES (new.username);
    INSERT INTO profiles (username) VALUES (new.username);
    RETURN NULL;
  END $$;
  CREATE TRIGGER account_is_added AFTER INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION account_is_added();

  CREATE TABLE tokens (
    hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('access', 'refresh')),
    username TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
  );
  CREATE INDEX ON tokens (username);
  CREATE INDEX ON tokens (expires_at);

  CREATE TABLE mails (
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    owner TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
    box TEXT NOT NULL CHECK (box IN ('inbox', 'outbox')),
    received_at BIGINT NOT NULL,
    content TEXT NOT NULL
  );
  CREATE INDEX ON mails (owner, box, id);

  CREATE TABLE challenges (
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    modulus TEXT NOT NULL,
    p TEXT NOT NULL,
    q TEXT NOT NULL,
    expires_at BIGINT NOT NULL
  );
  CREATE UNIQUE INDEX ON challenges (modulus);
  CREATE INDEX ON challenges (expires_at);

  CREATE TABLE sessions (
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    username TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
    expires_at BIGINT NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1))
  );
  CREATE INDEX ON sessions (username);
  CREATE INDEX ON sessions (expires_at);
  CREATE TABLE session_tokens (
    hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('access', 'refresh')),
    session BIGINT NOT NULL REFERENCES sessions ON DELETE CASCADE,
    expires_at BIGINT NOT NULL,
    spent_at DOUBLE PRECISION
  );
  CREATE INDEX ON session_tokens (session);

  CREATE TABLE signing_keys (
    kid TEXT PRIMARY KEY,
    private_key TEXT,
    public_key TEXT NOT NULL,
    retired_at BIGINT,
    CHECK ((private_key IS NULL) = (retired_at IS NOT NULL))
  );
  CREATE UNIQUE INDEX one_key_signs ON signing_keys ((retired_at IS NULL)) WHERE retired_at IS NULL;
  CREATE TABLE shared_secrets (
    name TEXT PRIMARY KEY,
    secret BYTEA NOT NULL
  );

  CREATE TABLE code_pairs (
    identifier_hash TEXT PRIMARY KEY,
    renewal_hash TEXT NOT NULL,
    username TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
    address TEXT NOT NULL,
    expires_at BIGINT NOT NULL
  );
  CREATE INDEX ON code_pairs (username);
  CREATE INDEX ON code_pairs (expires_at);

  CREATE TABLE client_sites (
    client_id TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1))
  );
  CREATE TABLE common_sessions (
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    username TEXT NOT NULL UNIQUE REFERENCES accounts ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
  );
  CREATE TABLE refresh_tokens (
    hash TEXT PRIMARY KEY,
    session BIGINT NOT NULL REFERENCES common_sessions ON DELETE CASCADE,
    client_id TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    code_hash TEXT
  );
  CREATE UNIQUE INDEX one_refresh_token_a_client ON refresh_tokens (session, client_id) WHERE client_id <> 'auth_site';
  CREATE INDEX ON refresh_tokens (session);
  CREATE INDEX ON refresh_tokens (code_hash);
  CREATE TABLE auth_codes (
    hash TEXT PRIMARY KEY,
    session BIGINT NOT NULL REFERENCES common_sessions ON DELETE CASCADE,
    client_id TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    is_spent INTEGER NOT NULL DEFAULT 0 CHECK (is_spent IN (0, 1))
  );
  CREATE INDEX ON auth_codes (session);
  CREATE INDEX ON auth_codes (expires_at);
  CREATE TABLE mail_tokens (
    hash TEXT PRIMARY KEY,
    username TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
    email TEXT NOT NULL,
    expires_at BIGINT NOT NULL
  );
  CREATE INDEX ON mail_tokens (username);
  CREATE INDEX ON mail_tokens (expires_at);

  CREATE TABLE login_attempts (
    address TEXT PRIMARY KEY,
    attempts TEXT NOT NULL,
    expires_at BIGINT NOT NULL
  );
  CREATE INDEX ON login_attempts (expires_at);
  CREATE TABLE states (
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    state TEXT NOT NULL UNIQUE,
    cookie TEXT NOT NULL,
    expires_at BIGINT NOT NULL
  );
  CREATE INDEX ON states (expires_at);

  CREATE FUNCTION password_is_changed() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM code_pairs WHERE username = new.username;
    UPDATE profiles SET revocations = revocations + 1 WHERE username = new.username;
    DELETE FROM common_sessions WHERE username = new.username;
    RETURN NULL;
  END $$;
  CREATE TRIGGER password_is_changed AFTER UPDATE OF password_hash ON accounts
    FOR EACH ROW EXECUTE FUNCTION password_is_changed();
  `,
];

/** What servers that start at once wait for each other by: a number that nothing else in the database should use. */
const migrationLock = 7_208_361_955;

const VersionRow = z.tuple([z.object({ version: z.int() })]);

/** A connection to a database. */
export interface Connection {
  query(sql: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
}

/**
 * Brings a database to the newest version of the schema, as a whole or not at all. Of several servers that start at once one
 * does it, and the others wait.
 *
 * @throws Error where the database is of a version that this server does not know yet
 */
export async function migrate(db: Connection, steps: readonly string[] = migrations): Promise<void> {
  await db.query("BEGIN");
  try {
    // A change of much data may take longer than a request may.
    await db.query("SET LOCAL statement_timeout = 0");
    await db.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
    await db.query("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
    await db.query("INSERT INTO schema_version SELECT 0 WHERE NOT EXISTS (SELECT * FROM schema_version)");
    const { rows } = await db.query("SELECT version FROM schema_version");
    const [{ version }] = VersionRow.parse(rows);
    if (version > steps.length) throw new Error(`its schema version ${version} is newer than this server`);
    for (const statements of steps.slice(version)) await db.query(statements);
    await db.query("UPDATE schema_version SET version = $1", [steps.length]);
    await db.query("COMMIT");
  } catch (error) {
    await db.query("ROLLBACK");
    throw error;
  }
}
