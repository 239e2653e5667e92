import { z } from "zod";
import type { PairRecord } from "./code-port.ts";
import type { KeyRecord } from "./key-port.ts";
import type { Account, Challenge, NumberedMail, TokenRecord } from "./port.ts";
import type { Profile } from "./profile-port.ts";
import type { RefreshRecord } from "./rotation.ts";
import type { AccessRecord } from "./session-port.ts";
import type { User } from "./user-port.ts";

// How the rows of a database are read. A database is input too: what is not of this shape stops here.

/** An account. */
export const AccountRow: z.ZodType<Account> = z.object({ username: z.string(), passwordHash: z.string() });

/** An account with its number. */
export const UserRow: z.ZodType<User> = z.object({ id: z.int(), username: z.string(), passwordHash: z.string() });

/** An account with its profile. */
export const ProfileRow: z.ZodType<Profile> = z.object({
  id: z.int(),
  uuid: z.string(),
  username: z.string(),
  passwordHash: z.string(),
  revocations: z.int(),
});

/** A pair of codes, and whose it is. */
export const PairRow: z.ZodType<PairRecord> = z
  .object({ address: z.string(), expiresAt: z.int() })
  .and(ProfileRow)
  .transform(({ address, expiresAt, ...profile }) => ({ address, expiresAt, profile }));

/** A key that tokens are signed with, or were. */
export const KeyRow: z.ZodType<KeyRecord> = z.object({
  kid: z.string(),
  privateKey: z.string().nullable(),
  publicKey: z.string(),
  retiredAt: z.int().nullable(),
});

/** A token. */
export const TokenRow: z.ZodType<TokenRecord> = z.object({
  hash: z.string(),
  kind: z.enum(["access", "refresh"]),
  username: z.string(),
  expiresAt: z.int(),
});

/** Which session it is. */
export const SessionRow = z.object({ session: z.int() });

/** An access token of a session. */
export const AccessRow: z.ZodType<AccessRecord> = z.object({ username: z.string(), expiresAt: z.int() });

/** A refresh token, and the session that it is of. */
export const RefreshRow: z.ZodType<RefreshRecord & { readonly session: number }> = z.object({
  session: z.int(),
  expiresAt: z.int(),
  spentAt: z.number().nullable(),
  ended: z.literal([0, 1]).transform(Boolean),
});

const HexInteger = z.string().transform((text) => BigInt(`0x${text}`));

/** A challenge. A database's integers have 64 bits, so longer ones are kept as text. */
export const ChallengeRow: z.ZodType<Challenge> = z
  .object({ modulus: HexInteger, p: HexInteger, q: HexInteger, expiresAt: z.int() })
  .transform(({ modulus, p, q, expiresAt }) => ({ modulus, factors: [p, q], expiresAt }));

/** A mail. */
export const MailRow: z.ZodType<NumberedMail> = z.object({
  id: z.int(),
  owner: z.string(),
  box: z.enum(["inbox", "outbox"]),
  receivedAt: z.int(),
  content: z.string(),
});

/** Writes an integer as `ChallengeRow` reads it. */
export function renderHex(integer: bigint): string {
  return integer.toString(16);
}
