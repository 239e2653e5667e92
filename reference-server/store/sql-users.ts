import { UserRow } from "./rows.ts";
import { change, type Database, find, type Work } from "./sql.ts";
import type { UserStore } from "./user-port.ts";

/** Adds an account, unless its name is taken. */
export const insertAccount =
  "INSERT INTO accounts (username, password_hash) VALUES (?, ?) ON CONFLICT (username) DO NOTHING";

const columns = 'SELECT id, username, password_hash AS "passwordHash" FROM accounts NATURAL JOIN account_ids';
const findUser = `${columns} WHERE username = ?`;
const findUserById = `${columns} WHERE id = ?`;
const updatePassword = `UPDATE accounts SET password_hash = ?
  WHERE password_hash = ? AND username = (SELECT username FROM account_ids WHERE id = ?)`;
const deleteUser = "DELETE FROM accounts WHERE username = (SELECT username FROM account_ids WHERE id = ?)";

/**
 * Deletes the tokens and sessions of an account whose password has changed; triggers do the rest. What is added meanwhile
 * waits for the account's row, so that the row has to be changed first.
 */
export function* revoke(username: string): Work<void> {
  for (const table of ["tokens", "sessions"]) yield* change(`DELETE FROM ${table} WHERE username = ?`, username);
}

/** Creates the part of a store that knows accounts by their numbers. A trigger gives each account its number. */
export function createUserStore(db: Database): UserStore {
  return {
    insertUser({ username, passwordHash }) {
      return db.transact(function* () {
        const isNew = (yield* change(insertAccount, username, passwordHash)) === 1;
        return isNew ? yield* find(UserRow, findUser, username) : undefined;
      });
    },
    findUser(username) {
      return db.run(find(UserRow, findUser, username));
    },
    findUserById(id) {
      return db.run(find(UserRow, findUserById, id));
    },
    changePassword({ id, username, passwordHash: compared }, passwordHash) {
      return db.transact(function* () {
        if ((yield* change(updatePassword, passwordHash, compared, id)) !== 1) return false;
        yield* revoke(username);
        return true;
      });
    },
    async deleteUser(id) {
      return (await db.run(change(deleteUser, id))) === 1;
    },
  };
}
