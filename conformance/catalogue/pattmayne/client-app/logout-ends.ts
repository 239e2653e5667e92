import { expectThat } from "../../../kit/expect.ts";
import { withBody, withQuery } from "../../../kit/http.ts";
import { checkFor } from "../../../model/check.ts";
import type { Evidence, Exchange, HttpRequest } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { numbered } from "../../common/parallel.ts";
import { succeed } from "../outcomes.ts";
import type { AppSession, AppUser } from "./client.ts";
import { granted, toldBy } from "./witness.ts";

const check = checkFor<AppSession>();
const needs = ["short-access-lifetime"] as const;

/** A logout, and what the auth app was asked by the time that it was confirmed. */
async function logOut(
  { app, auth }: AppSession,
  user: AppUser,
  request?: (request: HttpRequest) => HttpRequest,
  redemptions = auth.asked("verifyAuthCode"),
) {
  const logout = await app.logout(user, request && { request });
  return { logout, ...numbered("asked", [...redemptions, ...auth.asked("extLogout")]) };
}

/** The user is logged out everywhere, and nobody else. */
const endsItsUser = (vary: (session: AppSession) => Promise<((request: HttpRequest) => HttpRequest) | undefined>) =>
  check({
    act: async (session) => {
      const request = await vary(session);
      const user = await session.app.signIn();
      return { from: user.from, ...(await logOut(session, user, request)) };
    },
    control: ({ from }) => succeed(from),
    judge: ({ from: _, logout, ...others }) => [...succeed(logout), ...isToldOf(logout, others)],
  });

/** Checks of what a logout at a client app ends. */
export const logoutEnds = {
  "pattmayne.app-logout-ends-every-session": {
    "right-after-a-login": endsItsUser(async () => undefined),
    "behind-another-user": check({
      act: async (session) => {
        const { app, auth } = session;
        const user = await app.signIn();
        const redemptions = auth.asked("verifyAuthCode");
        const behind = await app.signIn();
        return { from: behind.from, ...(await logOut(session, user, undefined, redemptions)) };
      },
      control: ({ from }) => succeed(from),
      judge: ({ from: _, logout, ...others }) => [...succeed(logout), ...isToldOf(logout, others)],
    }),
    "another-user-in-the-request": endsItsUser(async ({ app }) => {
      const { user } = await app.signIn();
      const id = String(user.userId);
      return (request) =>
        withQuery({ user_id: id, userId: id, sub: id })(withBody(JSON.stringify({ user_id: user.userId }))(request));
    }),
    "after-expiry": check({
      needs,
      act: async (session) => {
        const user = await session.app.stale();
        return { from: user.from, ...(await logOut(session, user)) };
      },
      control: ({ from }) => succeed(from),
      judge: ({ from: _, logout, ...others }) => [...succeed(logout), ...isToldOf(logout, others)],
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

/** Finds fault with a logout of which the auth app was not told, or as another user's than the last who logged in. */
function isToldOf({ step }: Exchange, others: Evidence): readonly Finding[] {
  const questions = granted(others);
  const last = questions.filter((each) => toldBy(each, "username") !== undefined).at(-1);
  const ended = questions.filter((each) => toldBy(each, "logout") !== undefined).map(({ sent }) => sent["userId"]);
  const own = last && toldBy(last, "user_id");
  const [other] = ended.filter((userId) => userId !== own);
  return [
    ...expectThat(ended.includes(own), step, `a logout of the user ${own} at the auth app`, ended.join(", ") || "none"),
    ...expectThat(other === undefined, step, `a logout of nobody but the user ${own}`, String(other)),
  ];
}
