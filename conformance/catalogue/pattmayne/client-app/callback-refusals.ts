import { describe, expectThat } from "../../../kit/expect.ts";
import { cookiesSet, isCleared, tokenCookies } from "../../../kit/set-cookies.ts";
import { checkFor } from "../../../model/check.ts";
import { CannotTest } from "../../../model/errors.ts";
import type { Exchange } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { areRefused, succeed } from "../outcomes.ts";
import { json, otherwise } from "./answers.ts";
import type { AppSession, Begun, Callback } from "./client.ts";

const check = checkFor<AppSession>();

/** A callback with everything in order but its code; one with a good code is the control. */
const withBadCode = (
  attempt: (session: AppSession, begun: Pick<Begun, "state" | "stateCookie">) => Promise<Exchange>,
  judge: (attempt: Exchange, control: Exchange) => readonly Finding[] = setsNoToken,
) =>
  check({
    act: async (session) => {
      const { state, stateCookie } = session.app.begun(await session.app.begin());
      return { attempt: await attempt(session, { state, stateCookie }), control: (await session.app.signIn()).from };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt, control }) => judge(attempt, control),
  });

const BAD_CODES = {
  "no-code": ({ app }, begun) => app.callback(begun),
  "empty-code": ({ app }, begun) => app.callback({ ...begun, code: "" }),
  "unknown-code": ({ app, auth }, begun) => app.callback({ ...begun, code: auth.badCode() }),
  "spent-code": async ({ app, auth }, begun) => {
    const { state, stateCookie } = app.begun(await app.begin());
    const code = auth.code(auth.newUser());
    await app.callback({ code, state, stateCookie });
    return app.callback({ ...begun, code });
  },
} as const satisfies Record<string, Parameters<typeof withBadCode>[0]>;

/** A good code that the auth app then answers for otherwise than it should. */
const answeredBy =
  (answer: (typeof otherwise)[keyof typeof otherwise]): Parameters<typeof withBadCode>[0] =>
  async ({ app, auth }, begun) => {
    auth.answer("verifyAuthCode", answer);
    const attempt = await app.callback({ ...begun, code: auth.code(auth.newUser()) });
    auth.answer("verifyAuthCode", undefined);
    return attempt;
  };

/** A callback with a good code, whose state is not the one of this browser. */
const fromElsewhere = (brought: (mine: Begun, theirs: Begun, session: AppSession) => Omit<Callback, "code">) =>
  check({
    act: async (session) => {
      const { app, auth } = session;
      const [mine, theirs] = [app.begun(await app.begin()), app.begun(await app.begin())];
      const attempt = await app.callback({ code: auth.code(auth.newUser()), ...brought(mine, theirs, session) });
      return { attempt, control: (await app.signIn()).from };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt, control }) => setsNoToken(attempt, control),
  });

/** @throws CannotTest where the client app gives no state at all, which another sentence is about */
function stateOf({ state }: Begun): string {
  if (state === undefined || state === "") throw new CannotTest("the client app begins its logins without a state");
  return state;
}

/** Checks of callbacks that log nobody in. */
export const callbackRefusals = {
  "pattmayne.app-bad-code-is-refused": {
    "no-code": withBadCode(BAD_CODES["no-code"], areRefusedAlone),
    "empty-code": withBadCode(BAD_CODES["empty-code"], areRefusedAlone),
    "unknown-code": withBadCode(BAD_CODES["unknown-code"], areRefusedAlone),
    "spent-code": withBadCode(BAD_CODES["spent-code"], areRefusedAlone),
  },
  "pattmayne.app-bad-code-logs-nobody-in": {
    "no-code": withBadCode(BAD_CODES["no-code"]),
    "empty-code": withBadCode(BAD_CODES["empty-code"]),
    "unknown-code": withBadCode(BAD_CODES["unknown-code"]),
    "spent-code": withBadCode(BAD_CODES["spent-code"]),
    "refused-by-the-auth-app": withBadCode(answeredBy(otherwise.refused)),
    "server-error-of-the-auth-app": withBadCode(answeredBy(otherwise.serverError)),
    "no-json-from-the-auth-app": withBadCode(answeredBy(otherwise.noJson)),
    "nothing-from-the-auth-app": withBadCode(answeredBy(otherwise.nothing)),
    "no-user-from-the-auth-app": withBadCode(answeredBy(async () => json(200, {}))),
  },
  "pattmayne.app-callback-is-bound-to-its-browser": {
    "no-state": fromElsewhere(({ stateCookie }) => ({ stateCookie })),
    "empty-state": fromElsewhere(({ stateCookie }) => ({ state: "", stateCookie })),
    "no-state-and-no-cookie": fromElsewhere(() => ({})),
    "state-without-its-cookie": fromElsewhere((mine) => ({ state: stateOf(mine) })),
    "state-of-another-browser": fromElsewhere(({ stateCookie }, theirs) => ({ state: stateOf(theirs), stateCookie })),
    "unknown-state": fromElsewhere((mine, _, { newSecret }) => ({
      state: newSecret("state", stateOf(mine).length),
      stateCookie: mine.stateCookie,
    })),
    "shorter-state": fromElsewhere((mine) => ({
      state: stateOf(mine).slice(0, -2),
      stateCookie: mine.stateCookie,
    })),
    "longer-state": fromElsewhere((mine) => ({ state: `${stateOf(mine)}AA`, stateCookie: mine.stateCookie })),
  },
  "pattmayne.app-state-works-once": {
    "right-after-a-login": check({
      act: async ({ app, auth }) => {
        const { state, stateCookie, from } = app.begun(await app.begin());
        const control = await app.callback({ code: auth.code(auth.newUser()), state, stateCookie });
        // As the browser has it then.
        const name = cookiesSet(from).find(({ value }) => value === stateCookie)?.name;
        const isGone = cookiesSet(control).some((cookie) => cookie.name === name && isCleared(cookie));
        const kept = isGone ? {} : { stateCookie };
        return { control, attempt: await app.callback({ code: auth.code(auth.newUser()), state, ...kept }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, control }) => setsNoToken(attempt, control),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

function areRefusedAlone(attempt: Exchange): readonly Finding[] {
  return areRefused(attempt);
}

/** Finds fault with an answer that sets a cookie of those that carry tokens, by what a login with everything in order sets. */
export function setsNoToken(attempt: Exchange, login: Exchange): readonly Finding[] {
  const names = tokenCookies(login).map(({ name }) => name);
  const set = cookiesSet(attempt).filter((cookie) => names.includes(cookie.name) && !isCleared(cookie));
  return set.flatMap(({ name }) =>
    expectThat(false, attempt.step, "no cookie that carries a token", `the cookie ${name}: ${describe(attempt)}`),
  );
}
