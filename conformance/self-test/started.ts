import { targetsOf } from "../commands/targets.ts";
import type { TargetOptions } from "../commands/test-options.ts";
import type { ProtocolId } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import { variantOf } from "./variants.ts";

/** What to start in place of the reference server's own process. */
export type Startable = Pick<TargetOptions, "command" | "image" | "compose" | "port">;

/**
 * A target for each protocol, started from what the options name and told by the contract (docs/containers.md) what to
 * be, with the accounts of the reference server.
 *
 * @throws UsageError that names the option and the remedy
 */
export function startedTargets(protocols: readonly ProtocolId[], startable: Startable): Target[] {
  return protocols.flatMap((protocol) => {
    const { accounts } = variantOf(protocol);
    const named = targetsOf({ ...startable, target: [], account: [], lifetime: [], protocol }, protocols, process.env);
    return named.map(({ profiles, ...target }) => {
      const own = { name: `${target.name} as ${protocol}`, accounts };
      return { ...target, ...own, ...(profiles && { profiles: profiles.map((profile) => ({ ...profile, ...own })) }) };
    });
  });
}
