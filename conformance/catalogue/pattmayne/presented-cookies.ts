import { expectSame, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { passwordOf } from "./credentials.ts";
import type { Cookies } from "./operations.ts";
import { succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** Enough to be noticed, and below any limit that a server may declare. */
const FAILURES = 3;

/** Finds fault with a login that sets a token which came with it. */
function areNew(login: Exchange): readonly Finding[] {
  return ["accessToken", "refreshToken"].flatMap((role) => {
    const isNew = login.taken[role] !== undefined && login.taken[role] !== login.sent[role];
    return expectThat(
      isNew,
      login.step,
      `a new ${role}`,
      login.taken[role] === undefined ? "none" : "the presented one",
    );
  });
}

/** A login by a password beside cookies is one of that password's user. */
const beats = (presented: (session: AuthSession) => Promise<Cookies>) =>
  check({
    needs: ["second-account"],
    act: async (session) => {
      const { pm, account } = session;
      const { accessToken, refreshToken } = await presented(session);
      const control = await pm.me({ accessToken: (await pm.cookies(account)).accessToken });
      const login = await pm.login({ ...passwordOf(account), accessToken, refreshToken });
      return { control, login, use: await pm.me({ accessToken: login.taken["accessToken"] }) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control, login, use }) => [
      ...succeed(login, use),
      ...(login.outcome === "success" ? areNew(login) : []),
      ...(use.outcome === "success" ? expectSame(use, "username", control.taken["username"]) : []),
    ],
  });

/** Checks of logins beside what went before: cookies of whomever, and passwords that were wrong. */
export const presentedCookies = {
  "pattmayne.password-beats-presented-cookies": {
    "cookies-of-another-user": beats(({ pm, other }) => pm.cookies(other)),
    "cookies-of-the-user": beats(({ pm, account }) => pm.cookies(account)),
    "cookies-of-a-stranger": beats(async ({ newSecret }) => ({
      accessToken: newSecret("accessToken", 40),
      refreshToken: newSecret("refreshToken", 40),
    })),
    "cookies-of-another-user-at-a-client": check({
      needs: ["client", "second-account"],
      act: async ({ pm, account, other }) => {
        const client = await pm.client();
        const control = await pm.me({ accessToken: (await pm.cookies(account)).accessToken });
        const { accessToken, refreshToken } = await pm.cookies(other);
        const { clientId } = client;
        const login = await pm.login({ ...passwordOf(account), clientId, accessToken, refreshToken });
        return { control, login, redemption: await pm.verifyAuthCode(client, login.taken["code"]) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, login, redemption }) => [
        ...succeed(login, redemption),
        ...(redemption.outcome === "success" ? expectSame(redemption, "username", control.taken["username"]) : []),
      ],
    }),
  },
  "pattmayne.failed-login-ends-nothing": {
    "wrong-password-three-times": check({
      needs: ["disposable-account"],
      act: async ({ pm }) => {
        const user = await pm.lend();
        const { username, password } = user.account;
        for (let time = 0; time < FAILURES; time++) await pm.login({ username, password: `not ${password}${time}` });
        const use = await pm.me({ accessToken: user.accessToken });
        const renewal = await pm.refresh(user.refreshToken);
        pm.leave(user);
        return { control: user.from, use, renewal };
      },
      control: ({ control }) => succeed(control),
      judge: ({ use, renewal }) => succeed(use, renewal),
    }),
    "token-of-a-client": check({
      needs: ["disposable-account", "client"],
      act: async ({ pm }) => {
        const user = await pm.lend();
        const { client, userId, refreshToken } = await pm.connect(user, await pm.client());
        const { username, password } = user.account;
        const control = await pm.checkRefresh(client, { userId, refreshToken });
        for (let time = 0; time < FAILURES; time++) {
          await pm.login({ username, password: `not ${password}${time}`, clientId: client.clientId });
        }
        const attempt = await pm.checkRefresh(client, { userId, refreshToken });
        pm.leave(user);
        return { control, attempt };
      },
      control: ({ control }) => expectSame(control, "isValid", true),
      judge: ({ attempt }) => expectSame(attempt, "isValid", true),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
