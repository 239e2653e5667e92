import { expectThat } from "../../kit/expect.ts";
import { fields } from "../../kit/http.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";

interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** The cookies that an answer sets, without their attributes. */
function cookiesIn(exchange: Exchange): Cookie[] {
  return fields(exchange, "set-cookie").map((line) => {
    const [pair = ""] = line.split(";");
    const [name = "", ...value] = pair.split("=");
    return { name: name.trim(), value: value.join("=").trim() };
  });
}

/** By which names a login with everything in order sets its tokens. */
function namesOfTokens(login: Exchange): string[] {
  const tokens = [login.taken["accessToken"], login.taken["refreshToken"]];
  return cookiesIn(login)
    .filter(({ value }) => tokens.includes(value) || tokens.includes(decodeURIComponent(value)))
    .map(({ name }) => name);
}

/** Finds fault with each answer that sets a cookie of a token, as a login with everything in order does. */
export function setNoToken(login: Exchange, ...attempts: readonly (Exchange | undefined)[]): readonly Finding[] {
  const names = namesOfTokens(login);
  return attempts.flatMap((attempt) => {
    const set = attempt ? cookiesIn(attempt).filter(({ name, value }) => names.includes(name) && value !== "") : [];
    const actual = `the cookie ${set.map(({ name }) => name).join(", ")}`;
    return attempt ? expectThat(set.length === 0, attempt.step, "no cookie that carries a token", actual) : [];
  });
}
