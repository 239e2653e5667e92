import { expectThat } from "../../kit/expect.ts";
import { claimsOf, expiryInJwt } from "../../kit/jwt.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { cookieLine, cookiesSet, tokenCookies, withCookies } from "../../kit/set-cookies.ts";
import { altered, inOtherCase, likeBase64, truncated } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { borrowed, type Connected, exchanged, needLiving } from "./connected.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();
const OWN = ["refresh-operation", "disposable-account"] as const satisfies readonly Need[];
const SHORT = ["refresh-operation", "registration", "short-refresh-lifetime"] as const satisfies readonly Need[];

/** How far before its expiry a token is still good, in milliseconds: a second, and what answers and clocks take. */
const ALMOST_MS = -1700;

/** Something happens, and then the cookie of the login renews the signed token. */
const renews = (meanwhile: (session: AuthSession, user: SignedIn) => Promise<unknown>, needs: readonly Need[] = []) =>
  check({
    needs: [...OWN, ...needs],
    async act(session): Promise<Evidence & Record<"login" | "renewal", Exchange> & { use?: Exchange }> {
      const { pm } = session;
      const user = await pm.lend();
      await meanwhile(session, user);
      const renewal = await pm.refresh(user.refreshToken);
      const { accessToken } = renewal.taken;
      pm.leave(user);
      if (accessToken === undefined) return { login: user.from, renewal };
      return { login: user.from, renewal, use: await pm.me({ accessToken }) };
    },
    control: ({ login }) => succeed(login),
    judge: ({ login, renewal, use }: Evidence & Record<"login" | "renewal", Exchange> & { use?: Exchange }) => [
      ...succeed(renewal, use),
      ...isRenewed(login, renewal),
    ],
  });

/** Finds fault with a renewal that sets no new signed token of that user, or one that ends before the last. */
function isRenewed(login: Exchange, renewal: Exchange): readonly Finding[] {
  if (renewal.outcome !== "success") return [];
  const [old, fresh] = [login, renewal].map(({ taken }) => taken["accessToken"]);
  const isNew = fresh !== undefined && fresh !== "" && fresh !== old;
  const ends = [old, fresh].map((token) => expiryInJwt(token) ?? 0);
  return [
    ...expectThat(isNew, renewal.step, "a new signed token", fresh === undefined ? "none" : "the old one"),
    ...expectThat(!isNew || Number(ends[1]) >= Number(ends[0]), renewal.step, "a later exp", "an earlier one"),
    ...expectThat(
      !isNew || claimsOf(fresh)?.["sub"] === claimsOf(old)?.["sub"],
      renewal.step,
      "the sub of before",
      "another one",
    ),
  ];
}

/** Cookies in the place of a good one, which renews before and afterwards. */
const asked = (
  spoil: (connected: SignedIn, session: AuthSession) => readonly unknown[],
  which: "attempts" | "after" = "attempts",
) =>
  check({
    needs: OWN,
    async act(session): Promise<Evidence & Record<"control" | "after" | "use", Exchange>> {
      const { pm } = session;
      const user = await pm.lend();
      const control = await pm.refresh(user.refreshToken);
      const attempts = await oneByOne(
        "attempt",
        spoil(user, session).map((token) => () => pm.refresh(token)),
      );
      const after = await pm.refresh(user.refreshToken);
      const use = await pm.me({ accessToken: user.accessToken });
      pm.leave(user);
      return { ...attempts, control, after, use };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, after, use, ...attempts }) =>
      which === "after" ? succeed(after, use) : areRefused(...Object.values(attempts)),
  });

const spoilt = ({ refreshToken }: SignedIn): readonly unknown[] => [
  altered(refreshToken),
  altered(refreshToken, "start"),
  altered(refreshToken, "end"),
  /^[\da-f-]+$/i.test(refreshToken) ? altered(refreshToken) : inOtherCase(refreshToken),
  truncated(refreshToken),
  refreshToken.slice(0, -1),
  `${refreshToken}A`,
];

