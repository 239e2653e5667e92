import { expectSame, expectThat } from "../../kit/expect.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AuthSession } from "./client.ts";
import { emailFor, passwordOf } from "./credentials.ts";
import { succeed } from "./outcomes.ts";
import { wrongPassword } from "./wrong-credentials.ts";

const check = checkFor<AuthSession>();

/** A login, and what its cookies are good for. */
async function used({ pm }: AuthSession, login: Exchange) {
  const { accessToken, refreshToken } = login.taken;
  return {
    login,
    ...(accessToken !== undefined && { use: await pm.me({ accessToken }) }),
    ...(refreshToken !== undefined && { renewal: await pm.refresh(refreshToken) }),
  };
}

/** Finds fault with a login whose cookies are not both there, and good. */
function isGoodAtOnce({ login, use, renewal }: { login: Exchange; use?: Exchange; renewal?: Exchange }) {
  const [jwt, refreshToken] = [use !== undefined, renewal !== undefined];
  return [
    ...succeed(login, use, renewal),
    ...expectThat(jwt && refreshToken, login.step, "both cookies", jwt ? "no refresh token" : "no signed token"),
  ];
}

/** Whom the answer to a login names is whose cookies it sets. */
const isNamed = (login: (session: AuthSession) => Promise<Exchange>, needs: readonly Need[] = []) =>
  check({
    needs,
    act: async (session) => {
      const { pm, account } = session;
      const { accessToken } = await pm.cookies(account);
      return { control: await pm.me({ accessToken }), login: await login(session) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control, login }) => [
      ...succeed(login),
      ...(login.outcome === "success" ? expectSame(login, "username", control.taken["username"]) : []),
    ],
  });

/** Checks of logins by a password. */
export const logins = {
  "pattmayne.right-password-logs-in": {
    "fresh-login": check({
      act: async (session) => used(session, await session.pm.login(passwordOf(session.account))),
      judge: isGoodAtOnce,
    }),
    "every-account": check({
      act: async ({ pm, accounts }): Promise<Evidence> => {
        const all = await Promise.all(
          accounts.map(async (account) => {
            const login = await pm.sharedLogin(account);
            return [login, await pm.me({ accessToken: login.taken["accessToken"] })];
          }),
        );
        return numbered("exchange", all.flat());
      },
      judge: (all) => succeed(...Object.values(all)),
    }),
    "after-a-wrong-password": check({
      act: async (session) => {
        const { pm, account } = session;
        const wrong = await pm.login(wrongPassword(session));
        return { wrong, ...(await used(session, await pm.login(passwordOf(account)))) };
      },
      judge: isGoodAtOnce,
    }),
  },
  "pattmayne.email-logs-in-as-well": {
    "email-for-name": check({
      act: async (session) => {
        const { pm, account } = session;
        const username = emailFor(account);
        const { accessToken } = await pm.cookies(account);
        const control = await pm.me({ accessToken });
        return { control, ...(await used(session, await pm.login({ username, password: account.password }))) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, login, ...uses }) => [
        ...isGoodAtOnce({ login, ...uses }),
        ...(uses.use?.outcome === "success" ? expectSame(uses.use, "username", control.taken["username"]) : []),
      ],
    }),
    "email-at-a-client": check({
      needs: ["client"],
      act: async ({ pm, account }) => {
        const client = await pm.client();
        const control = await pm.sharedLogin(account);
        const [username, { password }] = [emailFor(account), account];
        const login = await pm.login({ username, password, clientId: client.clientId });
        return { control, login, redemption: await pm.verifyAuthCode(client, login.taken["code"]) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, login, redemption }) => [
        ...succeed(login, redemption),
        ...(redemption.outcome === "success" ? expectSame(redemption, "username", control.taken["username"]) : []),
      ],
    }),
  },
  "pattmayne.login-names-its-user": {
    "fresh-login": isNamed(({ pm, account }) => pm.sharedLogin(account)),
    "email-for-name": isNamed(({ pm, account }) =>
      pm.login({ username: emailFor(account), password: account.password }),
    ),
    "login-at-a-client": isNamed(
      async ({ pm, account }) => pm.login({ ...passwordOf(account), clientId: (await pm.client()).clientId }),
      ["client"],
    ),
    "login-by-cookies": isNamed(
      async ({ pm, account }) => {
        const { accessToken, refreshToken } = await pm.cookies(account);
        return pm.login({ accessToken, refreshToken, clientId: (await pm.client()).clientId });
      },
      ["client"],
    ),
    "two-users": check({
      needs: ["second-account"],
      act: async ({ pm, account, other }) => ({
        mine: await pm.sharedLogin(account),
        theirs: await pm.sharedLogin(other),
      }),
      control: ({ mine, theirs }) => succeed(mine, theirs),
      judge: ({ mine, theirs }) => {
        const [one, two] = [mine.taken["username"], theirs.taken["username"]];
        return expectThat(one !== two, theirs.step, "another user", `${one}, as before`);
      },
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
