import { expectSame, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, Redeemed } from "./client.ts";
import { passwordOf } from "./credentials.ts";
import { succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** So much later, an expiry that is counted anew is another one, however seconds are rounded. */
export const ANOTHER_SECOND_MS = 2500;

export const held = ({ userId, refreshToken }: Redeemed) => ({ userId, refreshToken });

export const isAlive = (exchange: Exchange) => expectSame(exchange, "isValid", true);

/** A user connects one client, and then logs in elsewhere. */
const dropsNothing = (loginElsewhere: (session: AuthSession, one: Redeemed, user: Connected) => Promise<Exchange>) =>
  check({
    needs: ["second-client", "disposable-account"],
    act: async (session) => {
      const { pm } = session;
      const user = await pm.lend();
      const one = await pm.connect(user, await pm.client());
      const control = await pm.checkRefresh(one.client, held(one));
      const login = await loginElsewhere(session, one, user);
      const attempt = await pm.checkRefresh(one.client, held(one));
      pm.leave(user);
      return { control, login, attempt };
    },
    control: ({ control, login }) => [...isAlive(control), ...succeed(login)],
    judge: ({ attempt }) => isAlive(attempt),
  });

type Connected = Awaited<ReturnType<AuthSession["pm"]["lend"]>>;

/** Checks of the refresh tokens that a user has at several clients. */
export const clientsAtLogin = {
  "pattmayne.login-elsewhere-drops-no-token": {
    "login-by-cookies": dropsNothing(async ({ pm }, _, user) => (await pm.connect(user, await pm.otherClient())).from),
    "login-at-a-client": dropsNothing(async ({ pm }, _, { account }) =>
      pm.login({ ...passwordOf(account), clientId: (await pm.otherClient()).clientId }),
    ),
    "after-another-login": dropsNothing(({ pm }, _, { account }) => pm.login(passwordOf(account))),
  },
  "pattmayne.login-extends-every-token": {
    "after-another-login": check({
      needs: ["client", "disposable-account"],
      act: async ({ pm, until, targetNow }) => {
        const user = await pm.lend();
        const one = await pm.connect(user, await pm.client());
        await until(targetNow(), ANOTHER_SECOND_MS);
        const login = await pm.login(passwordOf(user.account));
        const exchange = await pm.extRefresh(one.client, held(one));
        pm.leave(user);
        return { redemption: one.from, login, exchange };
      },
      control: ({ redemption, login, exchange }) => succeed(redemption, login, exchange),
      judge: ({ redemption, exchange }) => {
        const [before, after] = [Number(redemption.taken["expiresAt"]), Number(exchange.taken["expiresAt"])];
        return expectThat(after > before, exchange.step, `a later expires_at than ${before}`, String(after));
      },
    }),
  },
  "pattmayne.tokens-of-two-clients-differ": {
    "two-clients": check({
      needs: ["second-client"],
      act: async ({ pm, account }) => {
        const user = await pm.cookies(account);
        const login = user.from;
        const one = await pm.connect(user, await pm.client());
        return { login, one: one.from, other: (await pm.connect(user, await pm.otherClient())).from };
      },
      judge: ({ login, one, other }) => {
        const tokens = [login, one, other].map(({ taken }) => taken["refreshToken"]);
        return expectThat(new Set(tokens).size === 3, other.step, "a token of its own", "one that was given before");
      },
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
