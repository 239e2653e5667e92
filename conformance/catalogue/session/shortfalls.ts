import { DEFAULT_POLICY, type SessionPolicy } from "../../model/policy.ts";
import type { RequirementId } from "../../model/requirement.ts";
import type { Target } from "../../model/target.ts";

/** The choices by which a target falls short of a sentence, with the requirements that they are about. */
const SHORT: readonly {
  readonly choice: string;
  readonly isMade: (policy: SessionPolicy) => boolean;
  readonly requirements: readonly RequirementId[];
}[] = [
  {
    choice: "policy.oldAccess: lives",
    isMade: ({ oldAccess }) => oldAccess === "lives",
    requirements: ["session.rotated-access-token-is-dead"],
  },
  {
    choice: "policy.logoutRevokes: refresh",
    isMade: ({ logoutRevokes }) => logoutRevokes === "refresh",
    requirements: ["session.logout-revokes-both-tokens"],
  },
  {
    choice: "policy.reuse: a grace",
    isMade: ({ reuse }) => typeof reuse === "object",
    requirements: ["session.spent-refresh-token-is-refused", "session.parallel-refreshes-have-one-winner"],
  },
  {
    choice: "policy.reuseRevokes: none",
    isMade: ({ reuseRevokes }) => reuseRevokes === "none",
    requirements: ["session.reuse-revokes-the-family"],
  },
];

/** The requirements that a target's declared policy falls short of, each with the choice that does. */
export function shortfalls({ policy }: Target): ReadonlyMap<RequirementId, string> {
  const declared: SessionPolicy = { ...DEFAULT_POLICY, ...policy };
  const made = SHORT.filter(({ isMade }) => isMade(declared));
  return new Map(made.flatMap(({ choice, requirements }) => requirements.map((id) => [id, choice] as const)));
}
