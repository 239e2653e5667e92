import { oneByOne } from "../../kit/one-by-one.ts";
import { cookieLine, withCookies } from "../../kit/set-cookies.ts";
import { likeBase64 } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { borrowed, type Connected } from "./connected.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { spoilt } from "./spoilt.ts";

const check = checkFor<AuthSession>();

const OWN = ["refresh-operation", "disposable-account"] as const satisfies readonly Need[];

const SHORT = ["refresh-operation", "registration", "short-refresh-lifetime"] as const satisfies readonly Need[];

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

const alteredTokens = ({ refreshToken }: SignedIn): readonly unknown[] => spoilt(refreshToken);

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

/** Checks of what renews no signed token. */
export const refusedRenewals = {
  "pattmayne.refresh-needs-a-refresh-token": {
    "altered-token": asked(alteredTokens),
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
    "altered-token": asked(alteredTokens, "after"),
    "no-token": asked(() => [undefined, "", "garbage"], "after"),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
