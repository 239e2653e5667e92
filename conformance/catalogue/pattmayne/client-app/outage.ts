import { describe, expectThat } from "../../../kit/expect.ts";
import { checkFor } from "../../../model/check.ts";
import type { Exchange } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { numbered } from "../../common/parallel.ts";
import { succeed } from "../outcomes.ts";
import { type Answer, json, otherwise } from "./answers.ts";
import type { AppSession } from "./client.ts";

const check = checkFor<AppSession>();

/** Answers to the question whether a refresh token is valid, none of which says so; afterwards it is renewed again. */
const renewsNothing = (...answers: readonly Answer[]) =>
  check({
    needs: ["short-access-lifetime"],
    act: async ({ app, auth }) => {
      const user = await app.stale();
      const attempts: Exchange[] = [];
      // It might be had by its other name.
      auth.answer("extRefresh", answers[0] === INVALID ? otherwise.refused : answers[0]);
      for (const answer of answers) {
        auth.answer("checkRefresh", answer);
        attempts.push(await app.me(user));
      }
      auth.answer("checkRefresh", undefined);
      auth.answer("extRefresh", undefined);
      return { control: await app.me(user), ...numbered("attempt", attempts) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) => Object.values<Exchange>(attempts).flatMap(servesNobody),
  });

const INVALID = otherwise.invalid;
const saying =
  (value: unknown): Answer =>
  async () =>
    json(200, { is_valid: value });

/** Checks of what a client app does while its auth app is out of order. */
export const outages = {
  "pattmayne.app-unreachable-auth-app-renews-nothing": {
    "nothing-from-the-auth-app": renewsNothing(otherwise.nothing),
    "server-error-of-the-auth-app": renewsNothing(
      otherwise.serverError,
      async () => json(502, { is_valid: true }),
      async () => json(503, {}),
    ),
    "no-json-from-the-auth-app": renewsNothing(otherwise.noJson),
    "refused-by-the-auth-app": renewsNothing(
      otherwise.refused,
      async () => json(403, { error: "switched off", code: 403 }),
      async () => json(404, { error: "not known", code: 404 }),
    ),
    "no-validity-from-the-auth-app": renewsNothing(
      INVALID,
      async () => json(200, {}),
      async () => json(200, []),
      async () => json(200, null),
      saying(null),
      saying("false"),
      saying(0),
      saying(""),
    ),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

/** Finds fault with an answer that serves the user, or sets a token; it may say that the auth app is out of order. */
function servesNobody(attempt: Exchange): readonly Finding[] {
  const token = attempt.taken["accessToken"];
  const isSet = typeof token === "string" && token.includes(".");
  const fine = attempt.outcome !== "success" && !isSet;
  return expectThat(fine, attempt.step, "a refusal, and no signed token", describe(attempt));
}
