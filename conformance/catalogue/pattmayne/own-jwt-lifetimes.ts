import { expectThat } from "../../kit/expect.ts";
import { expiryInJwt } from "../../kit/jwt.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { needLeft } from "./connected.ts";
import { succeed } from "./outcomes.ts";
import { isJwt } from "./own-jwts.ts";

const check = checkFor<AuthSession>();

const OWN = ["disposable-account"] as const satisfies readonly Need[];

const AN_HOUR_MS = 3_600_000;

/** What a clock of whole seconds adds. */
const A_SECOND_MS = 1000;

/** Finds fault with a signed token that is over when it comes, or good for more than an hour. */
function livesMinutes(exchange: Exchange, clockAheadMs: number): readonly Finding[] {
  const { accessToken } = exchange.taken;
  if (accessToken === undefined || accessToken === "") return [];
  const exp = expiryInJwt(accessToken) ?? Number.NaN;
  const life = exp - exchange.startedAt - clockAheadMs;
  const fine = life > -A_SECOND_MS && life <= AN_HOUR_MS + exchange.durationMs + A_SECOND_MS;
  const actual = Number.isNaN(life) ? "no exp" : `exp in ${Math.round(life / 1000)} s`;
  return expectThat(fine, exchange.step, "an exp in the next hour", actual);
}

/** What happens to a user whose signed token is as good afterwards as before. */
const staysGood = (
  meanwhile: (session: AuthSession, user: Awaited<ReturnType<AuthSession["pm"]["lend"]>>) => Promise<unknown>,
  needs: readonly Need[] = [],
) =>
  check({
    needs: [...OWN, ...needs],
    async act(session) {
      const { pm } = session;
      const user = await pm.lend();
      const { accessToken } = user;
      const control = await pm.me({ accessToken });
      await meanwhile(session, user);
      const use = await pm.me({ accessToken });
      pm.leave(user);
      return { control, use };
    },
    control: ({ control }) => succeed(control),
    judge: ({ use }) => succeed(use),
  });

/** Checks of how long the auth app's own signed tokens are good. */
export const ownJwtLifetimes = {
  "pattmayne.jwt-lives-minutes": {
    "fresh-login": check({
      needs: OWN,
      async act({ pm }) {
        const user = await pm.lend();
        const renewal = await pm.refresh(user.refreshToken);
        const login = (await pm.signIn(user.account)).from;
        pm.leave(user);
        return { first: user.from, renewal, login };
      },
      control: ({ first, renewal, login }) => succeed(first, renewal, login),
      judge: ({ first, renewal, login }, { clockAheadMs }) =>
        [first, renewal, login].flatMap((each) => [...isJwt(each), ...livesMinutes(each, clockAheadMs)]),
    }),
    "login-at-a-client": check({
      needs: [...OWN, "client"],
      async act({ pm }) {
        const [user, client] = [await pm.lend(), await pm.client()];
        const byCookies = await pm.code(user, client);
        const { username, password } = user.account;
        const login = await pm.login({ username, password, clientId: client.clientId });
        pm.leave(user);
        return { byCookies: byCookies.from, login };
      },
      control: ({ byCookies, login }) => succeed(byCookies, login),
      judge: ({ byCookies, login }, { clockAheadMs }) =>
        [byCookies, login].flatMap((each) => livesMinutes(each, clockAheadMs)),
    }),
  },
  "pattmayne.jwt-is-good-until-it-expires": {
    "late-in-its-life": staysGood(
      async (session, { from }) => {
        const expiry = session.pm.expiryOf(from);
        await session.until(expiry, -1700);
        needLeft(session, expiry);
      },
      ["short-access-lifetime"],
    ),
    "after-another-login": staysGood(({ pm }, { account }) => pm.signIn(account)),
    "after-a-renewal": staysGood(({ pm }, { refreshToken }) => pm.refresh(refreshToken), ["refresh-operation"]),
    "after-a-login-at-another-client": staysGood(
      async ({ pm }, user) => pm.connect(user, await pm.client()),
      ["client"],
    ),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
