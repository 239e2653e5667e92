import type { Variation } from "../../engine/http-caller.ts";
import { expectThat } from "../../kit/expect.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { releasedTogether } from "../common/parallel.ts";
import { namesOfTries, raced } from "../common/raced.ts";
import type { AuthSession } from "./client.ts";
import { type Connected, connected, exchanged, isAlive } from "./connected.ts";
import { succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** How far apart a logout and its rival come in each try, at most, in milliseconds. */
const GAPS_MS = [0, 0, 5, 40, 0, 15, 0, 100];
const MOST = GAPS_MS.length;
const LEAST = 4;

/** What comes together with a logout, and what it yields, used afterwards. */
interface Rival {
  readonly needs: readonly Need[];
  /** It waits for seconds, which tokens of others would not outlive if nothing else ran meanwhile. */
  readonly waits?: true;
  /** Prepares it, and what is asked then. */
  ready(session: AuthSession, each: Connected): Promise<(variation: Variation) => Promise<Exchange>>;
  afterwards(session: AuthSession, answer: Exchange, each: Connected): Promise<readonly Exchange[]>;
}

type Logout = (session: AuthSession, each: Connected, variation: Variation) => Promise<Exchange>;

const atHome: Logout = ({ pm }, { user }, variation) => pm.logout({ ...cookiesOf(user) }, variation);
const atAClient: Logout = ({ pm }, { held }, variation) => pm.extLogout(held.client, held.userId, variation);
const cookiesOf = ({ accessToken, refreshToken }: Connected["user"]) => ({ accessToken, refreshToken });

/** Finds fault with what a rival yielded that is alive though a logout was confirmed. */
function outlives(evidence: Evidence, name: string): readonly Finding[] {
  const of = (what: string) => Object.values(evidence).filter(({ step }) => step.startsWith(`${name}, ${what}`));
  if (!of("logout").some(({ outcome }) => outcome === "success")) return [];
  return of("afterwards")
    .filter(({ outcome, taken }) => outcome === "success" && taken["isValid"] !== false)
    .flatMap(({ step, said }) => expectThat(false, step, "nothing that is alive: the user was logged out", said));
}

/** A logout and a rival, several times, each of them first in half of the tries. */
const against = (rival: Rival, logOut: Logout, least = LEAST) =>
  check({
    needs: ["client", "disposable-account", ...rival.needs],
    ...(rival.waits ? {} : { exclusive: true }),
    async act(session): Promise<Evidence & { control: Exchange }> {
      let control: Exchange | undefined;
      const evidence = await raced(
        session,
        [least, MOST],
        async (name, index) => {
          const each = await connected(session);
          const ask = await rival.ready(session, each);
          const first = index % 2;
          const answers = await releasedTogether(session, 2, GAPS_MS[index] ?? 0, (place, variation) =>
            place === first ? logOut(session, each, variation) : ask(variation),
          );
          const [logout, answer] = first === 0 ? answers : answers.toReversed();
          if (!logout || !answer) throw new Error("Two were asked.");
          control ??= logout;
          const uses = answer.outcome === "success" ? await rival.afterwards(session, answer, each) : [];
          session.pm.leave(each.user);
          const named = uses.map((use, place) => [`${name}, afterwards ${place + 1}`, use] as const);
          return { [`${name}, logout`]: logout, [`${name}, rival`]: answer, ...Object.fromEntries(named) };
        },
        outlives,
      );
      if (!control) throw new Error("Nothing was tried.");
      return { ...evidence, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...evidence }) => namesOfTries(MOST).flatMap((name) => outlives(evidence, name)),
  });

const redemption = (elsewhere: boolean): Rival => ({
  needs: elsewhere ? ["second-client"] : [],
  async ready({ pm }, { user, held }) {
    const { client, code } = await pm.code(user, elsewhere ? await pm.otherClient() : held.client);
    return (variation) => pm.verifyAuthCode(client, code, variation);
  },
  async afterwards(session, answer, { held }) {
    const { pm } = session;
    const next = pm.redeemed(elsewhere ? await pm.otherClient() : held.client, answer);
    return [await isAlive(session, next), await exchanged(session, next)];
  },
});

const exchange: Rival = {
  needs: [],
  ready:
    async ({ pm }, { held }) =>
    (variation) =>
      pm.extRefresh(held.client, held, variation),
  async afterwards(session, answer, { held }) {
    const next = session.pm.exchanged(held, answer);
    return [await isAlive(session, next), await exchanged(session, next)];
  },
};

/** What a renewed signed token is still good for. */
async function uses({ pm }: AuthSession, { taken }: Exchange): Promise<readonly Exchange[]> {
  const { accessToken } = taken;
  return accessToken === undefined ? [] : [await pm.me({ accessToken })];
}

const renewal: Rival = {
  needs: ["refresh-operation"],
  ready:
    async ({ pm }, { user: { refreshToken } }) =>
    (variation) =>
      pm.refresh(refreshToken, variation),
  afterwards: uses,
};

const renewalInPassing: Rival = {
  needs: ["short-access-lifetime"],
  waits: true,
  async ready({ pm, until }, { user }) {
    const { accessToken, refreshToken } = user;
    await until(pm.expiryOf(user.from));
    return (variation) => pm.me({ accessToken, refreshToken }, variation);
  },
  afterwards: uses,
};

const loginByCookies: Rival = {
  needs: [],
  ready: async ({ pm }, { user, held: { client } }) => {
    const cookies = cookiesOf(user);
    return (variation) => pm.login({ ...cookies, clientId: client.clientId }, variation);
  },
  async afterwards(session, answer, { held }) {
    const { pm } = session;
    const { client, code } = pm.coded(held.client, answer);
    return [await pm.verifyAuthCode(client, code), ...(await uses(session, answer))];
  },
};

/** Checks of logouts that come together with what would go on. */
export const logoutRaces = {
  "pattmayne.logout-beats-redemption": {
    "beside-a-logout": against(redemption(false), atHome),
    "beside-a-logout-at-a-client": against(redemption(false), atAClient),
    "at-another-client": against(redemption(true), atHome),
    "login-by-cookies-beside-a-logout": against(loginByCookies, atHome),
  },
  "pattmayne.logout-beats-exchange": {
    "beside-a-logout": against(exchange, atHome),
    "beside-a-logout-at-a-client": against(exchange, atAClient),
  },
  "pattmayne.logout-beats-renewal": {
    "beside-a-logout": against(renewal, atHome),
    "beside-a-logout-at-a-client": against(renewal, atAClient),
    "in-passing-beside-a-logout": against(renewalInPassing, atHome, 2),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
