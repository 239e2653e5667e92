import type { Variation } from "../../engine/http-caller.ts";
import { withMethod } from "../../kit/http.ts";
import { CLAIMED_TIMES } from "../../kit/jwt/claimed-times.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { needLiving, newlyConnected } from "./connected.ts";
import { forgedRenewals } from "./forged-renewals.ts";
import { forged } from "./forgeries.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();
const short = ["registration", "short-access-lifetime"] as const satisfies readonly Need[];

/** A signed token that expires; what it is good for afterwards. */
const expires = (ask: (session: AuthSession, user: SignedIn) => Promise<Exchange>, needs: readonly Need[] = []) =>
  check({
    needs: [...short, ...needs],
    async act(session) {
      const { pm, until } = session;
      const user = await pm.registered();
      const control = await pm.me({ accessToken: user.accessToken });
      await until(pm.expiryOf(user.from));
      return { control, attempt: await ask(session, user), again: await ask(session, user) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt, again }) => areRefused(attempt, again),
  });

const byHead: Variation = { request: withMethod("HEAD") };

const { "no-exp": noExp, "exp-as-text": asText, "exp-of-another-type": otherType } = CLAIMED_TIMES;
const { "exp-of-zero": zero, "exp-that-is-over": over, "exp-twice": twice } = CLAIMED_TIMES;

/** Checks of signed tokens that have expired, or that never would. */
export const expiredJwts = {
  "pattmayne.expired-jwt-is-refused": {
    "after-expiry": expires(({ pm }, { accessToken }) => pm.me({ accessToken })),
    "asked-for-its-head": expires(({ pm }, { accessToken }) => pm.me({ accessToken }, byHead)),
    "beside-a-garbage-refresh-token": expires(({ pm }, { accessToken }) =>
      pm.me({ accessToken, refreshToken: "garbage" }),
    ),
    "at-a-login-by-cookies": expires(
      async ({ pm }, { accessToken }) => pm.login({ accessToken, clientId: (await pm.client()).clientId }),
      ["client"],
    ),
    ...forged.refusing({ "exp-that-is-over": over, "exp-of-zero": zero, "exp-twice": twice }),
  },
  "pattmayne.jwt-without-expiry-is-refused": forged.refusing({ "no-exp": noExp }),
  "pattmayne.jwt-expiry-is-a-number": forged.refusing({ "exp-as-text": asText, "exp-of-another-type": otherType }),
  "pattmayne.expired-jwt-is-renewed-silently": {
    "after-expiry": check({
      needs: ["client", ...short],
      async act(session): Promise<Record<"control" | "attempt", Exchange> & { use?: Exchange }> {
        const { pm, until } = session;
        const { user, held } = await newlyConnected(session);
        const control = await pm.me(user);
        await until(pm.expiryOf(user.from));
        needLiving(session, held);
        const attempt = await pm.me(user);
        const { accessToken } = attempt.taken;
        return { control, attempt, ...(accessToken !== undefined && { use: await pm.me({ accessToken }) }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, use }: Record<"control" | "attempt", Exchange> & { use?: Exchange }) => [
        ...succeed(attempt, use),
        ...setsAToken(attempt),
      ],
    }),
  },
  ...forgedRenewals,
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;

/** Finds fault with an answer that was served and sets no new signed token. */
const setsAToken = (attempt: Exchange) =>
  attempt.outcome === "success" && attempt.taken["accessToken"] === undefined
    ? [{ at: attempt.step, expected: "a new signed token in its cookie", actual: "none" }]
    : [];
