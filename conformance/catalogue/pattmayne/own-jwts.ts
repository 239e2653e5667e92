import { expectSame, expectThat } from "../../kit/expect.ts";
import { statusOf } from "../../kit/http.ts";
import { claimsOf } from "../../kit/jwt.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { truncated } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

const JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Finds fault with an answer whose signed token is no JWT of a user. */
export function isJwt({ step, taken }: Exchange): readonly Finding[] {
  const token = String(taken["accessToken"]);
  const { sub, exp } = claimsOf(token) ?? {};
  return [
    ...expectThat(JWS.test(token), step, "a JWT of three parts in base64url", `${token.split(".").length} parts`),
    ...expectThat(sub !== undefined && sub !== null && sub !== "", step, "the claim sub", "none"),
    ...expectThat(typeof exp === "number", step, "the claim exp, a number", JSON.stringify(exp) ?? "none"),
  ];
}

const subjectOf = ({ taken }: Exchange) => claimsOf(taken["accessToken"])?.["sub"];

/** What is sent in the place of a signed token, with no refresh token beside it. */
const refused = (spoil: (good: string) => readonly unknown[]) =>
  check({
    async act({ pm, account }): Promise<Evidence & { control: Exchange }> {
      const { accessToken } = await pm.cookies(account);
      const control = await pm.me({ accessToken });
      const tokens = spoil(accessToken).map((token) => () => pm.me({ accessToken: token }));
      return { ...(await oneByOne("attempt", tokens)), control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
  });

/** Checks of the auth app's own signed tokens. */
export const ownJwts = {
  "pattmayne.jwt-tells-its-user": {
    "two-users": check({
      needs: ["second-account"],
      async act({ pm, account, other }) {
        const [mine, theirs] = [await pm.sharedLogin(account), await pm.sharedLogin(other)];
        const [me, them] = [
          await pm.me({ accessToken: mine.taken["accessToken"] }),
          await pm.me({ accessToken: theirs.taken["accessToken"] }),
        ];
        return { mine, theirs, me, them };
      },
      control: ({ mine, theirs }) => succeed(mine, theirs),
      judge: ({ mine, theirs, me, them }) => [
        ...succeed(me, them),
        ...expectSame(me, "username", mine.taken["username"]),
        ...expectSame(them, "username", theirs.taken["username"]),
      ],
    }),
    "fresh-registration": check({
      needs: ["registration"],
      async act({ pm }) {
        const { from, account, accessToken } = await pm.registered();
        const login = await pm.login({ username: account.username, password: account.password });
        return { from, login, use: await pm.me({ accessToken }) };
      },
      control: ({ from, login }) => succeed(from, login),
      judge: ({ login, use }) => [...succeed(use), ...expectSame(use, "username", login.taken["username"])],
    }),
  },
  "pattmayne.me-needs-a-jwt": {
    "no-token": refused(() => [undefined, ""]),
    "garbage-token": refused(() => ["garbage", "null", "undefined", "a.b.c"]),
    "shorter-token": refused((good) => [truncated(good), good.slice(0, -4)]),
  },
  "pattmayne.missing-jwt-is-401": {
    "no-token": check({
      act: async ({ pm }) => ({ none: await pm.me({}), garbage: await pm.me({ accessToken: "garbage" }) }),
      judge: ({ none, garbage }) =>
        [none, garbage].flatMap((each) => expectThat(statusOf(each) === 401, each.step, "401", each.said)),
    }),
  },
  "pattmayne.jwt-is-a-compact-jws": {
    "two-users": check({
      needs: ["second-account"],
      act: async ({ pm, account, other }) => ({
        login: await pm.sharedLogin(account),
        again: (await pm.signIn(account)).from,
        other: await pm.sharedLogin(other),
      }),
      control: ({ login, again, other }) => succeed(login, again, other),
      judge: ({ login, again, other }) => [
        ...[login, again, other].flatMap(isJwt),
        ...expectThat(subjectOf(login) === subjectOf(again), again.step, "the sub of the user", "another one"),
        ...expectThat(subjectOf(login) !== subjectOf(other), other.step, "a sub of the user's own", "another user's"),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
