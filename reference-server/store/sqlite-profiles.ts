import type { DatabaseSync } from "node:sqlite";
import type { ProfileStore } from "./profile-port.ts";
import { ProfileRow } from "./rows.ts";
import { transact } from "./schema.ts";

/** The columns of `ProfileRow`, and the tables that have them. */
export const profileColumns = "id, uuid, accounts.username, password_hash AS passwordHash, revocations";
export const profileTables = "accounts NATURAL JOIN account_ids NATURAL JOIN profiles";

/** Creates the part of a store that knows accounts by their profiles. A trigger gives each account its own. */
export function createProfileStore(db: DatabaseSync): ProfileStore {
  const find = (column: string) => db.prepare(`SELECT ${profileColumns} FROM ${profileTables} WHERE ${column} = ?`);
  const [byName, byUuid, byEmail] = [find("accounts.username"), find("uuid"), find("email")];
  const insertAccount = db.prepare(
    "INSERT INTO accounts (username, password_hash) VALUES (?, ?) ON CONFLICT (username) DO NOTHING",
  );
  const setEmail = db.prepare("UPDATE profiles SET email = ? WHERE username = ?");

  return {
    async insertProfile({ username, passwordHash, email }) {
      return transact(db, () => {
        if (byEmail.get(email) !== undefined) return undefined;
        if (insertAccount.run(username, passwordHash).changes !== 1) return undefined;
        setEmail.run(email, username);
        return ProfileRow.parse(byName.get(username));
      });
    },
    async findProfile(key) {
      if ("email" in key) return ProfileRow.optional().parse(byEmail.get(key.email));
      if ("uuid" in key) return ProfileRow.optional().parse(byUuid.get(key.uuid));
      return ProfileRow.optional().parse(byName.get(key.username));
    },
  };
}
