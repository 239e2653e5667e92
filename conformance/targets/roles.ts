import { type Role, rolesOf } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";

/** The role of a target: the one that is named, or else the usual one of its protocol. */
export function roleOf(protocol: string, named: string | undefined): Pick<Target, "role"> {
  const roles = rolesOf(protocol);
  const role: Role | undefined = roles.find((known) => known === named) ?? roles[0];
  return role === undefined || role === "server" ? {} : { role };
}
