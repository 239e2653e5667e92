import { expecting } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Catalogue } from "../catalogue.ts";
import { isUsedAgain } from "./challenges.ts";
import type { HmailSession } from "./client.ts";
import { isNotMade, needs } from "./creation.ts";
import { withNewPassword } from "./new-password.ts";

const check = checkFor<HmailSession>();

/** The token is dead when the target goes down, and surely so when it is back. */
const JUST_BEHIND_MS = 200;

/** Checks of what a restart leaves as it was. */
export const restarts = {
  "hmail.refresh-tokens-survive-a-restart": {
    "after-a-restart": check({
      needs: ["restart-hook"],
      act: async ({ hmail, account, hook }) => {
        const { refresh, trade } = await hmail.authorized(account);
        await hook("restart");
        return { control: trade, attempt: await hmail.refreshAccess(refresh) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "success"),
    }),
  },
  "hmail.dead-stays-dead-after-a-restart": {
    "used-challenge": isUsedAgain({
      more: ["restart-hook"],
      between: ({ hook }) => hook("restart").then(() => ({})),
    }),
    "after-expiry": check({
      needs: ["restart-hook", "short-access-lifetime"],
      act: async ({ hmail, account, hook, until }) => {
        const { access, accessExpiresAt } = await hmail.authorized(account);
        const control = await hmail.checkAuth(access);
        await until(accessExpiresAt);
        await hook("restart");
        return { control, attempt: await hmail.checkAuth(access) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "unauthorized"),
    }),
    "after-the-refresh-tokens-expiry": check({
      needs: ["restart-hook", "short-refresh-lifetime"],
      act: async ({ hmail, account, hook, until }) => {
        const { refresh, refreshExpiresAt, trade: control } = await hmail.authorized(account);
        await until(refreshExpiresAt, JUST_BEHIND_MS);
        await hook("restart");
        await until(refreshExpiresAt);
        return { control, attempt: await hmail.refreshAccess(refresh) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "failure"),
    }),
    "ended-by-a-new-password": check({
      needs: ["restart-hook", "change-password-hook", "disposable-account"],
      act: async (session) => {
        const { hmail, hook } = session;
        const account = await hmail.lend();
        const { refresh } = await hmail.signIn(account);
        const changed = await withNewPassword(session, account);
        const control = await hmail.refreshAccess(refresh);
        await hook("restart");
        return {
          control,
          attempt: await hmail.refreshAccess(refresh),
          oldPassword: await hmail.authenticate({ ...account }),
          newPassword: await hmail.authenticate({ ...changed }),
        };
      },
      // Where the change revoked nothing, this is another requirement's affair.
      judge: ({ control, attempt, oldPassword, newPassword }) => [
        ...(control.outcome === "failure" ? expecting(attempt, "failure") : []),
        ...expecting(oldPassword, "failure"),
        ...expecting(newPassword, "success"),
      ],
    }),
    "after-its-removal": check({
      needs: ["restart-hook", "remove-account-hook", "disposable-account"],
      act: async ({ hmail, hook }) => {
        const account = await hmail.lend();
        const { refresh, trade: control } = await hmail.signIn(account);
        await hmail.remove(account);
        await hook("restart");
        return { control, login: await hmail.authenticate({ ...account }), trade: await hmail.refreshAccess(refresh) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ login, trade }) => [...expecting(login, "failure"), ...expecting(trade, "failure")],
    }),
  },
  "hmail.refresh-token-is-no-bearer": {
    "after-a-restart": check({
      needs: ["restart-hook"],
      act: async ({ hmail, account, hook }) => {
        const { refresh, trade: control } = await hmail.authorized(account);
        await hook("restart");
        return { control, attempt: await hmail.checkAuth(refresh) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "unauthorized"),
    }),
  },
  "hmail.taken-name-is-refused": {
    "taken-name-after-a-restart": check({
      needs: ["restart-hook", ...needs],
      act: async ({ hmail, hook, newPassword }) => {
        const owner = await hmail.registered();
        const taker = { username: owner.username, password: newPassword(20) };
        await hook("restart");
        return {
          attempt: await hmail.register(taker),
          owner: await hmail.authenticate({ ...owner }),
          taker: await hmail.authenticate({ ...taker }),
        };
      },
      judge: ({ attempt, owner, taker }) => [...isNotMade(attempt, taker), ...expecting(owner, "success")],
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;
