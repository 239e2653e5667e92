import type { Variation } from "../../engine/http-caller.ts";
import type { Session } from "../../engine/session.ts";
import { expecting } from "../../kit/expect.ts";
import { mapAuthorization, withHeader } from "../../kit/http.ts";
import { claimsOf } from "../../kit/jwt.ts";
import { altered, alteredClaims, likeBase64, reordered, tokenInOtherCase, truncated } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Circumstance } from "../circumstances.ts";
import type { Face } from "./face.ts";

/** What stands in the place of a good token, made from one. */
type Spoil = (good: string, session: Session) => unknown;

const same: Spoil = (good) => good;
const twice = mapAuthorization((value) => [value, value]);
const bare = mapAuthorization((value) => value.replace(/^\w+ /, ""));
const scheme = (name: string) => ({ request: mapAuthorization((value) => value.replace(/^\w+/, name)) });

/** Basic credentials, whatever token the request carries (RFC 7617 §2). */
const basic = (user: string, password: string) => ({
  request: mapAuthorization(() => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`),
});

/** The request with a token in cookies, and nowhere else. */
const inCookies = (token: string) =>
  withHeader("cookie", ["access_token", "token", "session"].map((name) => `${name}=${token}`).join("; "));

/** A token that says whose it is, and is signed by nobody (RFC 7519 §6). */
function unsignedJwt({ username }: Account): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part({ sub: username, username, exp: 4_102_444_800 })}.`;
}

/** What a bad token is answered with: as such, and where its field is no credentials at all. */
export interface Refusals {
  readonly refused: readonly string[];
  readonly malformed: readonly string[];
}

/** The claims of a JWT under a header that asks for no signature (RFC 8725 §2.1); nothing for another token. */
function unsignedOf(token: string): string | undefined {
  if (claimsOf(token) === undefined) return undefined;
  const [header = "", claims] = token.split(".");
  const { typ } = JSON.parse(Buffer.from(header, "base64url").toString("utf8")) as { typ?: unknown };
  return `${Buffer.from(JSON.stringify({ typ, alg: "none" })).toString("base64url")}.${claims}.`;
}

/** Checks that a resource needs a token: every kind of bad one, a row each; the control is the good one it was made from. */
export function badTokens<S extends Session, At extends Circumstance>(
  face: Face<S, At>,
  at: At,
  { refused, malformed }: Refusals,
) {
  const check = checkFor<S>();
  const resource = face.resources[at];

  /** A good token, which checks share. */
  const goodToken = async (session: S): Promise<{ access: string; control: Exchange }> => {
    const { account, shared } = session;
    const access = await face.access(session, account);
    const isOfIt = ({ sent }: Exchange) => sent["accessToken"] === access;
    const control = await shared(`${account.username} ${at}`, () => resource(session, access), isOfIt);
    return { access, control };
  };

  const trying = (
    attempt: (session: S, good: string) => Promise<Exchange>,
    outcomes: readonly string[],
    needs: readonly Need[],
  ) =>
    check({
      needs,
      act: async (session) => {
        const { access, control } = await goodToken(session);
        return { control, attempt: await attempt(session, access) };
      },
      control: ({ control }) => expecting(control, ...face.authorized),
      judge: ({ attempt }) => expecting(attempt, ...outcomes),
    });
  const refusing = (spoil: Spoil, outcomes = refused) =>
    trying((session, good) => resource(session, spoil(good, session)), outcomes, []);
  /** What stands in the field Authorization, or beside it. */
  const spelling = (variation: Variation, spoil: Spoil = same, outcomes = refused) =>
    trying((session, good) => resource(session, spoil(good, session), variation), outcomes, ["bearer-tokens"]);
  const carrying = (variation: (account: Account, good: string) => Variation) =>
    trying((session, good) => resource(session, good, variation(session.account, good)), refused, ["bearer-tokens"]);

  return {
    "no-token": refusing(() => undefined),
    "empty-token": refusing(() => "", malformed),
    "garbage-token": refusing(() => "garbage"),
    "the-word-null": refusing(() => "null"),
    "the-word-undefined": refusing(() => "undefined"),
    "letters-beyond-ascii": refusing(() => "t\u00f6k\u00e9n", malformed),
    "unsigned-jwt": refusing((_, { account }) => unsignedJwt(account)),
    "two-garbage-fields": spelling({ request: twice }, () => "garbage", malformed),
    "user-name-as-token": refusing((_, { account }) => account.username),
    "shorter-token": refusing(truncated),
    "one-character-less": refusing((good) => good.replace(/.(=*)$/, "$1")),
    "long-token": refusing((good) => `${good}${"A".repeat(3000)}`, malformed),
    "longer-token": refusing((good) => good.replace(/(=*)$/, "AAAA$1")),
    "altered-at-its-start": refusing((good) => altered(good, "start")),
    "altered-token": refusing((good) => altered(good)),
    "altered-at-its-end": refusing((good) => altered(good, "end")),
    "altered-claims": refusing(alteredClaims),
    "unsigned-claims": refusing((good, { account }) => unsignedOf(good) ?? unsignedJwt(account)),
    "reordered-token": refusing(reordered),
    "token-in-other-case": refusing(tokenInOtherCase),
    "random-token": refusing((good, { random }) => likeBase64(good, random)),
    "doubled-token": spelling({}, (good) => `${good}, Bearer ${good}`, malformed),
    "bad-and-good-token": spelling({}, (good) => `garbage, Bearer ${good}`, malformed),
    "garbage-and-good-token": spelling({}, (good) => `garbage ${good}`, malformed),
    "basic-scheme": spelling(scheme("Basic")),
    "digest-scheme": spelling(scheme("Digest")),
    "no-scheme": spelling({ request: bare }, same, malformed),
    "token-scheme": spelling(scheme("Token")),
    "longer-scheme": spelling(scheme("BearerX")),
    "garbage-in-lower-case": trying(
      // Right behind the good token, which a careless reader may still hold.
      async (session, good) => {
        await resource(session, good);
        return resource(session, "garbage", scheme("bearer"));
      },
      refused,
      ["bearer-tokens"],
    ),
    "basic-credentials": carrying(({ username, password }) => basic(username, password)),
    "token-in-a-cookie": trying(
      (session, good) => resource(session, undefined, { request: inCookies(good) }),
      refused,
      ["header-tokens"],
    ),
    "token-in-basic-credentials": carrying(({ username }, good) => basic(username, good)),
  };
}
