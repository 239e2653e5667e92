import { expectSame } from "../../kit/expect.ts";
import { cookiesOf, withHeader } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { HttpRequest } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { mailed, needs, seen, told } from "./mailed-users.ts";
import { withMembers } from "./members.ts";
import { succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** Checks of whose email is verified, and by what. */
export const verifiedEmails = {
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
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
