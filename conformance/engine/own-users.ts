import type { Target } from "../model/target.ts";
import type { Suite } from "./suite.ts";

/** A target with its users: of one that has none itself, those that the suite vouches for. */
export function withOwnUsers<Caller, Extra extends object>(suite: Suite<Caller, Extra>, target: Target): Target {
  const users = suite.users?.(target);
  return users ? { ...target, accounts: users } : target;
}
