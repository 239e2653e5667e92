import type { Variation } from "../../engine/http-caller.ts";
import { expecting } from "../../kit/expect.ts";
import { dropHeader, mapAuthorization, withHeader } from "../../kit/http.ts";
import { altered, likeBase64, tokenInOtherCase, truncated } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import { atEach } from "../common/face.ts";
import type { HmailSession } from "./client.ts";
import { routes, SERVED } from "./routes.ts";

const check = checkFor<HmailSession>();

/** What stands in the place of a good token, made from one. */
type Spoil = (good: string, session: HmailSession) => unknown;

type At = keyof typeof routes;

/** A good token on a route, which checks share: the control of those that send it spoilt. */
async function goodToken(session: HmailSession, at: At): Promise<{ access: string; control: Exchange }> {
  const { account, hmail, shared } = session;
  const access = await hmail.access(account);
  const isOfIt = ({ sent }: Exchange) => sent["accessToken"] === access;
  const control = await shared(`${account.username} ${at}`, () => routes[at](session, access, {}), isOfIt);
  return { access, control };
}

/** One token that is no good, on one route; the control is the token that it was made from. */
function refusing(at: At, spoil: Spoil, variation?: Variation, outcomes: readonly string[] = ["unauthorized"]) {
  return check({
    act: async (session) => {
      const { access, control } = await goodToken(session, at);
      return { control, attempt: await routes[at](session, spoil(access, session), variation) };
    },
    control: ({ control }) => expecting(control, ...SERVED),
    judge: ({ attempt }) => expecting(attempt, ...outcomes),
  });
}

/** A field that is no credentials at all may also be refused as a malformed request. */
const MALFORMED = ["unauthorized", "refused"];

const same: Spoil = (good) => good;
const twice = mapAuthorization((value) => [value, value]);
const bare = mapAuthorization((value) => value.replace(/^\w+ /, ""));
const scheme = (name: string) => ({ request: mapAuthorization((value) => value.replace(/^\w+/, name)) });

/** Basic credentials, whatever token the request carries (RFC 7617 §2). */
const basic = (user: string, password: string) => ({
  request: mapAuthorization(() => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`),
});

/** The request with a token in cookies, and nowhere else. */
const inCookies = (token: string) => (request: HttpRequest) =>
  withHeader(
    "cookie",
    ["access_token", "token", "session"].map((name) => `${name}=${token}`).join("; "),
  )(dropHeader("authorization")(request));

/** A token that says whose it is, and is signed by nobody (RFC 7519 §6). */
function unsignedJwt({ username }: Account): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part({ sub: username, username, exp: 4_102_444_800 })}.`;
}

/** The Authorization field made from the account or from the good token, in place of the one that carries the token. */
function carrying(at: At, variation: (account: Account, good: string) => Variation) {
  return check({
    act: async (session) => {
      const { access, control } = await goodToken(session, at);
      return { control, attempt: await routes[at](session, access, variation(session.account, access)) };
    },
    control: ({ control }) => expecting(control, ...SERVED),
    judge: ({ attempt }) => expecting(attempt, "unauthorized"),
  });
}

/** Every kind of bad token on one route: a row each. */
export function needsAccessToken(at: At) {
  return {
    "no-token": refusing(at, () => undefined),
    "empty-token": refusing(at, () => ""),
    "garbage-token": refusing(at, () => "garbage"),
    "the-word-null": refusing(at, () => "null"),
    "the-word-undefined": refusing(at, () => "undefined"),
    "letters-beyond-ascii": refusing(at, () => "t\u00f6k\u00e9n", {}, MALFORMED),
    "unsigned-jwt": refusing(at, (_, { account }) => unsignedJwt(account)),
    "two-garbage-fields": refusing(at, () => "garbage", { request: twice }, MALFORMED),
    "user-name-as-token": refusing(at, (_, { account }) => account.username),
    "shorter-token": refusing(at, truncated),
    "one-character-less": refusing(at, (good) => good.replace(/.(=*)$/, "$1")),
    "longer-token": refusing(at, (good) => `${good}AAAA`),
    "altered-at-its-start": refusing(at, (good) => altered(good, "start")),
    "altered-token": refusing(at, (good) => altered(good)),
    "altered-at-its-end": refusing(at, (good) => altered(good, "end")),
    "token-in-other-case": refusing(at, tokenInOtherCase),
    "random-token": refusing(at, (good, { random }) => likeBase64(good, random)),
    "doubled-token": refusing(at, (good) => `${good}, Bearer ${good}`),
    "bad-and-good-token": refusing(at, (good) => `garbage, Bearer ${good}`),
    "garbage-and-good-token": refusing(at, (good) => `garbage ${good}`, {}, MALFORMED),
    "basic-scheme": refusing(at, same, scheme("Basic")),
    "digest-scheme": refusing(at, same, scheme("Digest")),
    "no-scheme": refusing(at, same, { request: bare }, MALFORMED),
    "longer-scheme": refusing(at, same, scheme("BearerX")),
    "garbage-in-lower-case": refusing(at, () => "garbage", scheme("bearer")),
    "basic-credentials": carrying(at, ({ username, password }) => basic(username, password)),
    "token-in-a-cookie": carrying(at, (_, good) => ({ request: inCookies(good) })),
    "token-in-basic-credentials": carrying(at, ({ username }, good) => basic(username, good)),
  };
}

/** A good token of the wrong kind, on each route. */
export const refusesRefreshToken = atEach(routes, (route) =>
  check({
    act: async (session) => {
      const { access, refresh } = await session.hmail.authorized(session.account);
      return { control: await route(session, access), attempt: await route(session, refresh) };
    },
    control: ({ control }) => expecting(control, ...SERVED),
    judge: ({ attempt }) => expecting(attempt, "unauthorized"),
  }),
);
