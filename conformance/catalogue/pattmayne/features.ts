import type { Feature } from "../../model/check.ts";
import type { Target } from "../../model/target.ts";

/** The parts that every app of this protocol has. */
const ALWAYS: readonly Feature[] = ["cookie-tokens", "json-logins", "told-identity", "logout-operation"];

/** The parts that a target has, as its wire says. */
export function features({ without = [] }: Pick<Target, "without">): ReadonlySet<Feature> {
  return new Set(without.includes("refresh") ? ALWAYS : [...ALWAYS, "refresh-operation"]);
}
