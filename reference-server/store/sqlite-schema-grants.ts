/** The tables of common sessions. A user has one session at all clients; whatever was given out in it goes with it. */
export const grantTables = `
  ALTER TABLE profiles ADD COLUMN email_verified INTEGER NOT NULL DEFAULT 0 CHECK (email_verified IN (0, 1));
  ALTER TABLE profiles ADD COLUMN role TEXT NOT NULL DEFAULT 'player' CHECK (role IN ('player', 'admin'));

  CREATE TABLE client_sites (
    client_id TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1))
  ) STRICT;

  CREATE TABLE common_sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL UNIQUE REFERENCES accounts (username) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE TRIGGER password_ends_common_session AFTER UPDATE OF password_hash ON accounts BEGIN
    DELETE FROM common_sessions WHERE username = new.username;
  END;

  CREATE TABLE refresh_tokens (
    hash TEXT PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES common_sessions (id) ON DELETE CASCADE,
    client_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    code_hash TEXT
  ) STRICT;
  CREATE UNIQUE INDEX one_refresh_token_a_client ON refresh_tokens (session, client_id) WHERE client_id <> 'auth_site';
  CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session);
  CREATE INDEX refresh_tokens_by_code ON refresh_tokens (code_hash);

  CREATE TABLE auth_codes (
    hash TEXT PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES common_sessions (id) ON DELETE CASCADE,
    client_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    is_spent INTEGER NOT NULL DEFAULT 0 CHECK (is_spent IN (0, 1))
  ) STRICT;
  CREATE INDEX auth_codes_by_session ON auth_codes (session);
  CREATE INDEX auth_codes_by_expiry ON auth_codes (expires_at);

  CREATE TABLE mail_tokens (
    hash TEXT PRIMARY KEY,
    username TEXT NOT NULL REFERENCES accounts (username) ON DELETE CASCADE,
    email TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX mail_tokens_by_expiry ON mail_tokens (expires_at);

  CREATE TABLE shared_secrets (
    name TEXT PRIMARY KEY,
    secret BLOB NOT NULL
  ) STRICT;
`;
