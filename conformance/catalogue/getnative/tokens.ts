import { httpResponse } from "../../kit/http.ts";
import { claimsOf } from "../../kit/jwt.ts";
import { isText } from "../../kit/prepared.ts";
import type { Exchange } from "../../model/exchange.ts";

/**
 * The token that a field holds: without the quotes and the scheme that do not belong there, which is for one check to
 * say and should not keep the others from going on.
 */
export function bareToken(value: unknown): string | undefined {
  if (!isText(value)) return undefined;
  return value.replace(/^\s*"?\s*(?:Bearer +)?/i, "").replace(/"?\s*$/, "");
}

/** The token that came with an answer, if one did. */
export function tokenOf({ taken }: Pick<Exchange, "taken">): string | undefined {
  return bareToken(taken["accessToken"]);
}

/** The claims of the token that came with an answer; none for what is no JWT. */
export function claimsIn(exchange: Pick<Exchange, "taken">): Readonly<Record<string, unknown>> {
  return claimsOf(tokenOf(exchange)) ?? {};
}

/** From this number on, an instant is meant to be in milliseconds: as seconds it is in the year 5138. */
const SURELY_MILLISECONDS = 1e11;

/**
 * When a token expires, by its own claim, in milliseconds since the epoch. Whether that is written as it must be is for
 * one check to say: here a text of digits, and milliseconds, are read as well.
 */
export function expiryOfToken(token: unknown): number | undefined {
  const { exp } = claimsOf(bareToken(token)) ?? {};
  const isWritten = typeof exp === "number" || (isText(exp) && /^\d+$/.test(exp));
  const instant = isWritten ? Number(exp) : Number.NaN;
  if (!Number.isFinite(instant)) return undefined;
  return instant < SURELY_MILLISECONDS ? instant * 1000 : instant;
}

/** A JWT, wherever it stands in a text. */
const JWT = /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g;

/** The JWTs that an answer has in it anywhere: in a field, a cookie or its body. */
export function jwtsIn(exchange: Exchange): string[] {
  const response = httpResponse(exchange);
  const said = [...(response?.headers ?? []).map(([, value]) => value), response?.body ?? ""].join("\n");
  return said.match(JWT) ?? [];
}

/** The name of the field, in lower case, in which the token of an answer came. */
export function tokenField(exchange: Exchange): string | undefined {
  const value = exchange.taken["accessToken"];
  return httpResponse(exchange)
    ?.headers.find((header) => header[1] === value)?.[0]
    .toLowerCase();
}
