import { expectThat } from "../../kit/expect.ts";
import { claimsOf, expiryInJwt } from "../../kit/jwt.ts";
import { cookiesSet, tokenCookies } from "../../kit/set-cookies.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { exchanged, needLiving } from "./connected.ts";
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

/** Finds fault with a renewal that sets another refresh token than the one that it was asked with. */
function setsNoOther(login: Exchange, renewal: Exchange): readonly Finding[] {
  const own = tokenCookies(login).find(({ value }) => value !== login.taken["accessToken"]);
  const set = cookiesSet(renewal).find(({ name }) => name === own?.name);
  return expectThat(set === undefined || set.value === own?.value, renewal.step, "no new refresh token", "another one");
}

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
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
