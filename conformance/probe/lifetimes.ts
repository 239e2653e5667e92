import { parseJson, pointersIn, valueAt } from "../kit/json-pointer.ts";
import { claimsOf, expiryInJwt } from "../kit/jwt.ts";
import type { HttpResponse } from "../model/exchange.ts";
import type { Place, Unit } from "../model/wire.ts";
import { type Answer, answeredAt, takeFrom } from "../targets/wire/places.ts";
import type { FoundToken } from "./tokens.ts";
import { unitOfNumber } from "./unit-of-number.ts";

const NAMED = /expir|exp$|ttl|lifetime|max_?age|valid/i;

/** How a value that is a lifetime is to be read, by its form: each row says what such values look like. */
const UNIT_OF: readonly { readonly unit: Unit; fits(value: unknown, name: string): boolean }[] = [
  {
    unit: "iso8601",
    fits: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d[T ].*(Z|[+-]\d\d:?\d\d)$/i.test(value),
  },
  { unit: "epoch-milliseconds", fits: (value) => Number(value) >= 1e12 },
  { unit: "epoch-seconds", fits: (value) => Number(value) >= 1e9 },
  { unit: "milliseconds", fits: (value, name) => Number(value) > 0 && /ms$|milli/i.test(name) },
  { unit: "seconds", fits: (value) => Number(value) > 0 },
];

/** What an answer tells of how long a token lives. */
export interface Told {
  readonly place?: Place;
  /** Where it tells it in a number that may mean seconds or milliseconds. */
  readonly unclear?: string;
}

/**
 * Where an answer says how long a token lives, the surest first: beside it, in it, with its cookie.
 *
 * @param otherSeconds how long the other token of the same session lives, if that is known
 */
export function lifetimeOf(token: FoundToken, response: HttpResponse, receivedAt: number, otherSeconds?: number): Told {
  const answer = { response, body: parseJson(response.body), answeredAt: answeredAt(response, receivedAt) };
  const beside = told(token, answer, otherSeconds);
  const places = [...beside.flatMap(({ place }) => place ?? []), ...inToken(token), ...inCookie(token)];
  const place = places.find((each) => (secondsAt(each, answer) ?? 0) > 0);
  const unclear = beside.find((each) => each.unclear !== undefined);
  return place ? { place } : (unclear ?? {});
}

/** The seconds that a place tells. */
export function secondsAt(place: Place, answer: Answer): number | undefined {
  const { seconds } = takeFrom({ seconds: place }, answer);
  return typeof seconds === "number" ? seconds : undefined;
}

/** Members of the body that are lifetimes by their name. One that names no token is of the access token. */
function told({ role, value: token }: FoundToken, { body, answeredAt: instant }: Answer, other?: number): Told[] {
  if (body === undefined) return [];
  return pointersIn(body).flatMap((at): Told[] => {
    const name = at.split("/").at(-1) ?? "";
    const isOfRefresh = /refresh/i.test(at);
    if (!NAMED.test(name) || isOfRefresh !== (role === "refreshToken")) return [];
    const value = valueAt(body, at);
    const unit = UNIT_OF.find(({ fits }) => fits(value, name))?.unit;
    if (unit !== "seconds") return unit === undefined ? [] : [{ place: { at, as: unit } }];
    const expiry = expiryInJwt(token);
    const secondsInToken = expiry === undefined ? undefined : lifeOfJwt(token, expiry, instant);
    const seen = secondsInToken === undefined ? {} : { secondsInToken };
    const judged = unitOfNumber(Number(value), {
      name,
      role,
      ...seen,
      ...(other !== undefined && { otherSeconds: other }),
    });
    return judged === undefined ? [{ unclear: at }] : [{ place: { at, as: judged } }];
  });
}

function lifeOfJwt(token: string, expiry: number, instant: number): number {
  const { iat } = claimsOf(token) ?? {};
  return (expiry - (typeof iat === "number" ? iat * 1000 : instant)) / 1000;
}

function inToken({ place, value }: FoundToken): Place[] {
  return expiryInJwt(value) === undefined ? [] : [{ ...place, as: "jwt" }];
}

function inCookie({ place }: FoundToken): Place[] {
  return place.cookie === undefined ? [] : [{ cookie: place.cookie, as: "max-age" }];
}
