import type { Exchange } from "../../model/exchange.ts";
import type { AngenSession } from "./api.ts";

/** Passwords are scarce, and renewals are not. */
const TOKENS = 3;
/** How often each of them is renewed, one after the other. */
const RENEWALS = 2;

/**
 * Tokens of one user, as many at once as there are chains, and what they were renewed to; the checks of tokens look at
 * the same ones. The last three live.
 */
export async function sample({ angen, account, shared }: AngenSession): Promise<Record<string, Exchange>> {
  const { username, password } = account;
  const numbers = Array.from({ length: TOKENS }, (_, index) => index + 1);
  const wave = (name: string, make: (index: number) => Promise<Exchange>) =>
    Promise.all(numbers.map((number, index) => shared(`sample ${name} ${number}`, () => make(index))));
  const waves = [await wave("token", () => angen.getToken({ username, password }))];
  for (let time = 1; time <= RENEWALS; time++) {
    const before = waves.at(-1) ?? [];
    waves.push(await wave(`renewal ${time} of`, (index) => angen.renew(before[index]?.taken ?? {})));
  }
  return Object.fromEntries(waves.flat().map((exchange, index) => [`token ${index + 1}`, exchange]));
}
