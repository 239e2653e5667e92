import { z } from "zod";
import type { CodeStore } from "./code-port.ts";
import { PairRow, ProfileRow } from "./rows.ts";
import { change, type Database, find } from "./sql.ts";
import { profileColumns, profileTables } from "./sql-profiles.ts";

const findPair = `SELECT address, expires_at AS "expiresAt", ${profileColumns}
  FROM code_pairs NATURAL JOIN ${profileTables} WHERE identifier_hash = ?`;
const replacePair = `UPDATE code_pairs SET identifier_hash = ?, renewal_hash = ?, address = ?, expires_at = ?
  WHERE identifier_hash = ? AND renewal_hash = ? AND expires_at > ? RETURNING username`;
const findProfile = `SELECT ${profileColumns} FROM ${profileTables} WHERE accounts.username = ?`;
const deletePairs = "DELETE FROM code_pairs WHERE username = ?";
const countRevocation = "UPDATE profiles SET revocations = revocations + 1 WHERE username = ?";

const OwnerRow = z.object({ username: z.string() });

/** Creates the part of a store that keeps pairs of codes. A trigger deletes those of a user whose password changes. */
export function createCodeStore(db: Database): CodeStore {
  const insertPair = `INSERT INTO code_pairs (identifier_hash, renewal_hash, address, expires_at, username)
    SELECT ?, ?, ?, ?, username FROM accounts WHERE username = ? AND password_hash = ?${db.locks.share}`;

  return {
    async insertPair({ username, passwordHash }, { identifier, renewal }, { address, expiresAt }) {
      const insertion = change(insertPair, identifier, renewal, address, expiresAt, username, passwordHash);
      return (await db.run(insertion)) === 1;
    },
    findPair(identifier) {
      return db.run(find(PairRow, findPair, identifier));
    },
    replacePair(spent, next, { address, expiresAt }, now) {
      return db.transact(function* () {
        const values = [next.identifier, next.renewal, address, expiresAt, spent.identifier, spent.renewal, now];
        const owner = yield* find(OwnerRow, replacePair, ...values);
        return owner && (yield* find(ProfileRow, findProfile, owner.username));
      });
    },
    deletePairs(username) {
      return db.transact(function* () {
        yield* change(deletePairs, username);
        yield* change(countRevocation, username);
      });
    },
  };
}
