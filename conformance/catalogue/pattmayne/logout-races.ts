import type { Variation } from "../../engine/http-caller.ts";
import { expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { releasedTogether } from "../common/parallel.ts";
import { namesOfTries, raced } from "../common/raced.ts";
import type { AuthSession } from "./client.ts";
import { type Connected, connected } from "./connected.ts";
import {
  cookiesOf,
  exchange,
  loginByCookies,
  type Rival,
  redemption,
  renewal,
  renewalInPassing,
} from "./logout-rivals.ts";
import { succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** How far apart a logout and its rival come in each try, at most, in milliseconds. */
const GAPS_MS = [0, 0, 5, 40, 0, 15, 0, 100];

const MOST = GAPS_MS.length;

const LEAST = 4;

type Logout = (session: AuthSession, each: Connected, variation: Variation) => Promise<Exchange>;

const atHome: Logout = ({ pm }, { user }, variation) => pm.logout({ ...cookiesOf(user) }, variation);

const atAClient: Logout = ({ pm }, { held }, variation) => pm.extLogout(held.client, held.userId, variation);

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
