import { describe, expectThat } from "../../kit/expect.ts";
import { inOtherCase } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { GetnativeSession } from "./client.ts";
import { naming } from "./naming.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<GetnativeSession>();
const needs = ["password-change", "disposable-account"] as const;

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
        inOtherCase: await gn.login({ ...account, password: inOtherCase(next) }),
        cut: await gn.login({ ...account, password: next.slice(0, -1) }),
        changed: await gn.login({ ...account, password: `${next.slice(0, -1)}!` }),
      };
    },
    judge: ({ change, whole, ...wrong }) => [
      ...(change.outcome === "success" ? succeed(whole) : isNoLogin(whole)),
      ...Object.values(wrong).flatMap(isNoLogin),
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
        // The other one is who logged in last.
        await gn.signIn(other);
        const change = await gn.changePassword(token, { current: account.password, next });
        return {
          change,
          own: await gn.login({ ...account, password: next }),
          other: await gn.login({ ...other }),
          crossed: await gn.login({ ...other, password: next }),
        };
      },
      control: ({ change }) => succeed(change),
      judge: ({ own, other, crossed }) => [...succeed(own, other), ...areRefused(crossed)],
    }),
    "that-names-another-user": check({
      needs: [...needs, "registration"],
      act: async ({ gn, newPassword }) => {
        const [mine, theirs] = [await gn.registered(), await gn.registered()];
        const next = newPassword(20);
        const change = { current: mine.account.password, next };
        const request = naming(theirs.account.username, theirs.from.taken["userId"]);
        const attempt = await gn.changePassword(mine.token, change, { request });
        return {
          attempt,
          own: await gn.login({ ...mine.account, password: next }),
          other: await gn.login({ ...theirs.account }),
          crossed: await gn.login({ ...theirs.account, password: next }),
        };
      },
      // That it has more in it than it should may be refused.
      judge: ({ attempt, own, other, crossed }) => [
        ...(attempt.outcome === "success" ? succeed(own) : []),
        ...succeed(other),
        ...areRefused(crossed),
      ],
    }),
    "two-users-at-once": check({
      needs: [...needs, "registration"],
      exclusive: true,
      act: async ({ gn, newPassword }): Promise<Evidence> => {
        const users = [await gn.registered(), await gn.registered(), await gn.registered()];
        const next = users.map(() => newPassword(20));
        const changes = await Promise.all(
          users.map(({ account, token }, index) =>
            gn.changePassword(token, { current: account.password, next: next[index] }),
          ),
        );
        const logins: Exchange[] = [];
        for (const [index, { account }] of users.entries()) {
          logins.push(await gn.login({ ...account, password: next[index] }));
        }
        return { ...numbered("change", changes), ...numbered("login", logins) };
      },
      judge: (all) => succeed(...Object.values(all)),
    }),
    "password-with-blanks-around": check({
      needs,
      act: async ({ gn, newPassword }) => {
        const { account, token } = await gn.lend();
        const next = newPassword(20);
        const change = await gn.changePassword(token, { current: account.password, next: ` ${next} ` });
        return {
          change,
          login: await gn.login({ ...account, password: ` ${next} ` }),
          without: await gn.login({ ...account, password: next }),
        };
      },
      // A rule against such a password is not judged.
      judge: ({ change, login, without }) =>
        change.outcome === "success" ? [...succeed(login), ...areRefused(without)] : [],
    }),
  },
  "getnative.long-password-is-never-cut": {
    "new-password-of-100": isKeptWhole(100),
    "new-password-of-300": isKeptWhole(300),
    "new-password-of-4000": isKeptWhole(4000),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
