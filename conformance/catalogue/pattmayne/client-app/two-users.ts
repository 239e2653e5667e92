import { describe, expectSame, expectThat } from "../../../kit/expect.ts";
import { dropHeader, withHeader } from "../../../kit/http.ts";
import { tokenCookies } from "../../../kit/set-cookies.ts";
import { checkFor } from "../../../model/check.ts";
import type { Exchange, HttpRequest } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { areRefused, succeed } from "../outcomes.ts";
import type { AppSession, AppUser } from "./client.ts";

const check = checkFor<AppSession>();

/** A cookie of a user, as a browser sends it. */
function cookieOf({ from }: AppUser, role: "accessToken" | "refreshToken"): string {
  const cookie = tokenCookies(from).find(({ value }) =>
    [value, decodeURIComponent(value)].includes(from.taken[role] as string),
  );
  return cookie ? `${cookie.name}=${cookie.value}` : "";
}

const withCookies = (cookies: readonly string[]) => (request: HttpRequest) =>
  withHeader("cookie", cookies.join("; "))(dropHeader("cookie")(request));

/** The request is asked with one cookie of each kind of its own, and with one more of somebody else. */
const withOneMore = (order: (mine: AppUser, theirs: AppUser) => readonly string[]) =>
  check({
    needs: ["short-access-lifetime"],
    act: async ({ app }) => {
      const [mine, theirs] = [await app.signIn(), await app.signIn()];
      const [me, them] = [await app.me(mine), await app.me(theirs)];
      await app.expired(mine.from, theirs.from);
      const attempt = await app.me({}, { request: withCookies(order(mine, theirs)) });
      const use = await app.me({ accessToken: attempt.taken["accessToken"] });
      return { me, them, attempt, use, control: await app.me(mine) };
    },
    control: ({ me, them, control }) => succeed(me, them, control),
    judge: ({ me, attempt, use }) => (attempt.outcome === "success" ? areAbout(me, attempt, use) : []),
  });

/** Checks of cookies of two users in one request. */
export const cookiesOfTwo = {
  "pattmayne.app-cookies-of-two-users-never-mix": {
    "expired-token-beside-anothers-refresh-token": check({
      needs: ["short-access-lifetime"],
      act: async ({ app }) => {
        const [mine, theirs] = [await app.signIn(), await app.signIn()];
        await app.expired(mine.from, theirs.from);
        const attempt = await app.me({ accessToken: mine.accessToken, refreshToken: theirs.refreshToken });
        return { attempt, control: await app.me(mine), theirs: await app.me(theirs) };
      },
      control: ({ control, theirs }) => succeed(control, theirs),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "good-token-beside-anothers-refresh-token": check({
      act: async ({ app }) => {
        const [mine, theirs] = [await app.signIn(), await app.signIn()];
        const control = await app.me(mine);
        const attempt = await app.me({ accessToken: mine.accessToken, refreshToken: theirs.refreshToken });
        return { control, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, attempt }) => (attempt.outcome === "success" ? areAbout(control, attempt) : []),
    }),
    "refresh-cookie-of-another-before-the-own": withOneMore((mine, theirs) => [
      cookieOf(mine, "accessToken"),
      cookieOf(theirs, "refreshToken"),
      cookieOf(mine, "refreshToken"),
    ]),
    "refresh-cookie-of-another-behind-the-own": withOneMore((mine, theirs) => [
      cookieOf(mine, "accessToken"),
      cookieOf(mine, "refreshToken"),
      cookieOf(theirs, "refreshToken"),
    ]),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

/** Finds fault with an answer about another user. */
function areAbout(own: Exchange, ...answers: readonly Exchange[]): readonly Finding[] {
  return answers.flatMap((answer) => [
    ...expectThat(answer.outcome === "success", answer.step, "success", describe(answer)),
    ...expectSame(answer, "username", own.taken["username"]),
  ]);
}
