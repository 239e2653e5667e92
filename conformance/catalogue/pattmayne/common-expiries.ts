import { expecting, expectSame, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { ANOTHER_SECOND_MS, held, isAlive } from "./clients-at-login.ts";
import { needLeft } from "./connected.ts";
import { areRefused, REFUSED, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** The same second may be told by two clocks' roundings. */
const A_SECOND = 1;

/** Long enough that one of two expiries is over, by a second, and the other is not. */
const SEVERAL_SECONDS_MS = 4500;

const isDead = (exchange: Exchange): readonly Finding[] =>
  exchange.outcome === "success" ? expectSame(exchange, "isValid", false) : expecting(exchange, ...REFUSED);

/** Finds fault with two answers that tell expiries which are further apart than rounding explains. */
function expireTogether(one: Exchange, other: Exchange): readonly Finding[] {
  const [first, second] = [Number(one.taken["expiresAt"]), Number(other.taken["expiresAt"])];
  const fine = Math.abs(first - second) <= A_SECOND;
  return expectThat(fine, other.step, `expires_at ${first}, as ${one.step} tells`, String(second));
}

/** Checks of the one expiry that all refresh tokens of a user have. */
export const commonExpiries = {
  "pattmayne.tokens-share-one-expiry": {
    "login-by-cookies": check({
      needs: ["second-client", "disposable-account"],
      act: async ({ pm, until, targetNow }) => {
        const user = await pm.lend();
        const one = await pm.connect(user, await pm.client());
        await until(targetNow(), ANOTHER_SECOND_MS);
        const other = await pm.connect(user, await pm.otherClient());
        await until(targetNow(), ANOTHER_SECOND_MS);
        const exchange = await pm.extRefresh(one.client, held(one));
        pm.leave(user);
        return { other: other.from, exchange };
      },
      control: ({ other, exchange }) => succeed(other, exchange),
      judge: ({ other, exchange }) => expireTogether(other, exchange),
    }),
    "after-another-login": check({
      needs: ["second-client", "disposable-account"],
      act: async ({ pm, until, targetNow }) => {
        const user = await pm.lend();
        const one = await pm.connect(user, await pm.client());
        await until(targetNow(), ANOTHER_SECOND_MS);
        const again = await pm.signIn(user.account);
        const other = await pm.connect(again, await pm.otherClient());
        const exchange = await pm.extRefresh(one.client, held(one));
        pm.leave(user);
        return { other: other.from, exchange };
      },
      control: ({ other, exchange }) => succeed(other, exchange),
      judge: ({ other, exchange }) => expireTogether(other, exchange),
    }),
  },
  "pattmayne.tokens-expire-together": {
    "after-another-login-and-the-first-expiry": check({
      needs: ["second-client", "disposable-account", "short-refresh-lifetime"],
      act: async (session) => {
        const { pm, until, targetNow } = session;
        const user = await pm.lend();
        const one = await pm.connect(user, await pm.client());
        await until(targetNow(), SEVERAL_SECONDS_MS);
        const again = await pm.signIn(user.account);
        const other = await pm.connect(again, await pm.otherClient());
        const control = await pm.checkRefresh(one.client, held(one));
        await until(one.expiresAt);
        const [first, second] = await Promise.all([
          pm.checkRefresh(one.client, held(one)),
          pm.checkRefresh(other.client, held(other)),
        ]);
        // Where the login has extended them, both are good until then.
        if (other.expiresAt > one.expiresAt + ANOTHER_SECOND_MS) needLeft(session, other.expiresAt);
        pm.leave(user);
        return { control, first, second };
      },
      control: ({ control }) => isAlive(control),
      // A login may extend them, and then it extends all.
      judge: ({ first, second }) => expectSame(second, "isValid", first.taken["isValid"]),
    }),
    "after-the-refresh-tokens-expiry": check({
      needs: ["second-client", "disposable-account", "short-refresh-lifetime"],
      act: async ({ pm, until, targetNow }) => {
        const user = await pm.lend();
        const one = await pm.connect(user, await pm.client());
        await until(targetNow(), ANOTHER_SECOND_MS);
        const other = await pm.connect(user, await pm.otherClient());
        const control = await pm.checkRefresh(one.client, held(one));
        for (const { expiresAt } of [one, other]) await until(expiresAt);
        const first = await pm.checkRefresh(one.client, held(one));
        const second = await pm.checkRefresh(other.client, held(other));
        const own = await pm.refresh(user.refreshToken);
        pm.leave(user);
        return { control, first, second, own };
      },
      control: ({ control }) => isAlive(control),
      judge: ({ first, second, own }) => [...isDead(first), ...isDead(second), ...areRefused(own)],
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
