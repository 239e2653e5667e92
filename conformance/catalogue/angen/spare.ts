import type { Account } from "../../model/target.ts";
import type { AngenSession, Token } from "./api.ts";

/** A token that is left for another check has lived no longer than this part of its life. */
const STILL_YOUNG = 0.4;

const stockOf = ({ stock }: Pick<AngenSession, "stock">, { username }: Account) =>
  stock<Token>(`tokens of ${username}`);

/**
 * A token of a user for a check to spoil: one that an earlier check has left in order, or else a new one. Passwords are
 * scarce, and renewals are not.
 */
export async function spare(session: AngenSession, user: Account): Promise<Token> {
  const { angen, adopt } = session;
  const left = stockOf(session, user);
  for (let token = left.pop(); token; token = left.pop()) {
    const own = { ...token, from: adopt(token.from) };
    if (isYoung(session, own) && (await angen.login(own.identifierCode)).outcome === "loggedIn") return own;
    const renewal = isYoung(session, own) ? undefined : await angen.renew(own);
    if (renewal?.outcome === "token") return angen.issued(renewal);
  }
  return angen.signIn(user);
}

/** A new token of a check's own, from a renewal: passwords are scarce. */
export async function fresh(session: AngenSession): Promise<Token> {
  return session.angen.renewed(await spare(session, session.account));
}

/** Leaves a token that is in order to another check. */
export function leave(session: AngenSession, user: Account, token: Token): void {
  stockOf(session, user).push(token);
}

/** Whether the better part of a token's life is ahead; one that tells nothing of it may live for ever. */
function isYoung({ angen, now, left }: AngenSession, token: Token): boolean {
  const lived = now() - token.from.startedAt;
  const ahead = left(angen.expiryOf(token));
  return Number.isNaN(ahead) || lived < STILL_YOUNG * (lived + ahead);
}
