import { describe, expectThat } from "../../kit/expect.ts";
import { inOtherCase } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { GetnativeSession, PasswordChange } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<GetnativeSession>();
const needs = ["password-change", "disposable-account"] as const;

/** A change that does not give the right current password: it is refused, and the password is as it was. */
function changesNothing(wrong: (password: string, session: GetnativeSession) => PasswordChange) {
  return check({
    needs,
    act: async (session) => {
      const { gn, newPassword } = session;
      const { account, token } = await gn.lend();
      const next = newPassword(20);
      const change = { next, ...wrong(account.password, session) };
      const attempt = await gn.changePassword(token, change);
      const login = await gn.login({ ...account });
      const taken = await gn.login({ ...account, password: next });
      const control = await gn.changePassword(token, { current: account.password, next: newPassword(20) });
      return { attempt, login, taken, control };
    },
    control: ({ login, control }) => (login.outcome === "success" ? succeed(control) : []),
    judge: ({ attempt, login, taken }) => [...areRefused(attempt, taken), ...succeed(login)],
  });
}

/** A new password is refused, or compared to its last character. */
function isKeptWhole(length: number) {
  return check({
    needs,
    act: async ({ gn, newPassword }) => {
      const { account, token } = await gn.lend();
      const next = newPassword(length);
      const change = await gn.changePassword(token, { current: account.password, next });
      return {
        change,
        whole: await gn.login({ ...account, password: next }),
        cut: await gn.login({ ...account, password: next.slice(0, -1) }),
        changed: await gn.login({ ...account, password: `${next.slice(0, -1)}!` }),
      };
    },
    judge: ({ change, whole, cut, changed }) => [
      ...(change.outcome === "success" ? succeed(whole) : isNoLogin(whole)),
      ...[cut, changed].flatMap(isNoLogin),
    ],
  });
}

const isNoLogin = (login: Exchange) => expectThat(login.outcome !== "success", login.step, "no login", describe(login));

/** Checks of passwords that are changed. */
export const passwords = {
  "getnative.new-password-takes-the-place-of-the-old": {
    "after-a-password-change": check({
      needs,
      act: async ({ gn, newPassword }) => {
        const { account, token } = await gn.lend();
        const before = await gn.login({ ...account });
        const next = newPassword(20);
        const change = await gn.changePassword(token, { current: account.password, next });
        return {
          before,
          change,
          old: await gn.login({ ...account }),
          login: await gn.login({ ...account, password: next }),
        };
      },
      control: ({ before }) => succeed(before),
      judge: ({ change, old, login }) => [...succeed(change, login), ...areRefused(old)],
    }),
    "after-a-second-password-change": check({
      needs,
      act: async ({ gn, newPassword }) => {
        const { account, token } = await gn.lend();
        const [second, third] = [newPassword(20), newPassword(20)];
        const change = await gn.changePassword(token, { current: account.password, next: second });
        const login = await gn.signIn({ ...account, password: second });
        const again = await gn.changePassword(login.token, { current: second, next: third });
        return {
          change,
          again,
          first: await gn.login({ ...account }),
          before: await gn.login({ ...account, password: second }),
          login: await gn.login({ ...account, password: third }),
        };
      },
      control: ({ change }) => succeed(change),
      judge: ({ again, first, before, login }) => [...succeed(again, login), ...areRefused(first, before)],
    }),
    "of-one-of-two-users": check({
      needs,
      act: async ({ gn, account: other, newPassword }) => {
        const { account, token } = await gn.lend();
        const next = newPassword(20);
        const change = await gn.changePassword(token, { current: account.password, next });
        return {
          change,
          other: await gn.login({ ...other }),
          crossed: await gn.login({ ...other, password: next }),
        };
      },
      control: ({ change }) => succeed(change),
      judge: ({ other, crossed }) => [...succeed(other), ...areRefused(crossed)],
    }),
  },
  "getnative.wrong-current-password-changes-nothing": {
    "wrong-current-password": changesNothing((password) => ({ current: `not ${password}` })),
    "no-current-password": changesNothing(() => ({ current: undefined })),
    "empty-current-password": changesNothing(() => ({ current: "" })),
    "null-for-current-password": changesNothing(() => ({ current: null })),
    "array-for-current-password": changesNothing((password) => ({ current: [password] })),
    "object-for-current-password": changesNothing(() => ({ current: { $ne: null } })),
    "true-for-current-password": changesNothing(() => ({ current: true })),
    "current-password-in-other-case": changesNothing((password) => ({ current: inOtherCase(password) })),
    "longer-current-password": changesNothing((password) => ({ current: `${password}x` })),
    "new-password-as-the-current-one": changesNothing((_, { newPassword }) => {
      const next = newPassword(20);
      return { current: next, next };
    }),
    "anothers-current-password": changesNothing((_, { account }) => ({ current: account.password })),
  },
  "getnative.long-password-is-never-cut": {
    "new-password-of-100": isKeptWhole(100),
    "new-password-of-300": isKeptWhole(300),
    "new-password-of-4000": isKeptWhole(4000),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
