import { expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { SessionPolicy } from "../../model/policy.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { FlowSession } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<FlowSession>();
const needs = ["refresh-operation"] as const;

/** Milliseconds after which a connection is cut: at once, and when a server has surely done what it was asked. */
const CUT_AFTER_MS = [0, 300] as const;

/** Finds fault with a repetition that does not do what the target declares of lost responses. */
function isAsDeclared(repetition: Exchange, { lostResponse }: SessionPolicy): readonly Finding[] {
  if (lostResponse === undefined) return [];
  return lostResponse === "recovers" ? succeed(repetition) : areRefused(repetition);
}

/** A refresh whose connection is cut so many milliseconds after it was sent, and then the same once more. */
function cutAfter(milliseconds: number) {
  return check({
    needs,
    act: async ({ flow, account }) => {
      const pair = await flow.spare(account);
      const control = await flow.whoAmI(pair.access);
      flow.spent(pair, await flow.refresh(pair.refresh, { exactly: { cutAfterMs: milliseconds }, mayClose: true }));
      const repetition = await flow.refresh(pair.refresh);
      if (repetition.outcome !== "success") return { control, repetition };
      const next = flow.after(pair, repetition);
      const use = await flow.whoAmI(next.access);
      const old = await flow.whoAmI(pair.access);
      const refresh = await flow.refresh(next.refresh);
      if (refresh.outcome === "success") flow.leave(flow.after(next, refresh));
      return { control, repetition, use, old, refresh };
    },
    control: ({ control }) => succeed(control),
    judge: ({ repetition, ...more }, { policy }) => {
      const isOldDead = policy.oldAccess === "dies";
      const after =
        more.use === undefined
          ? areRefused(repetition)
          : [...succeed(more.use, more.refresh), ...(isOldDead ? areRefused(more.old) : [])];
      // Cut at once, the first request may not have been done at all.
      return [...(milliseconds > 0 ? isAsDeclared(repetition, policy) : []), ...after];
    },
  });
}

/** A refresh whose answer is taken for lost, the same once more, and how the two lines that come of it go on. */
type Repeated = { control: Exchange; repetition: Exchange } & Partial<Record<"recovered" | "first", Exchange>>;

/** Checks of refreshes whose answer does not arrive. */
export const lostResponses = {
  "session.lost-response-leaves-one-line": {
    "answer-lost": check({
      needs,
      act: async ({ flow, account }): Promise<Repeated> => {
        const pair = await flow.spare(account);
        const lost = await flow.next(pair);
        flow.spent(pair, lost.from);
        const repetition = await flow.refresh(pair.refresh);
        if (repetition.outcome !== "success") return { control: lost.from, repetition };
        const next = flow.after(pair, repetition);
        const recovered = await flow.refresh(next.refresh);
        // One and the same token again is one line.
        const isOther = next.refresh !== lost.refresh;
        return {
          control: lost.from,
          repetition,
          recovered,
          ...(isOther && { first: await flow.refresh(lost.refresh) }),
        };
      },
      control: ({ control }) => succeed(control),
      judge: ({ repetition, recovered, first }, { policy }) => [
        ...isAsDeclared(repetition, policy),
        ...succeed(recovered),
        ...(recovered && first && typeof policy.reuse !== "object" ? areNotBoth(recovered, first) : []),
      ],
    }),
    "cut-at-once": cutAfter(CUT_AFTER_MS[0]),
    "cut-after-a-while": cutAfter(CUT_AFTER_MS[1]),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;

/** Finds fault where the line that was lost and the line that was recovered both go on. */
function areNotBoth(recovered: Exchange, first: Exchange): readonly Finding[] {
  const both = recovered.outcome === "success" && first.outcome === "success";
  return expectThat(!both, first.step, "one line of tokens", "the lost one alive beside the recovered one");
}
