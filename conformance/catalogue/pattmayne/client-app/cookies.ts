import { expectThat } from "../../../kit/expect.ts";
import { httpResponse } from "../../../kit/http.ts";
import { isFieldText } from "../../../kit/prepared.ts";
import { type SetCookie, tokenCookies } from "../../../kit/set-cookies.ts";
import { checkFor, type Given } from "../../../model/check.ts";
import type { Exchange } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";

const check = checkFor<AppSession>();

/** What is set by a callback, by a renewal, and by one that comes with another refresh token. */
export function whatIsSet(judge: (answer: Exchange, given: Given) => readonly Finding[]) {
  return {
    "fresh-login": check({
      act: async ({ app }) => ({ answer: (await app.signIn()).from }),
      control: ({ answer }) => succeed(answer),
      judge: ({ answer }, given) => judge(answer, given),
    }),
    "renewed-cookies": check({
      needs: ["short-access-lifetime"],
      act: async ({ app }) => ({ answer: await app.me(await app.stale()) }),
      control: ({ answer }) => succeed(answer),
      judge: ({ answer }, given) => judge(answer, given),
    }),
    "exchanged-cookies": check({
      needs: ["short-access-lifetime"],
      act: async ({ app, auth }) => {
        const user = await app.stale();
        auth.expire(user.refreshToken);
        return { answer: await app.me(user) };
      },
      // A client app may leave it to the next login.
      judge: ({ answer }, given) => judge(answer, given),
    }),
  };
}

const everyCookie = (judge: (cookie: SetCookie, step: string) => readonly Finding[]) =>
  whatIsSet((answer) => tokenCookies(answer).flatMap((cookie) => judge(cookie, answer.step)));

const having = (attribute: string) =>
  everyCookie(({ name, attributes }, step) => {
    const seen = [...attributes.keys()].join(", ") || "no attribute";
    return expectThat(attributes.has(attribute), step, `${attribute} on the cookie ${name}`, seen);
  });

/** Checks of the cookies of a client app. */
export const cookies = {
  "pattmayne.app-cookies-are-secure": having("secure"),
  "pattmayne.app-cookies-are-http-only": having("httponly"),
  "pattmayne.app-cookies-are-same-site": everyCookie(({ name, attributes }, step) => {
    const value = attributes.get("samesite")?.toLowerCase() ?? "none at all";
    return expectThat(["lax", "strict"].includes(value), step, `SameSite=Lax or Strict on the cookie ${name}`, value);
  }),
  "pattmayne.app-cookie-tokens-stand-in-no-body": {
    "fresh-login": check({
      act: async ({ app }) => {
        const user = await app.signIn();
        const use = await app.me(user);
        return { from: user.from, use, logout: await app.logout(user) };
      },
      control: ({ from, use }) => succeed(from, use),
      judge: ({ from, use, logout }) => showNoTokensOf([from], from, use, logout),
    }),
    "renewed-cookies": check({
      needs: ["short-access-lifetime"],
      act: async ({ app }) => {
        const user = await app.stale();
        return { from: user.from, renewal: await app.me(user) };
      },
      control: ({ renewal }) => succeed(renewal),
      judge: ({ from, renewal }) => showNoTokensOf([from, renewal], renewal),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

/** Finds fault with each body in which a token is that some answers set into cookies. */
function showNoTokensOf(setting: readonly Exchange[], ...answers: readonly Exchange[]): readonly Finding[] {
  const roles = ["accessToken", "refreshToken"] as const;
  return answers.flatMap((answer) =>
    roles.flatMap((role) => {
      const tokens = setting.map(({ taken }) => taken[role]).filter(isFieldText);
      const body = httpResponse(answer)?.body ?? "";
      return expectThat(!tokens.some((token) => body.includes(token)), answer.step, `no ${role} in the body`, "it");
    }),
  );
}
