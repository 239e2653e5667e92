import { expectThat } from "../../../kit/expect.ts";
import { withMethod } from "../../../kit/http.ts";
import { checkFor } from "../../../model/check.ts";
import type { Evidence, Exchange } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { numbered } from "../../common/parallel.ts";
import { succeed } from "../outcomes.ts";
import type { AppSession, AppUser } from "./client.ts";
import { isNotRenewed } from "./renewing.ts";
import { granted, toldBy } from "./witness.ts";

const check = checkFor<AppSession>();
const needs = ["short-access-lifetime"] as const;

/** What ends a session, after which its expired token is not renewed any more; another session's is. */
const isOver = (end: (session: AppSession, user: AppUser) => Promise<unknown>, method = "GET") =>
  check({
    needs,
    act: async (session) => {
      const { app } = session;
      const [ended, living] = [await app.signIn(), await app.signIn()];
      await end(session, ended);
      await app.expired(ended.from, living.from);
      const control = await app.me(living);
      const attempt = await app.me(ended, method === "GET" ? {} : { request: withMethod(method) });
      return { from: ended.from, control, attempt };
    },
    control: ({ control }) => succeed(control),
    judge: ({ from, attempt }) => isNotRenewed(attempt, from),
  });

/** Checks of renewals when the session, or the refresh token, has ended. */
export const ended = {
  "pattmayne.app-ended-session-is-not-renewed": {
    "after-a-logout-elsewhere": isOver(async ({ auth }, { user }) => auth.logOut(user)),
    "after-its-own-logout": isOver(async ({ app }, user) => app.logout(user)),
    "after-another-browsers-logout": isOver(async ({ app }, { user }) => app.logout(await app.signIn(user))),
    "asked-for-its-head": isOver(async ({ auth }, { user }) => auth.logOut(user), "HEAD"),
  },
  "pattmayne.app-exchanged-token-is-set": {
    "after-the-refresh-tokens-expiry": check({
      needs,
      act: async ({ app, auth }) => {
        const user = await app.stale();
        auth.expire(user.refreshToken);
        const attempt = await app.me(user);
        const exchanges = auth.asked("extRefresh");
        const { accessToken, refreshToken } = attempt.taken;
        const use = await app.me({ accessToken: accessToken ?? "none" });
        const [redemption, exchange] = [auth.asked("verifyAuthCode"), numbered("exchange", exchanges)];
        if (typeof accessToken !== "string") return { from: user.from, attempt, use, ...exchange };
        await app.expired(attempt);
        const later = await app.me({ accessToken, refreshToken });
        return { from: user.from, attempt, use, later, ...exchange, ...numbered("redemption", redemption) };
      },
      control: ({ from }) => succeed(from),
      judge: ({ attempt, use, later, ...others }: Evidence & Record<"attempt" | "use", Exchange>) =>
        usesWhatItWasGiven({ attempt, use, later }, others),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

/** Finds fault with a new refresh token that the auth app gave, and that is not set, or whose user is not served. */
function usesWhatItWasGiven(
  { attempt, use, later }: { attempt: Exchange; use: Exchange; later: Exchange | undefined },
  others: Evidence,
): readonly Finding[] {
  const given = granted(others).filter(
    (each) => toldBy(each, "refresh_token") !== undefined && each.sent["code"] === undefined,
  );
  const [exchange] = given;
  // A client app may leave it to the next login.
  if (!exchange) return [];
  const { accessToken, refreshToken } = attempt.taken;
  const old = exchange.sent["refreshToken"];
  return [
    ...succeed(attempt),
    ...expectThat(typeof accessToken === "string", attempt.step, "a new signed token", "none"),
    ...expectThat(
      typeof refreshToken === "string" && refreshToken !== old,
      attempt.step,
      "the new refresh token in its cookie",
      refreshToken === undefined ? "none" : "the old one",
    ),
    ...succeed(use, later),
  ];
}
