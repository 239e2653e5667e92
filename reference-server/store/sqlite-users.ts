import type { DatabaseSync } from "node:sqlite";
import { UserRow } from "./rows.ts";
import { transact } from "./schema.ts";
import type { UserStore } from "./user-port.ts";

/** Creates the part of a store that knows accounts by their numbers. A trigger gives each account its number. */
export function createUserStore(db: DatabaseSync): UserStore {
  const columns = "SELECT id, username, password_hash AS passwordHash FROM accounts NATURAL JOIN account_ids";
  const insertAccount = db.prepare(
    "INSERT INTO accounts (username, password_hash) VALUES (?, ?) ON CONFLICT (username) DO NOTHING",
  );
  const findUser = db.prepare(`${columns} WHERE username = ?`);
  const findUserById = db.prepare(`${columns} WHERE id = ?`);
  const updatePassword = db.prepare(
    `UPDATE accounts SET password_hash = ?
     WHERE password_hash = ? AND username = (SELECT username FROM account_ids WHERE id = ?)`,
  );
  const revocations = ["tokens", "sessions"].map((table) => db.prepare(`DELETE FROM ${table} WHERE username = ?`));
  const deleteUser = db.prepare(
    "DELETE FROM accounts WHERE username = (SELECT username FROM account_ids WHERE id = ?)",
  );

  return {
    async insertUser({ username, passwordHash }) {
      return transact(db, () => {
        const { changes } = insertAccount.run(username, passwordHash);
        return changes === 1 ? UserRow.parse(findUser.get(username)) : undefined;
      });
    },
    async findUser(username) {
      return UserRow.optional().parse(findUser.get(username));
    },
    async findUserById(id) {
      return UserRow.optional().parse(findUserById.get(id));
    },
    async changePassword({ id, username, passwordHash: compared }, passwordHash) {
      return transact(db, () => {
        if (updatePassword.run(passwordHash, compared, id).changes !== 1) return false;
        for (const statement of revocations) statement.run(username);
        return true;
      });
    },
    async deleteUser(id) {
      return deleteUser.run(id).changes === 1;
    },
  };
}
