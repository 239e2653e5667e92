import { expectThat } from "../../kit/expect.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { altered, inOtherCase, likeBase64, truncated } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, Redeemed } from "./client.ts";
import { isAhead } from "./codes.ts";
import { afterExchange, borrowed, type Connected, exchange, exchanged, handOn, isAlive } from "./connected.ts";
import { NOBODIES } from "./nobodies.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { areNotValid, areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();
const OWN = ["client", "disposable-account"] as const satisfies readonly Need[];
const TWO = [...OWN, "second-client"] as const satisfies readonly Need[];

/** A token is exchanged so many times, one after the other, by the client that checks share or by another. */
const exchangedTimes = (times: number, needs: readonly Need[] = OWN) =>
  check({
    needs,
    async act(session): Promise<Evidence & { control: Exchange }> {
      const { pm } = session;
      const { user, held } = await borrowed(session);
      let last = needs === TWO ? await pm.connect(user, await pm.otherClient()) : held;
      const control = await isAlive(session, last);
      const steps: Record<string, Exchange> = {};
      for (let time = 1; time <= times; time++) {
        const exchange = await exchanged(session, last);
        steps[`exchange ${time}`] = exchange;
        if (exchange.outcome !== "success") break;
        last = pm.exchanged(last, exchange);
        steps[`use ${time}`] = await isAlive(session, last);
      }
      if (needs === TWO) pm.leave(user);
      else handOn(session, { user, held: last });
      return { ...steps, control };
    },
    control: ({ control }) => areValid(control),
    judge: ({ control: _, ...steps }) =>
      Object.values(steps).flatMap((each) =>
        each.step.startsWith("use") ? areValid(each) : [...succeed(each), ...isNew(each), ...isAhead(each)],
      ),
  });

/** Finds fault with an exchange that gives back the token which it was asked with. */
const isNew = ({ step, outcome, sent, taken }: Exchange): readonly Finding[] =>
  outcome === "success"
    ? expectThat(taken["refreshToken"] !== sent["refreshToken"], step, "a new token", "the same")
    : [];

/** A token that was exchanged so many times; the first of them is dead. */
const dies = (times: number, needs: readonly Need[] = OWN) =>
  check({
    needs,
    async act(session) {
      const { pm } = session;
      const { user, held } = await borrowed(session);
      const first = needs === TWO ? await pm.connect(user, await pm.otherClient()) : held;
      let last = first;
      for (let time = 0; time < times; time++) last = await afterExchange(session, last);
      const use = await isAlive(session, first);
      const control = await isAlive(session, last);
      const attempt = await exchanged(session, first);
      pm.leave(user);
      return { control, use, attempt };
    },
    control: ({ control }) => areValid(control),
    judge: ({ use, attempt }) => [...areNotValid(use), ...areRefused(attempt)],
  });

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

const alteredTokens = of(({ refreshToken }) => [
  altered(refreshToken),
  altered(refreshToken, "start"),
  altered(refreshToken, "end"),
  /^[\da-f-]+$/i.test(refreshToken) ? altered(refreshToken) : inOtherCase(refreshToken),
  truncated(refreshToken),
  refreshToken.slice(0, -1),
  `${refreshToken}A`,
  `${refreshToken} `,
  `${refreshToken}\0x`,
]);
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

/** Checks of refresh tokens that clients exchange. */
export const exchanges = {
  "pattmayne.last-token-yields-a-new-one": {
    "fresh-token": exchangedTimes(1),
    "three-in-a-row": exchangedTimes(3),
    "token-of-another-client": exchangedTimes(2, TWO),
  },
  "pattmayne.exchanged-token-is-dead": {
    "fresh-token": dies(1),
    "first-of-three": dies(2),
    "token-of-another-client": dies(1, TWO),
  },
  "pattmayne.exchange-is-for-the-tokens-user": {
    "number-of-another-user": refused(askingForAnother),
    "number-of-nobody": refused(askingForNobody),
  },
  "pattmayne.exchange-is-for-the-tokens-client": {
    "token-of-another-client": check({
      needs: TWO,
      async act(session) {
        const { pm } = session;
        const { user, held } = await borrowed(session);
        const there = await pm.connect(user, await pm.otherClient());
        const control = await isAlive(session, held);
        const other = await isAlive(session, there);
        const attempt = await exchange(session, held, there.refreshToken);
        const reverse = await exchange(session, there, held.refreshToken);
        pm.leave(user);
        return { control, other, attempt, reverse };
      },
      control: ({ control, other }) => areValid(control, other),
      judge: ({ attempt, reverse }) => areRefused(attempt, reverse),
    }),
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
