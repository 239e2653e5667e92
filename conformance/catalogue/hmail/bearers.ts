import type { Variation } from "../../engine/http-caller.ts";
import { expecting } from "../../kit/expect.ts";
import { mapAuthorization } from "../../kit/http.ts";
import { altered, likeBase64, tokenInOtherCase, truncated } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Account } from "../../model/target.ts";
import { atEach, type Resource } from "../common/face.ts";
import type { HmailSession } from "./client.ts";
import { routes, SERVED } from "./routes.ts";

const check = checkFor<HmailSession>();

/** What stands in the place of a good token, made from one. */
type Spoil = (good: string, session: HmailSession) => unknown;

/** One token that is no good, on one route; the control is the token that it was made from. */
function refusing(
  route: Resource<HmailSession>,
  spoil: Spoil,
  variation?: Variation,
  outcomes: readonly string[] = ["unauthorized"],
) {
  return check({
    act: async (session) => {
      const { access } = await session.hmail.authorized(session.account);
      return {
        control: await route(session, access),
        attempt: await route(session, spoil(access, session), variation),
      };
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

/** A token that says whose it is, and is signed by nobody (RFC 7519 §6). */
function unsignedJwt({ username }: Account): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part({ sub: username, username, exp: 4_102_444_800 })}.`;
}

/** The Authorization field made from the account or from the good token, in place of the one that carries the token. */
function carrying(route: Resource<HmailSession>, variation: (account: Account, good: string) => Variation) {
  return check({
    act: async (session) => {
      const { account, hmail } = session;
      const { access } = await hmail.authorized(account);
      return {
        control: await route(session, access),
        attempt: await route(session, access, variation(account, access)),
      };
    },
    control: ({ control }) => expecting(control, ...SERVED),
    judge: ({ attempt }) => expecting(attempt, "unauthorized"),
  });
}

/** Every kind of bad token on one route: a row each. */
export function needsAccessToken(route: Resource<HmailSession>) {
  return {
    "no-token": refusing(route, () => undefined),
    "empty-token": refusing(route, () => ""),
    "garbage-token": refusing(route, () => "garbage"),
    "the-word-null": refusing(route, () => "null"),
    "the-word-undefined": refusing(route, () => "undefined"),
    "letters-beyond-ascii": refusing(route, () => "t\u00f6k\u00e9n", {}, MALFORMED),
    "unsigned-jwt": refusing(route, (_, { account }) => unsignedJwt(account)),
    "two-garbage-fields": refusing(route, () => "garbage", { request: twice }, MALFORMED),
    "user-name-as-token": refusing(route, (_, { account }) => account.username),
    "shorter-token": refusing(route, truncated),
    "one-character-less": refusing(route, (good) => good.replace(/.(=*)$/, "$1")),
    "longer-token": refusing(route, (good) => `${good}AAAA`),
    "altered-at-its-start": refusing(route, (good) => altered(good, "start")),
    "altered-token": refusing(route, (good) => altered(good)),
    "altered-at-its-end": refusing(route, (good) => altered(good, "end")),
    "token-in-other-case": refusing(route, tokenInOtherCase),
    "random-token": refusing(route, (good, { random }) => likeBase64(good, random)),
    "doubled-token": refusing(route, (good) => `${good}, Bearer ${good}`),
    "bad-and-good-token": refusing(route, (good) => `garbage, Bearer ${good}`),
    "garbage-and-good-token": refusing(route, (good) => `garbage ${good}`, {}, MALFORMED),
    "basic-scheme": refusing(route, same, scheme("Basic")),
    "digest-scheme": refusing(route, same, scheme("Digest")),
    "no-scheme": refusing(route, same, { request: bare }, MALFORMED),
    "longer-scheme": refusing(route, same, scheme("BearerX")),
    "garbage-in-lower-case": refusing(route, () => "garbage", scheme("bearer")),
    "basic-credentials": carrying(route, ({ username, password }) => basic(username, password)),
    "token-in-basic-credentials": carrying(route, ({ username }, good) => basic(username, good)),
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
