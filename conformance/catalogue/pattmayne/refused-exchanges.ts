import { oneByOne } from "../../kit/one-by-one.ts";
import { likeBase64 } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, Redeemed } from "./client.ts";
import { borrowed, type Connected, exchange, exchanged, handOn, isAlive } from "./connected.ts";
import { NOBODIES } from "./nobodies.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";
import { spoiltInABody } from "./spoilt.ts";
import { tokenOfAnotherClient } from "./tokens-of-two-clients.ts";

const check = checkFor<AuthSession>();

const OWN = ["client", "disposable-account"] as const satisfies readonly Need[];

const TWO = [...OWN, "second-client"] as const satisfies readonly Need[];

/** Exchanges that are to be refused, of one user's token; it is as good as before, and is exchanged in the end. */
const attempts = (
  ask: (
    session: AuthSession,
    connected: Connected,
  ) => readonly (() => Promise<Exchange>)[] | Promise<readonly (() => Promise<Exchange>)[]>,
  needs: readonly Need[] = OWN,
) => ({
  needs,
  async act(session: AuthSession): Promise<Evidence & Record<"control" | "after", Exchange>> {
    const connected = await borrowed(session);
    const { user, held } = connected;
    const control = await isAlive(session, held);
    const asked = await oneByOne("attempt", await ask(session, connected));
    const after = await exchanged(session, held);
    if (after.outcome === "success") handOn(session, { user, held: session.pm.exchanged(held, after) });
    else session.pm.leave(user);
    return { ...asked, control, after };
  },
  control: ({ control }: { control: Exchange }) => areValid(control),
});

const refused = (...parts: Parameters<typeof attempts>) =>
  check({
    ...attempts(...parts),
    judge: ({ control: _, after: __, ...asked }) => areRefused(...Object.values(asked)),
  });

const changesNothing = (...parts: Parameters<typeof attempts>) =>
  check({ ...attempts(...parts), judge: ({ after }) => succeed(after) });

/** Exchanges of what is made of a token. */
const of =
  (spoil: (held: Redeemed, session: AuthSession) => readonly unknown[]) =>
  (session: AuthSession, { held }: Connected) =>
    spoil(held, session).map((token) => () => exchange(session, held, token));

const alteredTokens = of(({ refreshToken }) => spoiltInABody(refreshToken));

const noTokens = of(() => [undefined, "", "garbage", null, true, 7, { $ne: null }]);

const askingForAnother = async (session: AuthSession, { held }: Connected) => {
  const { pm } = session;
  const other = await borrowed(session);
  handOn(session, other);
  return [
    () => pm.extRefresh(held.client, { userId: other.held.userId, refreshToken: held.refreshToken }),
    () => pm.extRefresh(held.client, { userId: held.userId, refreshToken: other.held.refreshToken }),
  ];
};

const askingForNobody = ({ pm }: AuthSession, { held: { client, refreshToken } }: Connected) =>
  NOBODIES.map((userId) => () => pm.extRefresh(client, { userId, refreshToken }));

/** Checks of exchanges that are refused, and of what an exchange leaves as it was. */
export const refusedExchanges = {
  "pattmayne.exchange-is-for-the-tokens-user": {
    "number-of-another-user": refused(askingForAnother),
    "number-of-nobody": refused(askingForNobody),
  },
  "pattmayne.exchange-is-for-the-tokens-client": {
    "token-of-another-client": tokenOfAnotherClient(exchange, areRefused),
    "other-tokens-of-the-user": refused((session, { user, held }) =>
      [user.refreshToken, user.accessToken, held.client.clientSecret].map(
        (token) => () => exchange(session, held, token),
      ),
    ),
  },
  "pattmayne.unknown-token-is-not-exchanged": {
    "altered-token": refused(alteredTokens),
    "no-token": refused(noTokens),
    "random-token": refused(of(({ refreshToken }, { random }) => [likeBase64(refreshToken, random)])),
  },
  "pattmayne.exchange-leaves-other-clients-alone": {
    "two-clients": check({
      needs: TWO,
      async act(session) {
        const { pm } = session;
        const { user, held } = await borrowed(session);
        const there = await pm.connect(user, await pm.otherClient());
        const control = await isAlive(session, there);
        const exchange = await exchanged(session, held);
        const use = await isAlive(session, there);
        const site = await pm.refresh(user.refreshToken);
        pm.leave(user);
        return { control, exchange, use, site };
      },
      control: ({ control, exchange }) => [...areValid(control), ...succeed(exchange)],
      judge: ({ use, site }) => [...areValid(use), ...succeed(site)],
    }),
  },
  "pattmayne.refused-exchange-changes-nothing": {
    "altered-token": changesNothing(alteredTokens),
    "number-of-another-user": changesNothing(askingForAnother),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
