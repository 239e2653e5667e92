import { expecting } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered, releasedTogether } from "../common/parallel.ts";
import { namesOfTries, raced } from "../common/raced.ts";
import type { HmailSession } from "./client.ts";
import { isNotMade, onceAtMost, rightCreation } from "./create-account.ts";

const check = checkFor<HmailSession>();
const needs = ["registration", "affordable-registration"] as const;

/** How many users ask at once for an account with one challenge, how often, and how far apart. */
const RIVALS = 3;
const GAPS_MS = [0, 10, 60, 0, 0];
const TRIES = [3, GAPS_MS.length] as const;
/** What lives afterwards counts, and not what was said. */
const redeemedTwice = (evidence: Evidence, name: string) => onceAtMost(evidence, `${name}, login`);

/** Checks of what is good once, or until something happens to the target that only who runs it can do. */
export const onceOnly = {
  "hmail.refresh-tokens-survive-a-restart": {
    "after-a-restart": check({
      needs: ["restart-hook"],
      act: async ({ hmail, account, hook }) => {
        const { refresh, trade } = await hmail.signIn(account);
        await hook("restart");
        return { control: trade, attempt: await hmail.refreshAccess(refresh) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "success"),
    }),
  },
  "hmail.dead-stays-dead-after-a-restart": {
    "used-challenge": check({
      needs: ["restart-hook", ...needs],
      act: async ({ hmail, hook }) => {
        const challenge = await hmail.realChallenge();
        const [first, second] = [hmail.newAccount(), hmail.newAccount()];
        const control = await hmail.createAccount(first, await hmail.prove(first.username, challenge));
        await hook("restart");
        const attempt = await hmail.createAccount(second, await hmail.prove(second.username, challenge));
        return { control, attempt, login: await hmail.authenticate({ ...second }) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt, login }) => isNotMade(attempt, login),
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
  },
  "hmail.password-change-revokes-refresh-tokens": {
    "after-a-new-password": check({
      needs: ["change-password-hook", "disposable-account"],
      act: async (session) => {
        const { hmail, hook, newPassword } = session;
        const account = await hmail.lend();
        const { refresh } = await hmail.signIn(account);
        const password = newPassword(20);
        await hook("change-password", {
          username: account.username,
          password: account.password,
          newPassword: password,
        });
        return {
          control: await hmail.authenticate({ ...account, password }),
          attempt: await hmail.refreshAccess(refresh),
        };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "failure"),
    }),
  },
  "hmail.single-use-credential-is-redeemed-once": {
    "three-at-once": check({
      needs,
      exclusive: true,
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { hmail } = session;
        const control = await rightCreation(session);
        const evidence = await raced(
          session,
          TRIES,
          async (name, index) => {
            const challenge = await hmail.realChallenge();
            const rivals = Array.from({ length: RIVALS }, () => hmail.newAccount());
            const proofs = await Promise.all(rivals.map(({ username }) => hmail.prove(username, challenge)));
            const creations = await releasedTogether(session, RIVALS, GAPS_MS[index] ?? 0, (rival, variation) =>
              hmail.createAccount(rivals[rival] ?? hmail.newAccount(), proofs[rival], variation),
            );
            const logins = await Promise.all(rivals.map((rival) => hmail.authenticate({ ...rival })));
            return { ...numbered(`${name}, creation`, creations), ...numbered(`${name}, login`, logins) };
          },
          redeemedTwice,
        );
        return { ...evidence, control };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: (evidence) => namesOfTries(TRIES[1]).flatMap((name) => redeemedTwice(evidence, name)),
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;
