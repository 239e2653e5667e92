import { z } from "zod";
import { UsageError } from "../model/errors.ts";
import type { SessionPolicy } from "../model/policy.ts";
import type { ProtocolId } from "../model/requirement.ts";
import { Duration } from "./duration-schema.ts";

const Reuse = z.union(
  [
    z.enum(["reject", "until-successor-used", "same-successor"]),
    z.strictObject({ grace: Duration }).transform(({ grace }) => ({ graceMs: grace })),
  ],
  { error: "write reject, until-successor-used, same-successor, or grace: with a duration" },
);

/** The choices that a protocol leaves open, as a target file declares them. */
export const Policy = z.strictObject({
  reuse: Reuse.optional(),
  reuseRevokes: z.enum(["none", "refresh", "refresh+access"]).optional(),
  oldAccess: z.enum(["dies", "lives"]).optional(),
  logoutRevokes: z.enum(["refresh", "refresh+access"]).optional(),
  logoutScope: z.enum(["session", "user"]).optional(),
  refreshLifetime: z.enum(["sliding", "absolute"]).optional(),
  lostResponse: z.enum(["recovers", "ends"]).optional(),
});
export type Policy = z.infer<typeof Policy>;

/** The protocols that leave choices open. */
const WITH_POLICY: readonly ProtocolId[] = ["session"];

/**
 * What a target file declares of the choices that its protocol leaves open.
 *
 * @throws UsageError where the protocol leaves none
 */
export function policyOf(policy: Policy, protocol: ProtocolId, file: string): Partial<SessionPolicy> {
  if (!WITH_POLICY.includes(protocol)) {
    throw new UsageError(`${file}: policy: ${protocol} leaves no choice open; leave it out.`);
  }
  return Object.fromEntries(Object.entries(policy).filter(([, choice]) => choice !== undefined));
}
