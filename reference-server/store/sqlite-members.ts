import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { Member, MemberStore } from "./member-port.ts";
import { transact } from "./schema.ts";

/** The columns of `MemberRow`, and the tables that have them. */
export const memberColumns = `account_ids.id AS userId, accounts.username, password_hash AS passwordHash, email,
  email_verified AS emailVerified, role`;
export const memberTables = "accounts NATURAL JOIN account_ids NATURAL JOIN profiles";

/** An account as a member. */
export const MemberRow = z
  .object({
    userId: z.int(),
    username: z.string(),
    passwordHash: z.string(),
    email: z.string().nullable(),
    emailVerified: z.literal([0, 1]).transform(Boolean),
    role: z.enum(["player", "admin"]),
  })
  .transform(({ userId, ...row }): Member => ({ id: userId, ...row }));

/** Creates the part of a store that knows accounts as members. */
export function createMemberStore(db: DatabaseSync): MemberStore {
  const find = (column: string) => db.prepare(`SELECT ${memberColumns} FROM ${memberTables} WHERE ${column} = ?`);
  const [byName, byEmail] = [find("accounts.username"), find("email")];
  const insertAccount = db.prepare(
    "INSERT INTO accounts (username, password_hash) VALUES (?, ?) ON CONFLICT (username) DO NOTHING",
  );
  const setEmail = db.prepare("UPDATE profiles SET email = ? WHERE username = ?");
  const setRole = db.prepare("UPDATE profiles SET role = ? WHERE username = ?");
  const insertMailToken = db.prepare(
    `INSERT INTO mail_tokens (hash, email, expires_at, username)
     SELECT ?, ?, ?, username FROM accounts WHERE username = ?`,
  );
  const takeMailToken = db.prepare(
    "DELETE FROM mail_tokens WHERE hash = ? AND expires_at > ? RETURNING username, email",
  );
  const setVerified = db.prepare("UPDATE profiles SET email_verified = 1 WHERE username = ? AND email = ?");

  return {
    async insertMember({ username, passwordHash, email }) {
      return transact(db, () => {
        if (byEmail.get(email) !== undefined) return undefined;
        if (insertAccount.run(username, passwordHash).changes !== 1) return undefined;
        setEmail.run(email, username);
        return MemberRow.parse(byName.get(username));
      });
    },
    async findMember(key) {
      return MemberRow.optional().parse("email" in key ? byEmail.get(key.email) : byName.get(key.username));
    },
    async setRole(username, role) {
      return setRole.run(role, username).changes === 1;
    },
    async insertMailToken(hash, { username, email, expiresAt }) {
      insertMailToken.run(hash, email, expiresAt, username);
    },
    async verifyEmail(hash, now) {
      return transact(db, () => {
        const token = takeMailToken.get(hash, now);
        return token !== undefined && setVerified.run(token["username"] ?? null, token["email"] ?? null).changes === 1;
      });
    },
  };
}
