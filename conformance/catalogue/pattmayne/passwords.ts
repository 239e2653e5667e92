import { describe, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { passwordOf } from "./credentials.ts";
import { withMembers } from "./members.ts";
import { areRefused, succeed } from "./outcomes.ts";
import type { NewAccount } from "./registration.ts";
import { setNoToken } from "./token-cookies.ts";

const check = checkFor<AuthSession>();
const needs = ["registration"] as const;

/** A password of so many characters is refused, and makes no account. */
const isRefused = (make: (session: AuthSession) => string) =>
  check({
    needs,
    act: async (session) => {
      const { pm } = session;
      const control = await pm.register(pm.newAccount());
      const account = { ...pm.newAccount(), password: make(session) };
      return { control, attempt: await pm.register(account), login: await pm.login(passwordOf(account)) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control, attempt, login }) => [
      ...areRefused(attempt),
      ...setNoToken(control, attempt),
      ...expectThat(login.outcome !== "success", login.step, "no login", describe(login)),
    ],
  });

/** A password is taken, and logs in. */
const isTaken = (make: (session: AuthSession) => string) =>
  check({
    needs,
    act: async (session) => {
      const { pm } = session;
      const account = { ...pm.newAccount(), password: make(session) };
      const control = await pm.register(pm.newAccount());
      return { control, creation: await pm.register(account), login: await pm.login(passwordOf(account)) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ creation, login }) => succeed(creation, login),
  });

/** A registration that lacks something, or has something else in its place, makes no account. */
const makesNothing = (members: Readonly<Record<string, unknown>> | ((account: NewAccount) => Partial<NewAccount>)) =>
  check({
    needs,
    act: async ({ pm }) => {
      const control = await pm.register(pm.newAccount());
      const account = pm.newAccount();
      const attempt =
        typeof members === "function"
          ? await pm.register(members(account))
          : await pm.register({ ...account }, { request: withMembers(members) });
      const login = await pm.login(passwordOf(account));
      // Who has no account can still get one.
      return { control, attempt, login, creation: await pm.register(account) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control, attempt, login, creation }) => [
      ...areRefused(attempt),
      ...setNoToken(control, attempt),
      ...isNoLogin(login),
      ...succeed(creation),
    ],
  });

const isNoLogin = (login: Exchange) => expectThat(login.outcome !== "success", login.step, "no login", describe(login));

/** Checks of which passwords are taken, and of registrations that lack something. */
export const passwords = {
  "pattmayne.password-has-6-to-128-characters": {
    "password-of-5": isRefused(({ newPassword }) => newPassword(5)),
    "short-password": isRefused(({ newPassword }) => newPassword(1)),
    "empty-password": isRefused(() => ""),
    "password-of-129": isRefused(({ newPassword }) => newPassword(129)),
    "password-of-300": isRefused(({ newPassword }) => newPassword(300)),
    "password-of-4000": isRefused(({ newPassword }) => newPassword(4000)),
  },
  "pattmayne.long-passwords-are-taken": {
    "password-of-128": isTaken(({ newPassword }) => newPassword(128)),
    "password-of-6": isTaken(({ newPassword }) => newPassword(6)),
    "password-of-72": isTaken(({ newPassword }) => newPassword(72)),
  },
  "pattmayne.malformed-registration-makes-no-account": {
    "no-username": makesNothing(({ email, password }) => ({ email, password })),
    "no-email": makesNothing(({ username, password }) => ({ username, password })),
    "no-password": makesNothing(({ username, email }) => ({ username, email })),
    "empty-username": makesNothing({ username: "" }),
    "empty-email": makesNothing({ email: "" }),
    "text-without-an-at-sign-for-email": makesNothing({ email: "nobody.example.com" }),
    "null-for-password": makesNothing({ password: null }),
    "number-for-password": makesNothing({ password: 12_345_678 }),
    "array-for-password": makesNothing({ password: ["abcdefgh", "ijklmnop"] }),
    "object-for-username": makesNothing({ username: { $ne: null } }),
    "array-for-email": makesNothing({ email: ["a@example.com", "b@example.com"] }),
  },
  "pattmayne.name-is-no-email": {
    "email-of-another-as-name": check({
      needs,
      act: async ({ pm }) => {
        const owner = await pm.registered();
        const { email = "" } = owner.account;
        const taker = { ...pm.newAccount(), username: email };
        return {
          control: owner.from,
          attempt: await pm.register(taker),
          login: await pm.login({ username: email, password: taker.password }),
          owner: await pm.login({ username: email, password: owner.account.password }),
        };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, login, owner }) => [...areRefused(attempt), ...isNoLogin(login), ...succeed(owner)],
    }),
    "name-like-an-email": check({
      needs,
      act: async ({ pm }) => {
        const control = await pm.register(pm.newAccount());
        const account = pm.newAccount();
        return { control, attempt: await pm.register({ ...account, username: `x${account.email}` }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
