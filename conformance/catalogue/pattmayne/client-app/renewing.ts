import { describe, expectThat } from "../../../kit/expect.ts";
import { withMethod } from "../../../kit/http.ts";
import { CLAIMED_TIMES } from "../../../kit/jwt/claimed-times.ts";
import { isFieldText, prepared } from "../../../kit/prepared.ts";
import { checkFor } from "../../../model/check.ts";
import type { Exchange } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { forge } from "../../common/forging.ts";
import { numbered } from "../../common/parallel.ts";
import { areRefused, succeed } from "../outcomes.ts";
import type { AppSession, AppUser } from "./client.ts";
import { isVouchedFor } from "./vouched.ts";
import { asked } from "./witness.ts";

const check = checkFor<AppSession>();
const needs = ["short-access-lifetime"] as const;

/** An expired token and its refresh token, twice, and the new token alone. */
async function renewTwice({ app, auth }: AppSession, { accessToken, refreshToken }: Omit<AppUser, "user" | "from">) {
  const redemptions = auth.asked("verifyAuthCode");
  const renewal = await app.me({ accessToken, refreshToken });
  const use = await app.me({ accessToken: renewal.taken["accessToken"] });
  const again = await app.me({ accessToken, refreshToken });
  return { renewal, use, again, ...numbered("asked", redemptions) };
}

type Renewed = { renewal: Exchange; use: Exchange; again: Exchange; [step: string]: Exchange };

function areRenewed({ renewal, use, again, ...redemptions }: Renewed, old: Exchange): readonly Finding[] {
  return [renewal, again]
    .flatMap((each) => {
      const token = each.taken["accessToken"];
      const isNew = typeof token === "string" && token !== old.taken["accessToken"];
      return [
        ...isVouchedFor(each, redemptions),
        ...expectThat(isNew, each.step, "a new signed token", token === undefined ? "none" : "the old one"),
      ];
    })
    .concat(isVouchedFor(use, redemptions));
}

/** Checks of how a client app renews its signed tokens. */
export const renewing = {
  "pattmayne.app-renews-by-the-refresh-token": {
    "after-expiry": check({
      needs,
      act: async (session) => {
        const user = await session.app.stale();
        return { from: user.from, ...(await renewTwice(session, user)) };
      },
      control: ({ from }) => succeed(from),
      judge: ({ from, renewal, use, again, ...asked }) => areRenewed({ renewal, use, again, ...asked }, from),
    }),
    "expired-by-the-suites-hand": check({
      needs: ["signing-key"],
      act: async (session) => {
        const { accessToken, refreshToken, from } = await session.app.signIn();
        const { tokens } = await forge(session, CLAIMED_TIMES["exp-that-is-over"], accessToken);
        const expired = tokens[0]?.token ?? "";
        return { from, ...(await renewTwice(session, { accessToken: expired, refreshToken })) };
      },
      control: ({ from }) => succeed(from),
      judge: ({ from, renewal, use, again, ...asked }) => areRenewed({ renewal, use, again, ...asked }, from),
    }),
    "renewed-token-after-expiry": check({
      needs,
      act: async (session) => {
        const { app } = session;
        const { refreshToken, ...user } = await app.stale();
        const first = await app.me({ accessToken: user.accessToken, refreshToken });
        const accessToken = prepared(first, "accessToken", isFieldText);
        await app.expired(first);
        return { first, ...(await renewTwice(session, { accessToken, refreshToken })) };
      },
      control: ({ first }) => succeed(first),
      judge: ({ first, renewal, use, again, ...asked }) => areRenewed({ renewal, use, again, ...asked }, first),
    }),
  },
  "pattmayne.app-asks-anew-each-time": {
    "three-renewals": check({
      needs,
      act: async ({ app, auth }) => {
        const user = await app.stale();
        const first = await app.me(user);
        const before = auth.asked("checkRefresh");
        const second = await app.me(user);
        const between = auth.asked("checkRefresh").slice(before.length);
        auth.logOut(user.user);
        const third = await app.me(user);
        return { from: user.from, first, second, third, ...numbered("asked at the second", between) };
      },
      control: ({ first }) => succeed(first),
      judge: ({ from, first: _, second, third, ...others }) => [
        ...(second.outcome === "success"
          ? expectThat(asked(others).length > 0, second.step, "a question to the auth app", "none")
          : []),
        ...isNotRenewed(third, from),
      ],
    }),
    "asked-for-its-head": check({
      needs,
      act: async ({ app, auth }) => {
        const user = await app.stale();
        const control = await app.me(user);
        auth.logOut(user.user);
        return { from: user.from, control, attempt: await app.me(user, { request: withMethod("HEAD") }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ from, attempt }) => isNotRenewed(attempt, from),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

/** Finds fault with an answer that serves the user, or sets a signed token. */
export function isNotRenewed(attempt: Exchange, from: Exchange): readonly Finding[] {
  const token = attempt.taken["accessToken"];
  const isNew = typeof token === "string" && /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token);
  return [
    ...areRefused(attempt),
    ...expectThat(!isNew, attempt.step, `no new signed token in the place of that of ${from.step}`, describe(attempt)),
  ];
}
