import { expectSame, expectThat } from "../../kit/expect.ts";
import { statusOf } from "../../kit/http.ts";
import { checkFor, type Need } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import { type AuthSession, emailOf, passwordOf } from "./client.ts";
import type { Login } from "./operations.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { setNoToken } from "./token-cookies.ts";

const check = checkFor<AuthSession>();

/** The email of a user, by which a login may go as well. */
export function emailFor({ email }: Account): string {
  if (email === undefined) throw new CannotTest("nothing says what the user's email is: accounts with an email");
  return email;
}

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

/** A login with other credentials than those of a user; as often as is told. */
function isWrong(wrong: (session: AuthSession) => Login | Promise<Login>, times = 1, needs: readonly Need[] = []) {
  return check({
    needs,
    act: async (session): Promise<Evidence & { control: Exchange }> => {
      const { pm, account } = session;
      const login = await wrong(session);
      const control = await pm.sharedLogin(account);
      const attempts: Exchange[] = [];
      for (let time = 0; time < times; time++) attempts.push(await pm.login(login));
      return { ...numbered("attempt", attempts), control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control, ...attempts }) => [
      ...areRefused(...Object.values(attempts)),
      ...setNoToken(control, ...Object.values(attempts)),
    ],
  });
}

const wrongPassword = ({ account: { username, password } }: AuthSession): Login => ({
  username,
  password: `not ${password}`,
});
const unknownUser = ({ account, newName }: AuthSession): Login => ({
  username: newName(),
  password: account.password,
});
const unknownEmail = ({ account, newName }: AuthSession): Login => ({
  username: emailOf(newName()),
  password: account.password,
});

/** The answer to wrong credentials has a certain status. */
const is401 = (wrong: (session: AuthSession) => Login) =>
  check({
    act: async (session) => ({
      control: await session.pm.sharedLogin(session.account),
      attempt: await session.pm.login(wrong(session)),
    }),
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => hasStatus(401, attempt),
  });

/** Finds fault with an answer of another status. */
export function hasStatus(status: number, exchange: Exchange): readonly Finding[] {
  const actual = statusOf(exchange);
  return expectThat(actual === status, exchange.step, String(status), String(actual ?? exchange.outcome));
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
  "pattmayne.wrong-credentials-are-refused": {
    "wrong-password": isWrong(wrongPassword),
    "wrong-password-three-times": isWrong(
      ({ account: { username, password } }) => ({ username, password: `${password}?` }),
      3,
    ),
    "unknown-user": isWrong(unknownUser, 2),
    "unknown-email": isWrong(unknownEmail),
    "wrong-password-for-an-email": isWrong(({ account }) => ({
      username: emailFor(account),
      password: `not ${account.password}`,
    })),
    "wrong-password-at-a-client": isWrong(
      async (session) => ({ ...wrongPassword(session), clientId: (await session.pm.client()).clientId }),
      1,
      ["client"],
    ),
    "user-name-as-password": isWrong(({ account: { username } }) => ({ username, password: username })),
    "wrong-password-beside-good-cookies": isWrong(async (session) => {
      const { accessToken, refreshToken } = await session.pm.cookies(session.account);
      return { ...wrongPassword(session), accessToken, refreshToken };
    }),
    "wrong-password-beside-good-cookies-at-a-client": isWrong(
      async (session) => {
        const { accessToken, refreshToken } = await session.pm.cookies(session.account);
        const { clientId } = await session.pm.client();
        return { ...wrongPassword(session), accessToken, refreshToken, clientId };
      },
      1,
      ["client"],
    ),
  },
  "pattmayne.wrong-credentials-are-401": {
    "wrong-password": is401(wrongPassword),
    "unknown-user": is401(unknownUser),
    "unknown-email": is401(unknownEmail),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
