import type { Client } from "../../model/apps.ts";
import type { AuthSession, Redeemed, SignedIn } from "./client.ts";

/** A user who is logged in, and the refresh token that a client has of that user. */
export interface Connected {
  readonly user: SignedIn;
  readonly held: Redeemed;
}

/** A user is handed on as long as both tokens live for this long, in milliseconds. */
const LEAST_LEFT_MS = 2000;

/** A user whom nobody else uses, connected at the client that checks share, or at another one. */
export async function connected({ pm }: Pick<AuthSession, "pm">, client?: Client): Promise<Connected> {
  const user = await pm.lend();
  return { user, held: await pm.connect(user, client ?? (await pm.client())) };
}

/** A new user, whose session has all of its life ahead; only for checks that need `registration`. */
export async function newlyConnected({ pm }: Pick<AuthSession, "pm">, client?: Client): Promise<Connected> {
  const user = await pm.registered();
  return { user, held: await pm.connect(user, client ?? (await pm.client())) };
}

const handedOn = ({ stock }: Pick<AuthSession, "stock">) => stock<Connected>("connected users");

/** A connected user whom another check has left as it was, or else one more; to be handed on where nothing is spoilt. */
export async function borrowed(session: AuthSession): Promise<Connected> {
  const { pm, left, adopt } = session;
  for (let next = handedOn(session).pop(); next; next = handedOn(session).pop()) {
    const { user, held } = next;
    const remaining = Math.min(left(held.expiresAt), left(pm.expiryOf(user.from)));
    if (remaining > LEAST_LEFT_MS) {
      adopt(held.from);
      return next;
    }
    pm.leave(user);
  }
  return connected(session);
}

/** Hands a connected user on to the next check. */
export const handOn = (session: Pick<AuthSession, "stock">, each: Connected): void =>
  void handedOn(session).push(each);

/** Whether the client's token of the user is valid, as the client asks. */
export const isAlive = ({ pm }: Pick<AuthSession, "pm">, held: Redeemed, refreshToken: unknown = held.refreshToken) =>
  pm.checkRefresh(held.client, { userId: held.userId, refreshToken });

/** The client's token of the user, exchanged for a new one. */
export const exchanged = ({ pm }: Pick<AuthSession, "pm">, held: Redeemed, refreshToken: unknown = held.refreshToken) =>
  pm.extRefresh(held.client, { userId: held.userId, refreshToken });

/** What a client holds after an exchange. */
export async function afterExchange(session: Pick<AuthSession, "pm">, held: Redeemed): Promise<Redeemed> {
  return session.pm.exchanged(held, await exchanged(session, held));
}
