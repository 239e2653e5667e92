import { expectThat } from "../../kit/expect.ts";
import { fields, withHeader } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { FROM_ABROAD } from "../common/http.ts";
import type { GetnativeSession } from "./client.ts";
import { succeed } from "./outcomes.ts";
import { tokenField } from "./tokens.ts";

const check = checkFor<GetnativeSession>();

/** Finds fault with an answer that a page may read, but for the token in it (Fetch, CORS-exposed header names). */
export function isReadable(exchange: Exchange): readonly Finding[] {
  const field = tokenField(exchange);
  const { headers } = exchange.request as HttpRequest;
  const origin = headers.find(([name]) => name.toLowerCase() === "origin")?.[1];
  const may = fields(exchange, "access-control-allow-origin").some((value) => value === "*" || value === origin);
  if (field === undefined || !may) return [];
  const exposed = fields(exchange, "access-control-expose-headers").join(",").toLowerCase();
  const names = exposed.split(",").map((name) => name.trim());
  const expected = `Access-Control-Expose-Headers with ${field}`;
  return expectThat(names.includes(field) || names.includes("*"), exchange.step, expected, exposed || "none");
}

const fromOwn = (request: HttpRequest) => withHeader("origin", new URL(request.url).origin)(request);

/** An answer to a page of some origin that has a token in it. */
function readable(request: (request: HttpRequest) => HttpRequest) {
  return check({
    act: async ({ gn, account }) => {
      const token = await gn.access(account);
      const control = await gn.account(token);
      return { control, login: await gn.login({ ...account }, { request }), use: await gn.account(token, { request }) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ login, use }) => [login, use].flatMap(isReadable),
  });
}

/** Checks of whether pages can read the tokens that they are given. */
export const readableTokens = {
  "getnative.browsers-can-read-the-token": { "own-origin": readable(fromOwn), "foreign-origin": readable(FROM_ABROAD) },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
