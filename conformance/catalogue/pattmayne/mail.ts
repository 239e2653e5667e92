import { expectSame, expectThat } from "../../kit/expect.ts";
import { cookiesOf, everythingSaid, withHeader } from "../../kit/http.ts";
import { altered, truncated } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered, releasedTogether } from "../common/parallel.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { emailFor, hasStatus } from "./login.ts";
import { withMembers } from "./members.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { setNoToken } from "./token-cookies.ts";

const check = checkFor<AuthSession>();
const needs = ["registration", "mailbox"] as const;

/** A new user, and the token that was mailed. */
async function mailed({ pm }: AuthSession): Promise<SignedIn & { readonly token: string }> {
  const user = await pm.registered();
  return { ...user, token: await pm.mailToken({ email: emailFor(user.account) }) };
}

/** What the target says of a user's email, by cookies that are good now. */
async function seen({ pm }: AuthSession, { account }: SignedIn): Promise<Exchange> {
  return pm.me({ accessToken: (await pm.signIn(account)).accessToken });
}

/** @throws CannotTest where the target does not say whether an email is verified */
function told(...answers: readonly Exchange[]): void {
  if (answers.some(({ taken }) => typeof taken["emailVerified"] !== "boolean")) {
    throw new CannotTest("the target does not say whether an email is verified: take.emailVerified of wire.me");
  }
}

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
  "pattmayne.new-email-is-unverified": {
    "new-account": check({
      needs: ["registration"],
      act: async (session) => {
        const user = await session.pm.registered();
        const use = await seen(session, user);
        told(use);
        return { control: user.from, use };
      },
      control: ({ control, use }) => succeed(control, use),
      judge: ({ use }) => expectSame(use, "emailVerified", false),
    }),
    "unknown-mail-token": check({
      needs: ["registration"],
      act: async (session) => {
        const { pm } = session;
        const user = await pm.registered();
        const attempt = await pm.verifyEmail(session.newSecret("mailToken", 43));
        const use = await seen(session, user);
        told(use);
        return { attempt, use };
      },
      control: ({ use }) => succeed(use),
      judge: ({ use }) => expectSame(use, "emailVerified", false),
    }),
  },
  "pattmayne.mailed-token-verifies-its-address": {
    "mailed-token": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const user = await mailed(session);
        const control = await pm.me(user);
        const verification = await pm.verifyEmail(user.token);
        return { control, verification, use: await seen(session, user) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ verification, use }) => [
        ...succeed(verification, use),
        // Not every target says so.
        ...(typeof use.taken["emailVerified"] === "boolean" ? expectSame(use, "emailVerified", true) : []),
      ],
    }),
  },
  "pattmayne.mailed-token-is-its-users-own": {
    "two-users": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const [one, other] = [await mailed(session), await mailed(session)];
        const control = await pm.verifyEmail(one.token);
        const [mine, theirs] = [await seen(session, one), await seen(session, other)];
        told(mine, theirs);
        return { control, mine, theirs, last: await pm.verifyEmail(other.token) };
      },
      control: ({ control, mine, theirs }) => succeed(control, mine, theirs),
      judge: ({ mine, theirs, last }) => [
        ...expectSame(mine, "emailVerified", true),
        ...expectSame(theirs, "emailVerified", false),
        ...succeed(last),
      ],
    }),
    "beside-the-cookies-of-another": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const [one, other] = [await mailed(session), await mailed(session)];
        const { from } = await pm.signIn(other.account);
        const { username, email } = other.account;
        const naming = withMembers({ username, email, user_id: (await pm.me(other)).taken["userId"] });
        const request = (plain: HttpRequest) => naming(withHeader("cookie", cookiesOf(from))(plain));
        const control = await pm.verifyEmail(one.token, { request });
        const [mine, theirs] = [await seen(session, one), await seen(session, other)];
        told(mine, theirs);
        return { control, mine, theirs };
      },
      control: ({ control, mine, theirs }) => succeed(control, mine, theirs),
      judge: ({ theirs }) => expectSame(theirs, "emailVerified", false),
    }),
  },
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
