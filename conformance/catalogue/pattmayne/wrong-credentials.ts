import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AuthSession } from "./client.ts";
import { emailFor, emailOf } from "./credentials.ts";
import type { Login } from "./operations.ts";
import { areRefused, hasStatus, succeed } from "./outcomes.ts";
import { setNoToken } from "./token-cookies.ts";

const check = checkFor<AuthSession>();

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

export const wrongPassword = ({ account: { username, password } }: AuthSession): Login => ({
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

/** Checks of logins by a password that are to be refused. */
export const wrongCredentials = {
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
