import type { Feature } from "../../model/check.ts";
import type { Target } from "../../model/target.ts";

/** The command that each part is. */
const PARTS = { revocation: "revokeTokens", "password-change": "changePassword" } as const satisfies Partial<
  Record<Feature, string>
>;

/** The parts of angen that a target has: all of them, unless its file says that it has no such command. */
export function features({ without = [] }: Pick<Target, "without">): ReadonlySet<Feature> {
  const all = Object.keys(PARTS) as (keyof typeof PARTS)[];
  return new Set(all.filter((part) => !without.includes(PARTS[part])));
}
