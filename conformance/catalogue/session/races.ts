import { expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { SessionPolicy } from "../../model/policy.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered, releasedTogether } from "../common/parallel.ts";
import { namesOfTries, raced } from "../common/raced.ts";
import type { FlowSession, Pair } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<FlowSession>();
const needs = ["refresh-operation"] as const;

/** How many exchange one refresh token at once, and how far apart at most in each try, in milliseconds. */
const RIVALS = 8;
const GAPS_MS = [0, 10, 60, 0, 0, 0];
const TRIES = [3, GAPS_MS.length] as const;

/**
 * Exchanges one refresh token several times at once, then looks at what lives: every access token that came back is
 * used, and every refresh token exchanged, one after the other.
 */
async function race(session: FlowSession, pair: Pair, gapMs: number) {
  const { flow } = session;
  const answers = await releasedTogether(session, RIVALS, gapMs, (_, variation) =>
    flow.refresh(pair.refresh, variation),
  );
  const winners = answers.filter(({ outcome }) => outcome === "success").map((answer) => flow.after(pair, answer));
  const uses: Exchange[] = [];
  for (const { access } of winners) uses.push(await flow.whoAmI(access));
  const lines: Exchange[] = [];
  for (const refresh of new Set(winners.map((winner) => winner.refresh))) lines.push(await flow.refresh(refresh));
  const living = lines.find(({ outcome }) => outcome === "success");
  return { answers, uses, lines, next: living && flow.after(pair, living) };
}

/** The exchanges of one try, as evidence. */
const named = (
  name: string,
  { answers, uses, lines }: Pick<Awaited<ReturnType<typeof race>>, "answers" | "uses" | "lines">,
) => ({
  ...numbered(`${name}, refresh`, answers),
  ...numbered(`${name}, use`, uses),
  ...numbered(`${name}, afterwards`, lines),
});

const succeeded = (evidence: Evidence, name: string) =>
  Object.values(evidence).filter(({ step, outcome }) => step.startsWith(`${name} `) && outcome === "success");

/** What an exchange asked with and gave, of tokens: rivals that all got the same ones are one line. */
const tokensOf = ({ sent, taken }: Exchange) =>
  JSON.stringify([sent, taken].map(({ accessToken, refreshToken }) => [accessToken, refreshToken]));

/** Finds fault where more of these succeeded than one, each with tokens of its own. */
function onceAtMost(evidence: Evidence, name: string): readonly Finding[] {
  const [first, ...others] = Map.groupBy(succeeded(evidence, name), tokensOf)
    .values()
    .map(([each]) => each as Exchange);
  return others.flatMap(({ step, said }) => expectThat(false, step, "no success", `${said}; as did ${first?.step}`));
}

/** What is wrong with a try, under a policy. Where that lets a token pass again for a while, several may live. */
function leavesTwoLines(evidence: Evidence, name: string, policy: SessionPolicy): readonly Finding[] {
  if (typeof policy.reuse === "object") return [];
  const isOnce = policy.reuse === "reject";
  return [
    ...(isOnce ? onceAtMost(evidence, `${name}, refresh`) : []),
    ...(isOnce && policy.oldAccess === "dies" ? onceAtMost(evidence, `${name}, use`) : []),
    ...onceAtMost(evidence, `${name}, afterwards`),
  ];
}

/** Several tries, each with the session that the one before left alive, or else with another. */
const severalTries = async (session: FlowSession): Promise<Evidence & { control: Exchange }> => {
  const { flow, account } = session;
  let pair = await flow.spare(account);
  const control = await flow.whoAmI(pair.access);
  const evidence = await raced(
    session,
    TRIES,
    async (name, index) => {
      const tried = await race(session, pair, GAPS_MS[index] ?? 0);
      pair = tried.next ?? (await flow.spare(account));
      return named(name, tried);
    },
    (tried, name) => leavesTwoLines(tried, name, flow.policy),
  );
  flow.leave(pair);
  return { ...evidence, control };
};

/** Checks of refreshes that come at once. */
export const races = {
  "session.parallel-refreshes-have-one-winner": {
    "eight-at-once": check({
      needs,
      exclusive: true,
      act: severalTries,
      control: ({ control }) => succeed(control),
      judge: (evidence, { policy }) => namesOfTries(TRIES[1]).flatMap((name) => leavesTwoLines(evidence, name, policy)),
    }),
  },
  "session.single-use-credential-is-redeemed-once": {
    "two-at-once": check({
      needs,
      exclusive: true,
      act: async (session): Promise<Evidence & Record<"control" | "afterwards", Exchange>> => {
        const { flow, account } = session;
        let pair = await flow.spare(account);
        let spent = pair.refresh;
        const control = await flow.whoAmI(pair.access);
        const evidence = await raced(
          session,
          [3, 8],
          async (name) => {
            spent = pair.refresh;
            const answers = await releasedTogether(session, 2, 0, (_, variation) =>
              flow.refresh(pair.refresh, variation),
            );
            const won = answers.find(({ outcome }) => outcome === "success");
            const use = won && (await flow.whoAmI(won.taken["accessToken"]));
            pair = won && use?.outcome === "success" ? flow.after(pair, won) : await flow.spare(account);
            return numbered(`${name}, refresh`, answers);
          },
          (tried, name) => (flow.policy.reuse === "reject" ? onceAtMost(tried, `${name}, refresh`) : []),
        );
        return { ...evidence, control, afterwards: await flow.refresh(spent) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ afterwards, ...evidence }, { policy }) =>
        policy.reuse === "reject"
          ? [...namesOfTries(8).flatMap((name) => onceAtMost(evidence, `${name}, refresh`)), ...areRefused(afterwards)]
          : [],
    }),
  },
  "session.raced-client-keeps-its-session": {
    "two-at-once": check({
      needs,
      exclusive: true,
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { flow, account } = session;
        const evidence: Record<string, Exchange> = {};
        let pair = await flow.spare(account);
        const control = await flow.whoAmI(pair.access);
        for (const name of namesOfTries(3)) {
          const answers = await releasedTogether(session, 2, 0, (_, variation) =>
            flow.refresh(pair.refresh, variation),
          );
          const won = answers.find(({ outcome }) => outcome === "success");
          const use = won && (await flow.whoAmI(won.taken["accessToken"]));
          Object.assign(evidence, numbered(`${name}, refresh`, answers), use && { [`${name}, use`]: use });
          if (won && use?.outcome === "success") {
            flow.leave(flow.after(pair, won));
            break;
          }
          pair = await flow.spare(account);
        }
        return { ...evidence, control };
      },
      control: ({ control }) => succeed(control),
      // Which of two comes before the other's answer only the server knows; one try that goes well is enough.
      judge: ({ control: _, ...evidence }) => {
        const uses = Object.values(evidence).filter(({ step }) => step.endsWith(", use"));
        const lives = uses.some(({ outcome }) => outcome === "success");
        const [last] = Object.values(evidence).toReversed();
        return expectThat(lives, last?.step ?? "", "one living session of the two refreshes", "none, in three tries");
      },
    }),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;
