import type { DatabaseSync } from "node:sqlite";
import type { CodeStore } from "./code-port.ts";
import { PairRow, ProfileRow } from "./rows.ts";
import { transact } from "./schema.ts";
import { profileColumns, profileTables } from "./sqlite-profiles.ts";

/** Creates the part of a store that keeps pairs of codes. A trigger deletes those of a user whose password changes. */
export function createCodeStore(db: DatabaseSync): CodeStore {
  const insertPair = db.prepare(
    `INSERT INTO code_pairs (identifier_hash, renewal_hash, address, expires_at, username)
     SELECT ?, ?, ?, ?, username FROM accounts WHERE username = ? AND password_hash = ?`,
  );
  const findPair = db.prepare(
    `SELECT address, expires_at AS expiresAt, ${profileColumns} FROM code_pairs NATURAL JOIN ${profileTables}
     WHERE identifier_hash = ?`,
  );
  const replacePair = db.prepare(
    `UPDATE code_pairs SET identifier_hash = ?, renewal_hash = ?, address = ?, expires_at = ?
     WHERE identifier_hash = ? AND renewal_hash = ? AND expires_at > ? RETURNING username`,
  );
  const findProfile = db.prepare(`SELECT ${profileColumns} FROM ${profileTables} WHERE accounts.username = ?`);
  const deletePairs = db.prepare("DELETE FROM code_pairs WHERE username = ?");
  const countRevocation = db.prepare("UPDATE profiles SET revocations = revocations + 1 WHERE username = ?");

  return {
    async insertPair({ username, passwordHash }, { identifier, renewal }, { address, expiresAt }) {
      return insertPair.run(identifier, renewal, address, expiresAt, username, passwordHash).changes === 1;
    },
    async findPair(identifier) {
      return PairRow.optional().parse(findPair.get(identifier));
    },
    async replacePair(spent, next, { address, expiresAt }, now) {
      return transact(db, () => {
        const row = replacePair.get(
          ...[next.identifier, next.renewal, address, expiresAt],
          ...[spent.identifier, spent.renewal, now],
        );
        return row === undefined ? undefined : ProfileRow.parse(findProfile.get(row["username"] ?? null));
      });
    },
    async deletePairs(username) {
      transact(db, () => {
        deletePairs.run(username);
        countRevocation.run(username);
      });
    },
  };
}
