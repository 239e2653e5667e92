import { parseJson, pointersIn, valueAt } from "../kit/json-pointer.ts";
import { expiryInJwt } from "../kit/jwt.ts";
import type { HttpResponse } from "../model/exchange.ts";
import type { Place, Unit } from "../model/wire.ts";
import { answeredAt, takeFrom } from "../targets/wire/places.ts";
import type { FoundToken } from "./tokens.ts";

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

/** Where an answer says how long a token lives, the surest first: beside it, in it, with its cookie. */
export function lifetimeOf(token: FoundToken, response: HttpResponse, receivedAt: number): Place | undefined {
  const answer = { response, body: parseJson(response.body), answeredAt: answeredAt(response, receivedAt) };
  const places = [...told(token, answer.body), ...inToken(token), ...inCookie(token)];
  return places.find((place) => {
    const { seconds } = takeFrom({ seconds: place }, answer);
    return typeof seconds === "number" && seconds > 0;
  });
}

/** Members of the body that are lifetimes by their name. One that names no token is of the access token. */
function told({ role }: FoundToken, body: unknown): Place[] {
  if (body === undefined) return [];
  return pointersIn(body).flatMap((at) => {
    const name = at.split("/").at(-1) ?? "";
    const isOfRefresh = /refresh/i.test(at);
    if (!NAMED.test(name) || isOfRefresh !== (role === "refreshToken")) return [];
    const value = valueAt(body, at);
    const unit = UNIT_OF.find(({ fits }) => fits(value, name))?.unit;
    return unit === undefined ? [] : [{ at, as: unit }];
  });
}

function inToken({ place, value }: FoundToken): Place[] {
  return expiryInJwt(value) === undefined ? [] : [{ ...place, as: "jwt" }];
}

function inCookie({ place }: FoundToken): Place[] {
  return place.cookie === undefined ? [] : [{ cookie: place.cookie, as: "max-age" }];
}
