import { z } from "zod";
import { UsageError } from "../model/errors.ts";
import type { DeclaredPolicy } from "../model/policy.ts";
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
  externalLoginSetsOwnCookies: z.boolean().optional(),
  logoutKeepsClientJwt: z.boolean().optional(),
});
export type Policy = z.infer<typeof Policy>;

/** The protocols that leave choices open, and which. */
export const CHOICES: Readonly<Partial<Record<ProtocolId, readonly (keyof Policy)[]>>> = {
  session: ["reuse", "reuseRevokes", "oldAccess", "logoutRevokes", "logoutScope", "refreshLifetime", "lostResponse"],
  pattmayne: ["externalLoginSetsOwnCookies", "logoutKeepsClientJwt"],
};

/**
 * What a target file declares of the choices that its protocol leaves open.
 *
 * @throws UsageError where the protocol leaves none, or not that one
 */
export function policyOf(policy: Policy, protocol: ProtocolId, file: string): DeclaredPolicy {
  const choices = CHOICES[protocol];
  if (!choices) {
    throw new UsageError(`${file}: policy: ${protocol} leaves no choice open; leave it out.`);
  }
  const stranger = Object.keys(policy).find((name) => !choices.some((choice) => choice === name));
  if (stranger !== undefined) {
    throw new UsageError(`${file}: policy.${stranger}: ${protocol} has no such choice; write ${choices.join(", ")}.`);
  }
  return Object.fromEntries(Object.entries(policy).filter(([, choice]) => choice !== undefined));
}
