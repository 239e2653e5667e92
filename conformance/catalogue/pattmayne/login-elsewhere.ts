import { expectSame, expectThat } from "../../kit/expect.ts";
import { isText } from "../../kit/prepared.ts";
import { altered } from "../../kit/tokens.ts";
import type { Client } from "../../model/apps.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import type { Cookies } from "./operations.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { setNoToken } from "./token-cookies.ts";

const check = checkFor<AuthSession>();

/** A login without a password at a client, which redeems what it gets. */
const getsIn = (at: (session: AuthSession) => Promise<Client>, need: Need) =>
  check({
    needs: [need],
    act: async (session) => {
      const { pm, account } = session;
      const client = await at(session);
      const { accessToken, refreshToken } = await pm.cookies(account);
      const control = await pm.me({ accessToken });
      const login = await pm.login({ accessToken, refreshToken, clientId: client.clientId });
      return { control, login, redemption: await pm.verifyAuthCode(client, login.taken["code"]) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control, login, redemption }) => [
      ...succeed(login, redemption),
      ...(redemption.outcome === "success" ? expectSame(redemption, "username", control.taken["username"]) : []),
    ],
  });

/** A login without a password, by cookies that are no good; the same login with good ones is the control. */
const staysOut = (
  spoil: (session: AuthSession, good: Required<Cookies>) => Cookies | Promise<Cookies>,
  clientId?: string,
) =>
  check({
    needs: ["client"],
    act: async (session) => {
      const { pm, account } = session;
      const client = await pm.client();
      const good = await pm.cookies(account);
      const { accessToken, refreshToken } = good;
      const { accessToken: badJwt, refreshToken: badToken } = await spoil(session, good);
      const bad = { accessToken: badJwt, refreshToken: badToken };
      return {
        from: good.from,
        control: await pm.login({ accessToken, refreshToken, clientId: client.clientId }),
        attempt: await pm.login({ ...bad, clientId: clientId ?? client.clientId }),
      };
    },
    control: ({ control }) => succeed(control),
    judge: ({ from, attempt }) => [
      ...areRefused(attempt),
      ...expectThat(attempt.taken["code"] === undefined, attempt.step, "no code", "a code"),
      ...setNoToken(from, attempt),
    ],
  });

const isSpoilt = (token: unknown) => (isText(token) ? altered(token) : token);

/** Checks of logins without a password. */
export const loginsElsewhere = {
  "pattmayne.login-elsewhere-needs-no-password": {
    "login-by-cookies": getsIn(({ pm }) => pm.client(), "client"),
    "at-the-second-client": getsIn(({ pm }) => pm.otherClient(), "second-client"),
    "second-time": check({
      needs: ["client"],
      act: async ({ pm, account }) => {
        const client = await pm.client();
        const user = await pm.cookies(account);
        const first = await pm.code(user, client);
        const { accessToken, refreshToken } = user;
        const second = await pm.login({ accessToken, refreshToken, clientId: client.clientId });
        return { control: first.from, second, redemption: await pm.verifyAuthCode(client, second.taken["code"]) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ second, redemption }) => succeed(second, redemption),
    }),
  },
  "pattmayne.login-without-password-needs-good-cookies": {
    "no-token": staysOut(() => ({})),
    "no-password": check({
      needs: ["client"],
      act: async ({ pm, account }) => {
        const [{ clientId }, { username }] = [await pm.client(), account];
        const from = await pm.sharedLogin(account);
        return { from, attempt: await pm.login({ username, clientId }), own: await pm.login({ username }) };
      },
      control: ({ from }) => succeed(from),
      judge: ({ from, attempt, own }) => [...areRefused(attempt, own), ...setNoToken(from, attempt, own)],
    }),
    "no-cookies-at-the-auth-app": staysOut(() => ({}), "auth_site"),
    "garbage-token": staysOut(() => ({ accessToken: "garbage", refreshToken: "garbage" })),
    "empty-token": staysOut(() => ({ accessToken: "", refreshToken: "" })),
    "altered-token": staysOut((_, { accessToken, refreshToken }) => ({
      accessToken: isSpoilt(accessToken),
      refreshToken: isSpoilt(refreshToken),
    })),
    "user-name-as-token": staysOut(({ account: { username } }) => ({ accessToken: username, refreshToken: username })),
    "after-a-logout": check({
      needs: ["client", "disposable-account"],
      act: async ({ pm }) => {
        const { clientId } = await pm.client();
        const user = await pm.lend();
        const { accessToken, refreshToken } = user;
        const control = await pm.login({ accessToken, refreshToken, clientId });
        const logout = await pm.logout({ accessToken, refreshToken });
        const attempt = await pm.login({ accessToken, refreshToken, clientId });
        pm.leave(user);
        return { from: user.from, control, logout, attempt };
      },
      control: ({ control, logout }) => succeed(control, logout),
      judge: ({ from, attempt }) => [...areRefused(attempt), ...setNoToken(from, attempt)],
    }),
    "after-the-refresh-tokens-expiry": check({
      needs: ["client", "disposable-account", "short-access-lifetime", "short-refresh-lifetime"],
      act: async (session) => {
        const { pm, until } = session;
        const client = await pm.client();
        const user = await pm.lend();
        const { accessToken, refreshToken, from } = user;
        const { from: redemption, expiresAt } = await pm.connect(user, client);
        await until(expiresAt);
        await until(pm.expiryOf(from));
        const attempt = await pm.login({ accessToken, refreshToken, clientId: client.clientId });
        pm.leave(user);
        return { from, redemption, attempt };
      },
      control: ({ redemption }) => succeed(redemption),
      judge: ({ from, attempt }) => [...areRefused(attempt), ...setNoToken(from, attempt)],
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
