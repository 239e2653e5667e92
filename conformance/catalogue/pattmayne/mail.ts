import { expectThat } from "../../kit/expect.ts";
import { everythingSaid } from "../../kit/http.ts";
import { altered, truncated } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered, releasedTogether } from "../common/parallel.ts";
import type { AuthSession } from "./client.ts";
import { mailed, needs, seen } from "./mailed-users.ts";
import { areRefused, hasStatus, succeed } from "./outcomes.ts";
import { setNoToken } from "./token-cookies.ts";

const check = checkFor<AuthSession>();

/** Something else than a mailed token is sent, which checks share and nobody uses; another one, sent as it is, is good. */
const isRefused = (spoil: (token: string, session: AuthSession) => unknown) =>
  check({
    needs,
    act: async (session) => {
      const { pm, shared, stock } = session;
      const control = await shared("verification", async () => pm.verifyEmail((await mailed(session)).token));
      const unused = stock<ReturnType<typeof mailed>>("unused mail tokens");
      unused[0] ??= mailed(session);
      const { token } = await unused[0];
      return { control, attempt: await pm.verifyEmail(spoil(token, session)) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });

const is400 = (token: (session: AuthSession) => Promise<unknown>) =>
  check({
    needs,
    act: async (session) => ({ attempt: await session.pm.verifyEmail(await token(session)) }),
    judge: ({ attempt }) => hasStatus(400, attempt),
  });

/** A token that has been used. */
async function used(session: AuthSession): Promise<string> {
  const { token } = await mailed(session);
  session.pm.needSuccess(await session.pm.verifyEmail(token));
  return token;
}

/** Finds fault where more than one of those that came at once succeeded. */
function onceAtMost(attempts: readonly Exchange[]): readonly Finding[] {
  const winners = attempts.filter(({ outcome }) => outcome === "success");
  const at = winners.map(({ step }) => step).join(", ");
  return expectThat(winners.length <= 1, at, "at most one to succeed", `${winners.length} of them`);
}

/** Checks of emails, and of the tokens that are mailed to verify them. */
export const mailedTokens = {
  "pattmayne.mailed-token-works-once": {
    "mailed-token-twice": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const { token } = await mailed(session);
        return { control: await pm.verifyEmail(token), attempt: await pm.verifyEmail(token) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "mailed-token-several-times-at-once": check({
      needs,
      exclusive: true,
      act: async (session): Promise<Evidence> => {
        const { token } = await mailed(session);
        const attempts = await releasedTogether(session, 4, 0, (_, variation) =>
          session.pm.verifyEmail(token, variation),
        );
        return numbered("attempt", attempts);
      },
      control: (attempts) =>
        expectThat(
          Object.values(attempts).some(({ outcome }) => outcome === "success"),
          "attempt 1",
          "one to succeed",
          "none of them",
        ),
      judge: (attempts) => onceAtMost(Object.values(attempts)),
    }),
  },
  "pattmayne.unknown-mail-token-is-refused": {
    "altered-token": isRefused((token) => altered(token)),
    "shorter-token": isRefused(truncated),
    "random-token": isRefused((token, { newSecret }) => newSecret("mailToken", token.length)),
    "empty-token": isRefused(() => ""),
    "null-for-token": isRefused(() => null),
    "object-for-token": isRefused(() => ({ $ne: null })),
    "array-for-token": isRefused((token) => [token]),
    "true-for-token": isRefused(() => true),
    "wildcard-for-token": isRefused(() => "%"),
  },
  "pattmayne.used-mail-token-is-400": {
    "mailed-token-twice": is400(used),
    "random-token": is400(async ({ newSecret }) => newSecret("mailToken", 43)),
  },
  "pattmayne.verifying-logs-nobody-in": {
    "mailed-token": check({
      needs,
      act: async (session) => {
        const user = await mailed(session);
        return { from: user.from, verification: await session.pm.verifyEmail(user.token) };
      },
      control: ({ verification }) => succeed(verification),
      judge: ({ from, verification }) => setNoToken(from, verification),
    }),
  },
  "pattmayne.mail-token-is-mailed-alone": {
    "mailed-token": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const user = await mailed(session);
        const login = await pm.login({ username: user.account.username, password: user.account.password });
        const use = await seen(session, user);
        return { control: user.from, login, use, verification: await pm.verifyEmail(user.token) };
      },
      control: ({ control, login, use }) => succeed(control, login, use),
      judge: ({ verification, ...answers }) => {
        const token = String(verification.sent["mailToken"]);
        return Object.values(answers).flatMap((answer) =>
          expectThat(!everythingSaid(answer).includes(token), answer.step, "nothing of the mailed token", "the token"),
        );
      },
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
