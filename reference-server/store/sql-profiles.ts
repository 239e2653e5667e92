import type { ProfileStore } from "./profile-port.ts";
import { ProfileRow } from "./rows.ts";
import { change, type Database, find } from "./sql.ts";
import { insertAccount } from "./sql-users.ts";

/** The columns of `ProfileRow`, and the tables that have them. */
export const profileColumns = 'id, uuid, accounts.username, password_hash AS "passwordHash", revocations';
export const profileTables = "accounts NATURAL JOIN account_ids NATURAL JOIN profiles";

const findBy = (column: string) => `SELECT ${profileColumns} FROM ${profileTables} WHERE ${column} = ?`;
const [byName, byUuid, byEmail] = [findBy("accounts.username"), findBy("uuid"), findBy("email")];
const setEmail = "UPDATE profiles SET email = ? WHERE username = ?";

/** Creates the part of a store that knows accounts by their profiles. A trigger gives each account its own. */
export function createProfileStore(db: Database): ProfileStore {
  return {
    insertProfile({ username, passwordHash, email }) {
      return db.transact(function* () {
        if ((yield* find(ProfileRow, byEmail, email)) !== undefined) return undefined;
        if ((yield* change(insertAccount, username, passwordHash)) !== 1) return undefined;
        yield* change(setEmail, email, username);
        return yield* find(ProfileRow, byName, username);
      });
    },
    findProfile(key) {
      if ("email" in key) return db.run(find(ProfileRow, byEmail, key.email));
      return db.run("uuid" in key ? find(ProfileRow, byUuid, key.uuid) : find(ProfileRow, byName, key.username));
    },
  };
}
