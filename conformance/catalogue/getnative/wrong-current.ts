import { inOtherCase } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { GetnativeSession, PasswordChange } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { tokenOf } from "./tokens.ts";

const check = checkFor<GetnativeSession>();
const needs = ["password-change", "disposable-account"] as const;

/** What wrong changes of a password are made from. */
interface Right {
  readonly account: Account;
  readonly token: string;
  readonly session: GetnativeSession;
}

/** Changes that do not give the right current password: all are refused, and the password is as it was. */
function changeNothing(wrong: (right: Right) => readonly PasswordChange[]) {
  return check({
    needs,
    act: async (session): Promise<Evidence & Record<"login" | "taken" | "control", Exchange>> => {
      const { gn, newPassword } = session;
      const { account, token } = await gn.lend();
      const next = newPassword(20);
      const attempts: Exchange[] = [];
      for (const change of wrong({ account, token, session })) {
        attempts.push(await gn.changePassword(token, { next, ...change }));
      }
      const login = await gn.login({ ...account });
      const taken = await gn.login({ ...account, password: next });
      const last = newPassword(20);
      const control = await gn.changePassword(tokenOf(login) ?? token, { current: account.password, next: last });
      if (control.outcome === "success") gn.leave({ ...account, password: last }, control);
      return { ...numbered("attempt", attempts), login, taken, control };
    },
    control: ({ login, control }) => (login.outcome === "success" ? succeed(control) : []),
    judge: ({ login, taken, control: _, ...attempts }) => [
      ...areRefused(...Object.values(attempts), taken),
      ...succeed(login),
    ],
  });
}

/** Checks of changes of a password without the right current one. */
export const wrongCurrent = {
  "getnative.wrong-current-password-changes-nothing": {
    "wrong-current-password": changeNothing(({ account: { password } }) => [
      { current: `not ${password}` },
      { current: `not ${password}` },
      { current: undefined },
    ]),
    "odd-values-for-the-current-password": changeNothing(({ account: { password } }) =>
      [null, "", true, 0, [], {}, [password], { $ne: null }, { $gt: "" }].map((current) => ({ current })),
    ),
    "near-misses-of-the-current-password": changeNothing(({ account: { password } }) =>
      [
        inOtherCase(password),
        `${password}x`,
        password.slice(0, -1),
        ` ${password}`,
        `${password}  `,
        `${password}\0x`,
      ].map((current) => ({ current })),
    ),
    "other-texts-for-the-current-password": changeNothing(({ account, token, session }) => {
      const next = session.newPassword(20);
      return [
        { current: next, next },
        { current: account.username },
        { current: token },
        { current: session.account.password },
      ];
    }),
    "earlier-password-as-the-current-one": check({
      needs,
      act: async ({ gn, newPassword }) => {
        const { account, token } = await gn.lend();
        const [second, third] = [newPassword(20), newPassword(20)];
        const control = await gn.changePassword(token, { current: account.password, next: second });
        // Right after one that was right, and with a password that was right once.
        const attempt = await gn.changePassword(token, { current: account.password, next: third });
        const careless = await gn.changePassword(token, { current: `not ${second}`, next: third });
        return { control, attempt, careless, login: await gn.login({ ...account, password: second }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, careless, login }) => [...areRefused(attempt, careless), ...succeed(login)],
    }),
    "changed-behind-72-bytes": check({
      needs,
      act: async ({ gn, newPassword }) => {
        const { account, token } = await gn.lend();
        const long = newPassword(100);
        const control = await gn.changePassword(token, { current: account.password, next: long });
        const current = `${long.slice(0, 72)}${"!".repeat(28)}`;
        const attempt = await gn.changePassword(token, { current, next: newPassword(20) });
        return { control, attempt, login: await gn.login({ ...account, password: long }) };
      },
      // A target may take no password of that length.
      judge: ({ control, attempt, login }) =>
        control.outcome === "success" ? [...areRefused(attempt), ...succeed(login)] : [],
    }),
    "on-the-connection-of-a-login": check({
      needs,
      act: async ({ gn, newPassword }) => {
        const { account } = await gn.lend();
        const on = gn.http.connect();
        const login = await gn.login({ ...account }, { on });
        const change = { current: `not ${account.password}`, next: newPassword(20) };
        const attempt = await gn.changePassword(tokenOf(login), change, { on });
        return { login, attempt, again: await gn.login({ ...account }) };
      },
      control: ({ login }) => succeed(login),
      judge: ({ attempt, again }) => [...areRefused(attempt), ...succeed(again)],
    }),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
