import { expecting } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import type { HmailSession } from "./client.ts";
import { needs as creating } from "./creation.ts";

const check = checkFor<HmailSession>();
const needs = ["change-password-hook", "disposable-account"] as const;

/** Longer than bcrypt would look at. */
const LONG = 100;
const CUT = 72;

/**
 * Has the password of an account changed by whoever runs the target; the account as it is then.
 *
 * @throws CannotTest where the new password is not taken: what a hook did not do is not the target's fault
 */
export async function withNewPassword(
  { hmail, hook, newPassword, eventually }: HmailSession,
  { username, password }: Account,
  length = 20,
): Promise<Account> {
  const changed = newPassword(length);
  await hook("change-password", { username, password, newPassword: changed });
  const account = { username, password: changed };
  const login = await eventually(
    () => hmail.authenticate({ ...account }),
    ({ outcome }) => outcome === "success",
  );
  if (login.outcome === "failure") throw new CannotTest("hooks.change-password: the new password does not log in");
  return account;
}

/** Checks of passwords that are changed. */
export const newPasswords = {
  "hmail.password-change-revokes-refresh-tokens": {
    "after-a-new-password": check({
      needs,
      act: async (session) => {
        const { hmail } = session;
        const account = await hmail.lend();
        const { refresh } = await hmail.signIn(account);
        const changed = await withNewPassword(session, account);
        return { control: await hmail.authenticate({ ...changed }), attempt: await hmail.refreshAccess(refresh) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "failure"),
    }),
    "after-a-second-new-password": check({
      needs,
      act: async (session) => {
        const { hmail } = session;
        const changed = await withNewPassword(session, await hmail.lend());
        const [used, unused] = [await hmail.signIn(changed), await hmail.authenticate({ ...changed })];
        const again = await withNewPassword(session, changed);
        return {
          control: await hmail.authenticate({ ...again }),
          used: await hmail.refreshAccess(used.refresh),
          unused: await hmail.refreshAccess(unused.taken["refreshToken"]),
        };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ used, unused }) => [used, unused].flatMap((each) => expecting(each, "failure")),
    }),
  },
  "hmail.refresh-token-is-not-consumed": {
    "after-anothers-new-password": check({
      needs: ["change-password-hook", ...creating],
      act: async (session) => {
        const { hmail } = session;
        const short = await hmail.registered();
        const { password } = hmail.newAccount();
        const { refresh, trade: control } = await hmail.signIn(
          await hmail.registered({ username: `${short.username}x`, password }),
        );
        await withNewPassword(session, short);
        return { control, attempt: await hmail.refreshAccess(refresh) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "success"),
    }),
  },
  "hmail.wrong-password-is-failure": {
    "password-before-the-change": check({
      needs,
      act: async (session) => {
        const { hmail } = session;
        const account = await hmail.lend();
        const changed = await withNewPassword(session, account);
        return { control: await hmail.authenticate({ ...changed }), attempt: await hmail.authenticate({ ...account }) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "failure"),
    }),
  },
  "hmail.password-is-compared-whole": {
    "new-password-changed-behind-72-bytes": check({
      needs,
      act: async (session) => {
        const { hmail } = session;
        const changed = await withNewPassword(session, await hmail.lend(), LONG);
        const password = `${changed.password.slice(0, CUT)}${"!".repeat(LONG - CUT)}`;
        return {
          control: await hmail.authenticate({ ...changed }),
          attempt: await hmail.authenticate({ ...changed, password }),
        };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "failure", "refused"),
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;
