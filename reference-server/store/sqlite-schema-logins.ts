/** The tables of logins that have been tried, and of those that are under way. */
export const loginTables = `
  CREATE TABLE login_attempts (
    address TEXT PRIMARY KEY,
    attempts TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX login_attempts_by_expiry ON login_attempts (expires_at);

  CREATE TABLE states (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL UNIQUE,
    cookie TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX states_by_expiry ON states (expires_at);
`;
