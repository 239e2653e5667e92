import { parseJson, pointersIn, valueAt } from "../kit/json-pointer.ts";
import { claimsOf } from "../kit/jwt.ts";
import { looksLikeToken } from "../kit/looks-like-token.ts";
import type { HttpResponse } from "../model/exchange.ts";
import type { Place } from "../model/wire.ts";
import { cookiesSet } from "../targets/wire/cookies.ts";

/** What looks like a token in an answer. */
export interface FoundToken {
  readonly place: Place;
  readonly value: string;
  readonly role: "accessToken" | "refreshToken";
}

/** Tokens that no request carries, and texts that are as long. */
const OTHERS = /csrf|xsrf|id_?token|nonce|state|scope|avatar|image|url|uri|device|password|hash/i;
const REFRESH = /refresh|renew|(^|[^a-z])rt$/i;
const ACCESS = /access|token|jwt|bearer|authorization|session|sess|sid|auth|key/i;

/** A token is long enough to be hard to guess. */
const SHORTEST = 16;

/** What the name of a place, or a JWT there, says of the token. */
function roleOf(name: string, value: string, isSure: boolean): FoundToken["role"] | undefined {
  if (OTHERS.test(name.split("/").at(-1) ?? "")) return undefined;
  const { token_type: type, typ = type } = claimsOf(value) ?? {};
  if (typeof typ === "string" && REFRESH.test(typ)) return "refreshToken";
  if (REFRESH.test(name)) return "refreshToken";
  return ACCESS.test(name) || claimsOf(value) !== undefined || isSure ? "accessToken" : undefined;
}

function isToken(value: unknown): value is string {
  return typeof value === "string" && !/[\s@]|^https?:/.test(value) && looksLikeToken(value, SHORTEST);
}

/**
 * Finds the tokens of an answer: in its body, in its fields, in cookies that it sets. Those with a name that says what
 * they are stand first.
 *
 * @param answeredAt when it came, in milliseconds since the epoch
 */
export function tokensIn(response: HttpResponse, answeredAt: number): FoundToken[] {
  const body = parseJson(response.body);
  const inBody = body === undefined ? [] : pointersIn(body).flatMap((at) => found({ at }, at, valueAt(body, at)));
  const inFields = response.headers.flatMap(([name, value]) => {
    if (!/token|^authorization$/i.test(name)) return [];
    const [, scheme = "", token = ""] = /^([A-Za-z]+ )?(.*)$/.exec(value.trim()) ?? [];
    const place = { header: name.toLowerCase(), ...(scheme !== "" && { behind: scheme }) };
    return found(place, name, token);
  });
  const inCookies = cookiesSet(response, answeredAt).flatMap(({ name, value }) =>
    found({ cookie: name }, name, value, /;\s*httponly/i.test(setCookie(response, name))),
  );
  return [...inBody, ...inFields, ...inCookies].toSorted((one, other) => rank(other) - rank(one));
}

/** The path that a cookie is for, where that is one of its own: it says where the cookie is used. */
export function cookiePath(response: HttpResponse, name: string): string | undefined {
  const [, path] = /;\s*path=(\/[^;]+)/i.exec(setCookie(response, name)) ?? [];
  return path?.trim();
}

function setCookie({ headers }: HttpResponse, cookie: string): string {
  const all = headers.filter(([name]) => name.toLowerCase() === "set-cookie").map(([, value]) => value);
  return all.findLast((value) => value.trimStart().startsWith(`${cookie}=`)) ?? "";
}

function found(place: Place, name: string, value: unknown, isSure = false): FoundToken[] {
  if (!isToken(value)) return [];
  const role = roleOf(name, value, isSure);
  return role === undefined ? [] : [{ place, value, role }];
}

/** What says "access" is surer than what says "token"; what a client reads goes before what a browser keeps. */
function rank({ place }: FoundToken): number {
  const name = place.at ?? place.header ?? place.cookie ?? "";
  return (place.cookie === undefined ? 2 : 0) + (/access/i.test(name) ? 1 : 0);
}