/** What clients hold of a user, in the auth app's own cookie. */
const ofAClient = (
  token: (session: AuthSession, connected: Connected) => Promise<unknown>,
  needs: readonly Need[] = [],
) =>
  check({
    needs: ["client", ...OWN, ...needs],
    async act(session) {
      const { pm } = session;
      const connected = await borrowed(session);
      const attempt = await pm.refresh(await token(session, connected));
      const control = await pm.refresh(connected.user.refreshToken);
      pm.leave(connected.user);
      return { attempt, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });

/** Checks of how the auth app renews its own signed token. */
export const renewals = {
  "pattmayne.refresh-renews-the-jwt": {
    "fresh-login": renews(async () => {}),
    "three-in-a-row": renews(async ({ pm }, { refreshToken }) => {
      for (let time = 0; time < 2; time++) pm.needSuccess(await pm.refresh(refreshToken));
    }),
    "after-a-login-at-another-client": renews(async ({ pm }, user) => pm.connect(user, await pm.client()), ["client"]),
    "after-an-exchange": renews(
      async (session, user) => exchanged(session, await session.pm.connect(user, await session.pm.client())),
      ["client"],
    ),
    "after-the-jwts-expiry": renews(
      async (session, user) => {
        const held = await session.pm.connect(user, await session.pm.client());
        await session.until(session.pm.expiryOf(user.from));
        needLiving(session, held);
      },
      ["client", "short-access-lifetime"],
    ),
  },
  "pattmayne.refresh-keeps-the-refresh-token": {
    "fresh-login": check({
      needs: OWN,
      async act({ pm }) {
        const user = await pm.lend();
        const control = await pm.refresh(user.refreshToken);
        const again = await pm.refresh(user.refreshToken);
        pm.leave(user);
        return { login: user.from, control, again };
      },
      control: ({ control }) => succeed(control),
      judge: ({ login, control, again }) => [...succeed(again), ...setsNoOther(login, control)],
    }),
    "late-in-its-life": check({
      needs: ["client", ...SHORT],
      async act(session) {
        const { pm, until } = session;
        const user = await pm.registered();
        const { expiresAt } = await pm.connect(user, await pm.client());
        await until(expiresAt, ALMOST_MS);
        const control = await pm.refresh(user.refreshToken);
        await until(expiresAt);
        return { control, attempt: await pm.refresh(user.refreshToken) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "pattmayne.refresh-needs-a-refresh-token": {
    "altered-token": asked(spoilt),
    "no-token": asked(() => [undefined, "", "garbage", "null"]),
    "random-token": asked(({ refreshToken }, { random }) => [likeBase64(refreshToken, random)]),
  },
  "pattmayne.expired-refresh-token-is-refused": {
    "after-expiry": check({
      needs: ["client", ...SHORT],
      async act({ pm, until }) {
        const user = await pm.registered();
        const control = await pm.refresh(user.refreshToken);
        const { expiresAt } = await pm.connect(user, await pm.client());
        await until(pm.expiryOf(user.from));
        await until(expiresAt);
        const attempt = await pm.refresh(user.refreshToken);
        return { control, attempt, beside: await pm.me(user) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, beside }) => areRefused(attempt, beside),
    }),
  },
  "pattmayne.jwt-is-no-refresh-token": {
    "access-token-as-refresh-token": asked(({ accessToken }) => [accessToken]),
    "beside-no-refresh-token": check({
      needs: OWN,
      async act(session) {
        const { pm } = session;
        const user = await pm.lend();
        const control = await pm.refresh(user.refreshToken);
        const attempt = await pm.refresh(undefined, { request: withCookies(cookieLine(user.from, ["accessToken"])) });
        pm.leave(user);
        return { control, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "pattmayne.clients-token-renews-nothing": {
    "token-of-a-client": ofAClient(async (_, { held }) => held.refreshToken),
    "token-of-another-client": ofAClient(
      async ({ pm }, { user }) => (await pm.connect(user, await pm.otherClient())).refreshToken,
      ["second-client"],
    ),
  },
  "pattmayne.refused-renewal-changes-nothing": {
    "altered-token": asked(spoilt, "after"),
    "no-token": asked(() => [undefined, "", "garbage"], "after"),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;

/** Finds fault with a renewal that sets another refresh token than the one that it was asked with. */
function setsNoOther(login: Exchange, renewal: Exchange): readonly Finding[] {
  const own = tokenCookies(login).find(({ value }) => value !== login.taken["accessToken"]);
  const set = cookiesSet(renewal).find(({ name }) => name === own?.name);
  return expectThat(set === undefined || set.value === own?.value, renewal.step, "no new refresh token", "another one");
}
