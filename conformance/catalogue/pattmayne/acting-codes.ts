import type { Session } from "../../engine/session.ts";
import { isFieldText, isNumber, isText, prepared } from "../../kit/prepared.ts";
import type { Client } from "../../model/apps.ts";
import type { Exchange } from "../../model/exchange.ts";
import { isUserId, type SignedIn } from "./acting-users.ts";
import type { Operations } from "./operations.ts";

/** A code for a client, and the answer that carried it. */
export interface Coded {
  readonly code: string;
  readonly client: Client;
  readonly from: Exchange;
}

/** What a client was given for a code. */
export interface Redeemed {
  readonly client: Client;
  /** As the auth app tells its users apart: a number, or a text. */
  readonly userId: string | number;
  readonly refreshToken: string;
  /** When it expires, in milliseconds since the epoch by the target's clock. */
  readonly expiresAt: number;
  readonly from: Exchange;
}

const grantOf = (from: Exchange) => ({
  from,
  refreshToken: prepared(from, "refreshToken", isText),
  expiresAt: 1000 * prepared(from, "expiresAt", isNumber),
});

/** Creates what gets clients codes for users, and what they are given for them. */
export function createCodes(
  session: Pick<Session, "clockAheadMs" | "expires">,
  { login, verifyAuthCode }: Pick<Operations, "login" | "verifyAuthCode">,
) {
  const coded = (client: Client, from: Exchange): Coded => ({ client, from, code: prepared(from, "code", isText) });
  const redeemed = (client: Client, from: Exchange): Redeemed => ({
    client,
    userId: prepared(from, "userId", isUserId),
    ...grantOf(from),
  });

  const code = async (user: SignedIn, client: Client, state?: string): Promise<Coded> => {
    const { accessToken, refreshToken } = user;
    const answer = await login({ accessToken, refreshToken, clientId: client.clientId, state });
    const set = answer.taken;
    if (isFieldText(set["refreshToken"])) user.refreshToken = set["refreshToken"];
    if (isFieldText(set["accessToken"])) Object.assign(user, { accessToken: set["accessToken"], from: answer });
    return coded(client, answer);
  };
  const redeem = async ({ client, code }: Pick<Coded, "client" | "code">) =>
    redeemed(client, await verifyAuthCode(client, code));

  return {
    coded,
    redeemed,

    /** What a client holds after an exchange of what it held. */
    exchanged: (held: Redeemed, from: Exchange): Redeemed => ({ ...held, ...grantOf(from) }),

    /** A code for a user who is logged in at the auth app, at another client; the cookies that it sets are kept. */
    code,

    /** What that client is given for it. */
    redeem,

    /** Gets a user who is logged in at the auth app a refresh token at another client. */
    async connect(user: SignedIn, client: Client): Promise<Redeemed> {
      const held = await redeem(await code(user, client));
      // All of a user's refresh tokens have one expiry, of which only clients are told; one that is over is a fault.
      const isAhead = held.expiresAt > held.from.startedAt + session.clockAheadMs;
      if (isAhead) session.expires(user.refreshToken, held.expiresAt);
      return held;
    },
  };
}
