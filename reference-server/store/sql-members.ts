import { z } from "zod";
import type { Member, MemberStore } from "./member-port.ts";
import { change, type Database, find } from "./sql.ts";
import { insertAccount } from "./sql-users.ts";

/** The columns of `MemberRow`, and the tables that have them. */
export const memberColumns = `account_ids.id AS "userId", accounts.username, password_hash AS "passwordHash", email,
  email_verified AS "emailVerified", role`;
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

const findBy = (column: string) => `SELECT ${memberColumns} FROM ${memberTables} WHERE ${column} = ?`;
const [byName, byEmail] = [findBy("accounts.username"), findBy("email")];
const setEmail = "UPDATE profiles SET email = ? WHERE username = ?";
const setRole = "UPDATE profiles SET role = ? WHERE username = ?";
const takeMailToken = "DELETE FROM mail_tokens WHERE hash = ? AND expires_at > ? RETURNING username, email";
const setVerified = "UPDATE profiles SET email_verified = 1 WHERE username = ? AND email = ?";

const MailTokenRow = z.object({ username: z.string(), email: z.string() });

/** Creates the part of a store that knows accounts as members. */
export function createMemberStore(db: Database): MemberStore {
  const insertMailToken = `INSERT INTO mail_tokens (hash, email, expires_at, username)
    SELECT ?, ?, ?, username FROM accounts WHERE username = ?${db.locks.share}`;

  return {
    insertMember({ username, passwordHash, email }) {
      return db.transact(function* () {
        if ((yield* find(MemberRow, byEmail, email)) !== undefined) return undefined;
        if ((yield* change(insertAccount, username, passwordHash)) !== 1) return undefined;
        yield* change(setEmail, email, username);
        return yield* find(MemberRow, byName, username);
      });
    },
    findMember(key) {
      return db.run("email" in key ? find(MemberRow, byEmail, key.email) : find(MemberRow, byName, key.username));
    },
    async setRole(username, role) {
      return (await db.run(change(setRole, role, username))) === 1;
    },
    async insertMailToken(hash, { username, email, expiresAt }) {
      await db.run(change(insertMailToken, hash, email, expiresAt, username));
    },
    verifyEmail(hash, now) {
      return db.transact(function* () {
        const token = yield* find(MailTokenRow, takeMailToken, hash, now);
        return token !== undefined && (yield* change(setVerified, token.username, token.email)) === 1;
      });
    },
  };
}
