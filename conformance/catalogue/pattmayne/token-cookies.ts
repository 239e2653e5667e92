import { expectThat } from "../../kit/expect.ts";
import { cookiesSet, tokenCookies } from "../../kit/set-cookies.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";

/** Finds fault with each answer that sets a cookie of a token, as a login with everything in order does. */
export function setNoToken(login: Exchange, ...attempts: readonly (Exchange | undefined)[]): readonly Finding[] {
  const names = tokenCookies(login).map(({ name }) => name);
  return attempts.flatMap((attempt) => {
    const set = attempt ? cookiesSet(attempt).filter(({ name, value }) => names.includes(name) && value !== "") : [];
    const actual = `the cookie ${set.map(({ name }) => name).join(", ")}`;
    return attempt ? expectThat(set.length === 0, attempt.step, "no cookie that carries a token", actual) : [];
  });
}
