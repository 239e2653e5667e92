import type { Exchange } from "../../model/exchange.ts";
import type { GetnativeSession } from "./client.ts";
import { tokenOf } from "./tokens.ts";

/** Logins are scarce, and renewals are not. */
const LOGINS = 3;
const RENEWALS = 6;

/** Logins of one user at once, and renewals of one token at once; the checks of tokens look at the same ones. */
export async function sample({ gn, account, shared }: GetnativeSession): Promise<Record<string, Exchange>> {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const logins = await Promise.all(
    numbers(LOGINS).map((number) => shared(`sample login ${number}`, () => gn.login({ ...account }))),
  );
  const token = logins[0] && tokenOf(logins[0]);
  const renewals = await Promise.all(
    numbers(RENEWALS).map((number) => shared(`sample renewal ${number}`, () => gn.account(token))),
  );
  const named = (what: string) => (exchange: Exchange, index: number) => [`${what} ${index + 1}`, exchange] as const;
  return Object.fromEntries([...logins.map(named("login")), ...renewals.map(named("renewal"))]);
}
