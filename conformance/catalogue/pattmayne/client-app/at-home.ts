import { withMethod } from "../../../kit/http.ts";
import { checkFor } from "../../../model/check.ts";
import type { Exchange } from "../../../model/exchange.ts";
import type { Catalogue } from "../../catalogue.ts";
import { numbered } from "../../common/parallel.ts";
import { succeed } from "../outcomes.ts";
import { otherwise } from "./answers.ts";
import type { AppSession, AppUser } from "./client.ts";
import { expectNothingAsked } from "./expectations.ts";
import { asked } from "./witness.ts";

const check = checkFor<AppSession>();

/** Uses of a good signed token, because of which nothing is asked. */
const asksNothing = (use: (session: AppSession, user: AppUser) => Promise<readonly Exchange[]>) => ({
  act: async (session: AppSession) => {
    const user = await session.app.signIn();
    const before = session.auth.asked().length;
    const uses = await use(session, user);
    return { from: user.from, ...numbered("use", uses), ...numbered("asked", session.auth.asked().slice(before)) };
  },
  control: ({ from }: { from: Exchange }) => succeed(from),
  judge: ({ from: _, ...evidence }: { from: Exchange; [step: string]: Exchange }) => {
    const questions = asked(evidence);
    const uses = Object.values(evidence).filter((each) => !questions.includes(each));
    // Not every app answers HEAD.
    const served = uses.filter(({ request }) => !("method" in request && request.method === "HEAD"));
    return [...succeed(...served), ...uses.slice(0, 1).flatMap((each) => expectNothingAsked(each, questions))];
  },
});

/** Checks that a good signed token needs nobody else. */
export const atHome = {
  "pattmayne.app-jwt-is-verified-at-home": {
    "right-after-a-login": check(asksNothing(async ({ app }, user) => [await app.me(user)])),
    "tenth-use": check(
      asksNothing(async ({ app }, user) => {
        const uses: Exchange[] = [];
        for (let count = 0; count < 10; count++) uses.push(await app.me(user));
        return uses;
      }),
    ),
    "asked-for-its-head": check(
      asksNothing(async ({ app }, user) => [await app.me(user, { request: withMethod("HEAD") })]),
    ),
    "half-its-life-later": check({
      needs: ["short-access-lifetime"],
      ...asksNothing(async ({ app, left, until, targetNow }, user) => {
        await until(targetNow() + left(app.expiryOf(user.from)) / 2, 0);
        return [await app.me(user)];
      }),
    }),
    "while-the-auth-app-is-down": check(
      asksNothing(async ({ app, auth }, user) => {
        auth.answer("checkRefresh", otherwise.nothing);
        auth.answer("extRefresh", otherwise.nothing);
        return [await app.me(user)];
      }),
    ),
    "good-token-after-a-logout-elsewhere": check(
      asksNothing(async ({ app, auth }, user) => {
        auth.logOut(user.user);
        return [await app.me(user)];
      }),
    ),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
