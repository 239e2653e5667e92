import { expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { SessionPolicy } from "../../model/policy.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { releasedTogether } from "../common/parallel.ts";
import { namesOfTries, raced } from "../common/raced.ts";
import type { FlowSession } from "./client.ts";
import { tokensOf } from "./logout.ts";
import { succeed } from "./outcomes.ts";

const check = checkFor<FlowSession>();

/** How far apart a logout and a refresh come in each try, at most, in milliseconds. */
const GAPS_MS = [0, 0, 5, 20, 0, 5, 0, 0];
const TRIES = [4, GAPS_MS.length] as const;

/** Finds fault with a token of a try that is alive though its logout was confirmed. */
function outlives(evidence: Evidence, name: string, { logoutRevokes }: SessionPolicy): readonly Finding[] {
  const of = (what: string) => Object.values(evidence).filter(({ step }) => step.startsWith(`${name}, ${what}`));
  if (!of("logout").some(({ outcome }) => outcome === "success")) return [];
  const alive = [...(logoutRevokes === "refresh" ? [] : of("use")), ...of("afterwards")];
  return alive.flatMap(({ step, outcome, said }) =>
    expectThat(outcome !== "success", step, "a refusal: the session was logged out", said),
  );
}

/** Checks of logouts that come together with a refresh of their session. */
export const logoutRaces = {
  "session.logout-beats-refresh": {
    "logout-beside-a-refresh": check({
      needs: ["logout-operation", "refresh-operation"],
      exclusive: true,
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { flow, account } = session;
        let control = await flow.sharedLogin(account);
        let isLoggedOut = false;
        const evidence = await raced(
          session,
          TRIES,
          async (name, index) => {
            const pair = await flow.spare(account);
            // Either of them goes first in half of the tries.
            const first = index % 2;
            const answers = await releasedTogether(session, 2, GAPS_MS[index] ?? 0, (rival, variation) =>
              rival === first ? flow.logout(tokensOf(pair), variation) : flow.refresh(pair.refresh, variation),
            );
            const [logout, refresh] = first === 0 ? answers : answers.toReversed();
            if (!logout || !refresh) throw new Error("Two were asked.");
            // One that came too late for its session is none to go by, but without any nothing was tried.
            if (!isLoggedOut) control = logout;
            isLoggedOut ||= logout.outcome === "success";
            const steps: Record<string, Exchange> = { [`${name}, logout`]: logout, [`${name}, refresh`]: refresh };
            steps[`${name}, use before`] = await flow.whoAmI(pair.access);
            if (refresh.outcome === "success") {
              const next = flow.after(pair, refresh);
              steps[`${name}, use`] = await flow.whoAmI(next.access);
              steps[`${name}, afterwards`] = await flow.refresh(next.refresh);
            } else steps[`${name}, afterwards`] = await flow.refresh(pair.refresh);
            return steps;
          },
          (tried, name) => outlives(tried, name, flow.policy),
        );
        return { ...evidence, control };
      },
      control: ({ control }) => succeed(control),
      judge: (evidence, { policy }) => namesOfTries(TRIES[1]).flatMap((name) => outlives(evidence, name, policy)),
    }),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;
