import type { Variation } from "../../engine/http-caller.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { AuthSession } from "./client.ts";
import { passwordOf } from "./credentials.ts";
import { AUTH_SITE, type Login } from "./operations.ts";
import type { NewAccount } from "./registration.ts";

/** A request from an address that may be suspended. */
export const sentFrom = (address: string, more: Variation = {}): Variation => ({
  ...more,
  from: address,
  mayBeLimited: true,
});

/** A login from an address, whatever became of those before it: it is no part of the failures that the suite counts. */
export const loginFrom = ({ pm }: AuthSession, address: string, login: Login, more: Variation = {}) =>
  pm.http.call("login", { clientId: AUTH_SITE, ...login }, sentFrom(address, more));

/** A registration from an address in the same way. */
export async function registerFrom({ pm, made }: AuthSession, address: string, account: NewAccount): Promise<Exchange> {
  const answer = await pm.http.call("register", { ...account }, sentFrom(address));
  if (answer.outcome === "success") made(account);
  return answer;
}

/** The right password, from an address. */
export const rightPassword = (session: AuthSession, user: Account, address: string, more: Variation = {}) =>
  loginFrom(session, address, passwordOf(user), more);
