import type { Target } from "../model/target.ts";
import { look } from "./look.ts";
import type { RunPorts } from "./run-parts.ts";
import type { Suite } from "./suite.ts";

/**
 * By how many milliseconds a target's clock is ahead of the suite's: by the time that its answers tell, or else by when
 * the tokens of a login expire whose lifetime is declared.
 *
 * @returns undefined where nothing tells
 */
export async function clockAhead<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  target: Target,
  ports: Pick<RunPorts, "clock" | "secrets">,
): Promise<number | undefined> {
  const { clock } = ports;
  const way = suite.open(target, { clock, maxWaitMs: 0 });
  try {
    const time = await way.time?.();
    if (time !== undefined) return time - clock.now();
    const accounts = target.accounts.slice(0, 1);
    if (accounts.length === 0 || target.lifetimes.accessMs === undefined) return undefined;
    const { usable, observed } = await look(suite, way, { ...target, accounts }, ports);
    return usable.length > 0 ? observed.clockAheadMs : undefined;
  } finally {
    await way.close();
  }
}
