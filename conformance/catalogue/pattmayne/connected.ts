import type { Client } from "../../model/apps.ts";
import { CannotTest } from "../../model/errors.ts";
import type { AuthSession, Redeemed, SignedIn } from "./client.ts";

/** A user who is logged in, and the refresh token that a client has of that user. */
export interface Connected {
  readonly user: SignedIn;
  readonly held: Redeemed;
}

/** A user is handed on as long as both tokens live for this long, in milliseconds. */
const LEAST_LEFT_MS = 2000;
/** A question that is asked just before an expiry is answered before it. */
const JUST_BEFORE_MS = 500;

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
  const { pm, left, adopt, expires } = session;
  for (let next = handedOn(session).pop(); next; next = handedOn(session).pop()) {
    const { user, held } = next;
    const remaining = Math.min(left(held.expiresAt), left(pm.expiryOf(user.from)));
    if (remaining > LEAST_LEFT_MS) {
      expires(user.refreshToken, held.expiresAt);
      return { user: { ...user, from: adopt(user.from) }, held: { ...held, from: adopt(held.from) } };
    }
    pm.leave(user);
  }
  return connected(session);
}

/** Hands a connected user on to the next check. */
export const handOn = (session: Pick<AuthSession, "stock">, each: Connected): void => void handedOn(session).push(each);

/**
 * Makes sure that the session of a user lives long enough for one more question: its end would speak otherwise, and not
 * what the check is about. Only clients are told when it ends.
 *
 * @throws CannotTest where it does not
 */
export function needLiving(session: Pick<AuthSession, "left">, { expiresAt }: Redeemed): void {
  needLeft(session, expiresAt, LEAST_LEFT_MS);
}

/**
 * Makes sure that so many milliseconds are left until an expiry.
 *
 * @throws CannotTest where they are not
 */
export function needLeft({ left }: Pick<AuthSession, "left">, expiresAt: number, least = JUST_BEFORE_MS): void {
  if (left(expiresAt) < least) throw new CannotTest("tokens expired too early: let the target's tokens live longer");
}

/** Asks for its client whether what it holds, or something in its place, is valid. */
export const askAbout = ({ pm }: Pick<AuthSession, "pm">, { client, userId }: Redeemed, refreshToken: unknown) =>
  pm.checkRefresh(client, { userId, refreshToken });

/** Whether the client's token of the user is valid, as the client asks. */
export const isAlive = (session: Pick<AuthSession, "pm">, held: Redeemed) => askAbout(session, held, held.refreshToken);

/** Exchanges something in the place of what a client holds. */
export const exchange = ({ pm }: Pick<AuthSession, "pm">, { client, userId }: Redeemed, refreshToken: unknown) =>
  pm.extRefresh(client, { userId, refreshToken });

/** The client's token of the user, exchanged for a new one. */
export const exchanged = (session: Pick<AuthSession, "pm">, held: Redeemed) =>
  exchange(session, held, held.refreshToken);

/** What a client holds after an exchange. */
export async function afterExchange(session: Pick<AuthSession, "pm">, held: Redeemed): Promise<Redeemed> {
  return session.pm.exchanged(held, await exchanged(session, held));
}
