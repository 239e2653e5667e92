import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenSession, Token } from "./api.ts";
import { CLOSES_WITHIN_MS, type Ending } from "./endings.ts";
import { logIn } from "./expectations.ts";
import { byName } from "./get-token.ts";
import { areRefused } from "./outcomes.ts";
import { passwordChange } from "./password.ts";
import { removed } from "./removal.ts";
import { renewedTimes } from "./renewal.ts";
import { revocation } from "./revocation.ts";
import { spare } from "./spare.ts";

const check = checkFor<AngenSession>();

/** The token is dead when the target goes down, and surely so when it is back. */
const JUST_BEHIND_MS = 200;

/** Tokens that have ended, each used both ways. */
async function used({ angen }: AngenSession, tokens: readonly Token[]): Promise<Record<string, Exchange>> {
  const attempts: Exchange[] = [];
  for (const token of tokens) attempts.push(await angen.login(token.identifierCode), await angen.renew(token));
  return numbered("attempt", attempts);
}

/** What ended all of a user's tokens, and a restart: whatever had ended by then stays so. */
function endedBy({ needs, end }: Ending) {
  return check({
    needs: ["restart-hook", ...needs],
    act: async (session): Promise<Evidence & Record<"control" | "answer" | "before", Exchange>> => {
      const { angen, hook } = session;
      const { account, token } = await angen.lend();
      const next = await angen.renewed(await angen.signIn(account));
      const { connection, login: control } = await angen.enter(token);
      const { answer, after } = await end(session, connection, account);
      await connection.closed(CLOSES_WITHIN_MS);
      const before = await angen.login(token.identifierCode);
      await hook("restart");
      const attempts = await used(session, [token, next]);
      const isChanged = after.password !== account.password;
      const password = isChanged ? { oldPassword: await angen.getToken(byName(account)) } : {};
      return { ...attempts, ...password, control, answer, before };
    },
    control: ({ control }) => logIn(control),
    // Where it ended nothing to begin with, that is another requirement's affair.
    judge: ({ control: _, answer: __, before, ...attempts }) =>
      before.outcome === "loggedIn" ? [] : areRefused(...Object.values(attempts)),
  });
}

/** Checks of what a restart leaves as it was. */
export const restarts = {
  "angen.dead-stays-dead-after-a-restart": {
    "ended-by-a-renewal": check({
      needs: ["restart-hook"],
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { angen, account, hook } = session;
        const chain = await renewedTimes(session, await spare(session, account), 2);
        const last = chain.pop();
        const control = await angen.login(last?.identifierCode);
        await hook("restart");
        return { ...(await used(session, chain)), control };
      },
      control: ({ control }) => logIn(control),
      judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
    }),
    "after-expiry": check({
      needs: ["restart-hook", "short-access-lifetime"],
      act: async (session) => {
        const { angen, account, hook, until } = session;
        const token = await angen.signIn(account);
        const control = await angen.login(token.identifierCode);
        await until(angen.expiryOf(token), JUST_BEHIND_MS);
        await hook("restart");
        await until(angen.expiryOf(token));
        return { control, attempt: await angen.login(token.identifierCode) };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "ended-by-a-revocation": endedBy(revocation),
    "ended-by-a-new-password": endedBy(passwordChange),
    "after-its-removal": check({
      needs: ["restart-hook", "remove-account-hook", "disposable-account"],
      act: async (session) => {
        const { angen, hook } = session;
        const { account, control } = await removed(session);
        await hook("restart");
        return { control, answer: await angen.getToken(byName(account)) };
      },
      control: ({ control }) => logIn(control),
      judge: ({ answer }) => areRefused(answer),
    }),
  },
  "angen.connection-of-nobody-is-failure": {
    "after-a-restart": check({
      needs: ["restart-hook"],
      act: async ({ angen, account, hook }) => {
        const { login: control } = await angen.enter(account);
        await hook("restart");
        const connection = await angen.open();
        return { control, attempt: await connection.whoami() };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
