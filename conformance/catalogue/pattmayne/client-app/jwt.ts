import { describe, expectThat } from "../../../kit/expect.ts";
import { statusOf, withMethod } from "../../../kit/http.ts";
import { CLAIMED_TIMES } from "../../../kit/jwt/claimed-times.ts";
import { expiryInJwt } from "../../../kit/jwt.ts";
import { checkFor } from "../../../model/check.ts";
import type { Exchange } from "../../../model/exchange.ts";
import type { Catalogue } from "../../catalogue.ts";
import { numbered } from "../../common/parallel.ts";
import { areRefused, succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";
import { whatIsSet } from "./cookies.ts";
import { forged } from "./forgeries.ts";
import { isVouchedFor } from "./vouched.ts";

const check = checkFor<AppSession>();
const AN_HOUR_MS = 3_600_000;
/** What clocks that tell whole seconds, and the time that an answer takes, add to a lifetime. */
const SLACK_MS = 5000;

const { "exp-that-is-over": over, "exp-of-zero": zero, "exp-twice": twice } = CLAIMED_TIMES;
const { "no-exp": noExp, "exp-as-text": asText, "exp-of-another-type": ofAnotherType } = CLAIMED_TIMES;

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
  "pattmayne.app-missing-jwt-is-401": { "no-token": is401(undefined), "garbage-token": is401("garbage") },
  "pattmayne.app-jwt-lives-minutes": whatIsSet(({ step, taken, startedAt }, { clockAheadMs }) => {
    if (taken["accessToken"] === undefined) return [];
    const expiry = expiryInJwt(taken["accessToken"]) ?? Number.NaN;
    const lifetime = expiry - startedAt - clockAheadMs;
    const fine = lifetime > 0 && lifetime < AN_HOUR_MS + SLACK_MS;
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
