import { describe, expectThat } from "../../../kit/expect.ts";
import { statusOf, withMethod } from "../../../kit/http.ts";
import { CLAIMED_TIMES } from "../../../kit/jwt/claimed-times.ts";
import { KEYS_IN_THE_HEADER } from "../../../kit/jwt/keys-in-the-header.ts";
import { OTHER_KEYS } from "../../../kit/jwt/other-keys.ts";
import { SHAPES } from "../../../kit/jwt/shapes.ts";
import { TAMPERED } from "../../../kit/jwt/tampered.ts";
import { UNSIGNED } from "../../../kit/jwt/unsigned.ts";
import { expiryInJwt } from "../../../kit/jwt.ts";
import { altered } from "../../../kit/tokens.ts";
import { checkFor } from "../../../model/check.ts";
import type { Exchange } from "../../../model/exchange.ts";
import type { Catalogue } from "../../catalogue.ts";
import { badTokens } from "../../common/bad-tokens.ts";
import { forgeryChecks } from "../../common/forgeries.ts";
import { numbered } from "../../common/parallel.ts";
import { areRefused, REFUSED, succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";
import { whatIsSet } from "./cookies.ts";
import { face } from "./face.ts";
import { otherSecrets } from "./forged-secrets.ts";
import { isVouchedFor } from "./vouched.ts";

const check = checkFor<AppSession>();
const AN_HOUR_MS = 3_600_000;
/** What clocks that tell whole seconds, and the time that an answer takes, add to a lifetime. */
const SLACK_MS = 5000;

/** Checks of forged tokens where the user is asked for, with no refresh token beside them. */
const forged = forgeryChecks(face, "at-me", {
  refused: REFUSED,
  another: async ({ app }) => (await app.signIn()).accessToken,
});

const { "exp-that-is-over": over, "exp-of-zero": zero, "exp-twice": twice } = CLAIMED_TIMES;
const { "no-exp": noExp, "exp-as-text": asText, "exp-of-another-type": ofAnotherType } = CLAIMED_TIMES;
const { "header-of-another-type": otherHeader, "huge-header": hugeHeader } = SHAPES;
const { "one-segment": one, "two-segments": two, "four-segments": four, "five-segments": five } = SHAPES;
const { "no-alg": noAlg, ...unsigned } = UNSIGNED;
const { "kid-of-another-type": kid, "kid-as-path": kidAsPath, "kid-as-query": kidAsQuery, ...otherKeys } = OTHER_KEYS;
const { "another-rsa-key": anotherKey, "another-algorithm": anotherAlgorithm } = otherKeys;

const bad = badTokens(face, "at-me", { refused: REFUSED, malformed: REFUSED });

/** A bad token, asked for with HEAD. */
const byHead = (spoil: (good: string) => string) =>
  check({
    act: async ({ app }) => {
      const { accessToken } = await app.signIn();
      const request = withMethod("HEAD");
      const attempt = await app.me({ accessToken: spoil(accessToken) }, { request });
      return { control: await app.me({ accessToken }), attempt };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });

const is401 = (token: string | undefined) =>
  check({
    act: async ({ app }) => {
      const { accessToken } = await app.signIn();
      return { control: await app.me({ accessToken }), attempt: await app.me({ accessToken: token }) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => expectThat(statusOf(attempt) === 401, attempt.step, "401", describe(attempt)),
  });

/** Checks of what a signed token is good for at a client app. */
export const jwts = {
  "pattmayne.app-jwt-tells-its-user": {
    "two-users": check({
      act: async ({ app, auth }) => {
        const mine = await app.signIn();
        const first = auth.asked("verifyAuthCode");
        const theirs = await app.signIn();
        const second = auth.asked("verifyAuthCode").slice(first.length);
        return {
          ofTheFirst: await app.me({ accessToken: mine.accessToken }),
          ofTheSecond: await app.me({ accessToken: theirs.accessToken }),
          again: await app.me(mine),
          ...numbered("asked for the first", first),
          ...numbered("asked for the second", second),
        };
      },
      judge: ({ ofTheFirst, ofTheSecond, again, ...asked }) => {
        const of = (name: string) =>
          Object.fromEntries(Object.entries<Exchange>(asked).filter(([step]) => step.includes(name)));
        return [
          ...isVouchedFor(ofTheFirst, of("first")),
          ...isVouchedFor(ofTheSecond, of("second")),
          ...isVouchedFor(again, of("first")),
        ];
      },
    }),
    "same-name-at-two-numbers": check({
      act: async ({ app, auth }) => {
        const { user } = await app.signIn();
        const { accessToken } = await app.signIn(auth.newUser(user.username));
        return {
          use: await app.me({ accessToken }),
          ...numbered("asked", auth.asked("verifyAuthCode").slice(-1)),
        };
      },
      judge: ({ use, ...asked }) => isVouchedFor(use, asked),
    }),
  },
  "pattmayne.app-needs-a-jwt": {
    "no-token": bad["no-token"],
    "empty-token": bad["empty-token"],
    "garbage-token": bad["garbage-token"],
    "the-word-null": bad["the-word-null"],
    "the-word-undefined": bad["the-word-undefined"],
    "user-name-as-token": bad["user-name-as-token"],
    "shorter-token": bad["shorter-token"],
    "one-character-less": bad["one-character-less"],
    "random-token": bad["random-token"],
    ...forged.refusing({ "one-segment": one }),
    "asked-for-its-head": byHead(() => "garbage"),
  },
  "pattmayne.app-missing-jwt-is-401": { "no-token": is401(undefined), "garbage-token": is401("garbage") },
  "pattmayne.app-jwt-lives-minutes": whatIsSet(({ step, taken, startedAt }) => {
    if (taken["accessToken"] === undefined) return [];
    const expiry = expiryInJwt(taken["accessToken"]) ?? Number.NaN;
    const lifetime = expiry - startedAt;
    const fine = lifetime > -SLACK_MS && lifetime < AN_HOUR_MS + SLACK_MS;
    const actual = Number.isNaN(expiry) ? "no exp" : `${Math.round(lifetime / 1000)} s`;
    return expectThat(fine, step, "an exp within an hour", actual);
  }),
  "pattmayne.app-expired-jwt-is-refused": {
    "after-expiry": check({
      needs: ["short-access-lifetime"],
      act: async ({ app }) => {
        const { accessToken, from } = await app.signIn();
        const control = await app.me({ accessToken });
        await app.expired(from);
        return { control, attempt: await app.me({ accessToken }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "asked-for-its-head": check({
      needs: ["short-access-lifetime"],
      act: async ({ app }) => {
        const { accessToken, from } = await app.signIn();
        const control = await app.me({ accessToken });
        await app.expired(from);
        return { control, attempt: await app.me({ accessToken }, { request: withMethod("HEAD") }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "beside-a-garbage-refresh-token": check({
      needs: ["short-access-lifetime"],
      act: async ({ app, newSecret }) => {
        const { accessToken, from } = await app.signIn();
        const control = await app.me({ accessToken });
        await app.expired(from);
        const unknown = await app.me({ accessToken, refreshToken: newSecret("refreshToken", 43) });
        const attempts = [unknown, await app.me({ accessToken, refreshToken: "garbage" })];
        return { control, ...numbered("attempt", attempts) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: _, ...attempts }) => areRefused(...Object.values<Exchange>(attempts)),
    }),
    ...forged.refusing({ "exp-that-is-over": over, "exp-of-zero": zero, "exp-twice": twice }),
  },
  "pattmayne.app-jwt-without-expiry-is-refused": forged.refusing({
    "no-exp": noExp,
    "exp-as-text": asText,
    "exp-of-another-type": ofAnotherType,
  }),
  "pattmayne.app-tampered-jwt-is-refused": {
    ...forged.refusing({
      ...TAMPERED,
      "header-of-another-type": otherHeader,
      "huge-header": hugeHeader,
      "no-alg": noAlg,
      "four-segments": four,
      "five-segments": five,
    }),
    "longer-token": bad["longer-token"],
    "asked-for-its-head": byHead((good) => altered(good)),
  },
  "pattmayne.app-unsigned-jwt-is-refused": forged.refusing({ ...unsigned, "two-segments": two }),
  "pattmayne.app-foreign-secret-is-refused": {
    ...otherSecrets,
    ...forged.refusing({ "another-rsa-key": anotherKey, "another-algorithm": anotherAlgorithm }),
  },
  "pattmayne.app-header-selects-no-key": forged.refusing({
    ...KEYS_IN_THE_HEADER,
    "kid-of-another-type": kid,
    "kid-as-path": kidAsPath,
    "kid-as-query": kidAsQuery,
  }),
  "pattmayne.app-refresh-token-is-no-jwt": {
    "right-after-a-login": check({
      act: async ({ app }) => {
        const { accessToken, refreshToken } = await app.signIn();
        const control = await app.me({ accessToken });
        return { control, attempt: await app.me({ accessToken: refreshToken }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
