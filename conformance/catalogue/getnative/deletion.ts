import { checkFor, type Need } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Catalogue } from "../catalogue.ts";
import type { GetnativeSession } from "./client.ts";
import { naming } from "./naming.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { tokenOf } from "./tokens.ts";

const check = checkFor<GetnativeSession>();
const needs = ["deletion", "disposable-account"] as const;

/** Tokens of an account that is deleted by the last of them, and the deletion. */
async function deleted({ gn }: GetnativeSession) {
  const { account, from, token } = await gn.lend();
  const control = await gn.account(token);
  const renewed = gn.issued(control);
  const deletion = await gn.deleteAccount(renewed.token, account);
  return { account, from, control, deletion, tokens: [token, renewed.token] as const };
}

/** What the tokens of a deleted account are good for, after something else happened. */
function isRefusedAfter(meanwhile: (session: GetnativeSession) => Promise<unknown>, more: readonly Need[] = []) {
  return check({
    needs: [...needs, ...more],
    act: async (session) => {
      const { gn } = session;
      const { control, deletion, tokens } = await deleted(session);
      await meanwhile(session);
      return { control, deletion, first: await gn.account(tokens[0]), last: await gn.account(tokens[1]) };
    },
    control: ({ control, deletion }) => succeed(control, deletion),
    judge: ({ first, last }) => areRefused(first, last),
  });
}

/** Checks of accounts that are deleted. */
export const deletions = {
  "getnative.deletion-removes-the-account": {
    "after-its-removal": check({
      needs,
      act: async (session) => {
        const { account, control, deletion } = await deleted(session);
        return { control, deletion, login: await session.gn.login({ ...account }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ deletion, login }) => [...succeed(deletion), ...areRefused(login)],
    }),
    "of-one-of-two-users": check({
      needs,
      act: async (session) => {
        const { gn, account: other } = session;
        const { account, token } = await gn.lend();
        // The other one is who logged in last.
        const living = await gn.signIn(other);
        const deletion = await gn.deleteAccount(token, account);
        return { deletion, use: await gn.account(living.token), login: await gn.login({ ...other }) };
      },
      control: ({ deletion }) => succeed(deletion),
      judge: ({ use, login }) => succeed(use, login),
    }),
    "of-one-of-two-new-accounts": check({
      needs: [...needs, "registration"],
      act: async (session) => {
        const { gn } = session;
        const before = await gn.registered();
        const { account, token } = await gn.registered();
        const after = await gn.registered();
        const deletion = await gn.deleteAccount(token, account);
        return {
          deletion,
          gone: await gn.login({ ...account }),
          before: await gn.login({ ...before.account }),
          beforesToken: await gn.account(before.token),
          after: await gn.login({ ...after.account }),
          aftersToken: await gn.account(after.token),
        };
      },
      control: ({ deletion }) => succeed(deletion),
      judge: ({ gone, before, beforesToken, after, aftersToken }) => [
        ...areRefused(gone),
        ...succeed(before, beforesToken, after, aftersToken),
      ],
    }),
    "that-names-another-user": check({
      needs: [...needs, "registration"],
      act: async (session) => {
        const { gn } = session;
        const [mine, theirs] = [await gn.registered(), await gn.registered()];
        const request = naming(theirs.account.username, theirs.from.taken["userId"]);
        const deletion = await gn.deleteAccount(mine.token, mine.account, { request });
        return { deletion, own: await gn.login({ ...mine.account }), other: await gn.login({ ...theirs.account }) };
      },
      // That it has more in it than it should may be refused.
      judge: ({ deletion, own, other }) => [
        ...(deletion.outcome === "success" ? areRefused(own) : []),
        ...succeed(other),
      ],
    }),
    "deleted-twice": check({
      needs,
      act: async (session) => {
        const { account, control, deletion, tokens } = await deleted(session);
        const again = await session.gn.deleteAccount(tokens[0]);
        return { control, deletion, again, login: await session.gn.login({ ...account }) };
      },
      control: ({ control, deletion }) => succeed(control, deletion),
      judge: ({ again, login }) => areRefused(again, login),
    }),
  },
  "getnative.deleted-accounts-token-is-refused": {
    "after-its-removal": isRefusedAfter(async () => {}),
    "a-second-after-its-removal": isRefusedAfter(async ({ gn, account }) => {
      await gn.anotherSecond(await gn.account(await gn.access(account)));
    }),
    "email-registered-again": check({
      needs: [...needs, "registration"],
      act: async (session) => {
        const { gn, newPassword } = session;
        const first = await gn.registered();
        const renewed = await gn.next(first);
        const deletion = await gn.deleteAccount(renewed.token, first.account);
        const again = await gn.register({ username: first.account.username, password: newPassword(20) });
        if (again.outcome !== "success") throw new CannotTest("emails of deleted accounts are not given out again");
        return {
          deletion,
          again,
          control: await gn.account(tokenOf(again)),
          login: await gn.login({ ...first.account }),
          first: await gn.account(first.token),
          renewed: await gn.account(renewed.token),
        };
      },
      control: ({ deletion, again, control }) => succeed(deletion, again, control),
      judge: ({ login, first, renewed }) => areRefused(login, first, renewed),
    }),
    "at-a-password-change": check({
      needs: [...needs, "password-change"],
      act: async (session) => {
        const { gn, newPassword } = session;
        const { account, control, deletion, tokens } = await deleted(session);
        const next = newPassword(20);
        const attempt = await gn.changePassword(tokens[1], { current: account.password, next });
        return { control, deletion, attempt, login: await gn.login({ ...account, password: next }) };
      },
      control: ({ control, deletion }) => succeed(control, deletion),
      judge: ({ attempt, login }) => areRefused(attempt, login),
    }),
  },
  "getnative.dead-stays-dead-after-a-restart": {
    "after-its-removal": check({
      needs: [...needs, "restart-hook"],
      act: async (session) => {
        const { gn, hook } = session;
        const { account, control, deletion, tokens } = await deleted(session);
        await hook("restart");
        return { control, deletion, use: await gn.account(tokens[1]), login: await gn.login({ ...account }) };
      },
      control: ({ control, deletion }) => succeed(control, deletion),
      judge: ({ use, login }) => areRefused(use, login),
    }),
    "password-before-the-change": check({
      needs: ["password-change", "disposable-account", "restart-hook"],
      act: async ({ gn, hook, newPassword }) => {
        const { account, token } = await gn.lend();
        const control = await gn.changePassword(token, { current: account.password, next: newPassword(20) });
        await hook("restart");
        return { control, login: await gn.login({ ...account }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ login }) => areRefused(login),
    }),
    "after-expiry": check({
      needs: ["restart-hook", "short-access-lifetime"],
      act: async ({ gn, account, hook, until }) => {
        const { from, token } = await gn.fresh(account);
        const control = await gn.account(token);
        await until(gn.expiryOf(from));
        await hook("restart");
        return { control, attempt: await gn.account(token) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
