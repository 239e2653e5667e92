import { describe, expect, it } from "vitest";
import type { Header, HttpResponse } from "../model/exchange.ts";
import { tokensOf } from "./assigned.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const OPAQUE = "Zk3vQ9xL0aTb7WmE2pRs";
const OTHER = "Yd8uN4cJ6hGf1KqV5iOz";
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (claims: object) => `${part({ alg: "HS256" })}.${part(claims)}.c2lnbmF0dXJlLW9mLWl0`;
const seconds = NOW / 1000;
const spelling = { method: "POST", path: "/login" };

function read(body: unknown, ...headers: Header[]) {
  const response: HttpResponse = {
    kind: "http",
    status: 200,
    headers,
    body: body === undefined ? "" : JSON.stringify(body),
  };
  const { access, refresh, accessExpiresIn, refreshExpiresIn } =
    tokensOf({ spelling, response, body, receivedAt: NOW })?.tokens ?? {};
  return [access?.place, refresh?.place, accessExpiresIn, refreshExpiresIn];
}

describe("the tokens of an answer, and how long they live", () => {
  it.each<[string, unknown, Header[], unknown[]]>([
    [
      "OAuth's names",
      { access_token: OPAQUE, refresh_token: OTHER, expires_in: 300, refresh_expires_in: 600, id_token: jwt({}) },
      [],
      [
        { at: "/access_token" },
        { at: "/refresh_token" },
        { at: "/expires_in", as: "seconds" },
        { at: "/refresh_expires_in", as: "seconds" },
      ],
    ],
    [
      "names deep in the body",
      { data: { access: { jwt: OPAQUE, exp: seconds + 3 }, refresh: { value: OTHER, ttlMs: 6000 } } },
      [],
      [
        { at: "/data/access/jwt" },
        { at: "/data/refresh/value" },
        { at: "/data/access/exp", as: "epoch-seconds" },
        { at: "/data/refresh/ttlMs", as: "milliseconds" },
      ],
    ],
    [
      "JWTs that say themselves what they are, and when they end",
      { a: jwt({ token_type: "refresh", exp: seconds + 9 }), b: jwt({ token_type: "access", exp: seconds + 3 }) },
      [],
      [{ at: "/b" }, { at: "/a" }, { at: "/b", as: "jwt" }, { at: "/a", as: "jwt" }],
    ],
    [
      "JWTs of which one lives longer",
      [jwt({ exp: seconds + 3 }), jwt({ exp: seconds + 9 })],
      [],
      [{ at: "/0" }, { at: "/1" }, { at: "/0", as: "jwt" }, { at: "/1", as: "jwt" }],
    ],
    [
      "fields, one behind a scheme",
      {},
      [
        ["Authorization", `Bearer ${OPAQUE}`],
        ["X-Refresh-Token", OTHER],
        ["X-CSRF-Token", `${OPAQUE}csrf`],
      ],
      [{ header: "authorization", behind: "Bearer " }, { header: "x-refresh-token" }, undefined, undefined],
    ],
    [
      "cookies, by their name or since no script may read them",
      undefined,
      [
        ["Set-Cookie", `mine=${OPAQUE}; HttpOnly; Max-Age=60`],
        ["Set-Cookie", `refresh=${OTHER}; HttpOnly; Path=/auth/refresh`],
        ["Set-Cookie", `lang=${OPAQUE}en`],
      ],
      [{ cookie: "mine" }, { cookie: "refresh" }, { cookie: "mine", as: "max-age" }, undefined],
    ],
    [
      "instants as dates and as milliseconds",
      { token: OPAQUE, expiresAt: "2026-03-01T12:05:00Z", refreshToken: OTHER, refreshExpiresAt: NOW + 9000 },
      [],
      [
        { at: "/token" },
        { at: "/refreshToken" },
        { at: "/expiresAt", as: "iso8601" },
        { at: "/refreshExpiresAt", as: "epoch-milliseconds" },
      ],
    ],
    [
      "a user's data",
      { user: { email: "a@b", avatar: `https://x/${OPAQUE}`, name: OPAQUE } },
      [],
      Array(4).fill(undefined),
    ],
    [
      "a word and a path",
      { token: "unauthorized-request", session: "/somewhere/else/entirely" },
      [],
      Array(4).fill(undefined),
    ],
  ])("are found by %s", (_, body, headers, places) => {
    expect(read(body, ...headers)).toEqual(places);
  });

  it.each([
    ["milliseconds, as the JWT beside it says", jwt({ iat: seconds, exp: seconds + 900 }), "milliseconds"],
    ["the JWT's, which says another", jwt({ iat: seconds, exp: seconds + 60 }), "jwt"],
    ["nothing, where the token says nothing", OPAQUE, undefined],
  ])("are told in a number that may mean either: %s", (_, token, as) => {
    const [, , expiry] = read({ access_token: token, expires: 900_000 });
    expect((expiry as { as?: string } | undefined)?.as).toBe(as);
  });

  it("may be told to have ended already, which tells nothing", () => {
    expect(read({ token: OPAQUE, expires_at: seconds - 5 })).toEqual([
      { at: "/token" },
      undefined,
      undefined,
      undefined,
    ]);
  });
});
