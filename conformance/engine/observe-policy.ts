import type { Target } from "../model/target.ts";
import type { Looked } from "./look.ts";
import { type OpeningPorts, openSession } from "./opening.ts";
import type { Opened, Suite } from "./suite.ts";

/**
 * Adds to a first look what the target does where its protocol leaves it a choice, as seen by the first account that can
 * log in. Of a target that serves anything, nothing that it does means anything.
 */
export async function withPolicy<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  looked: Looked,
  ports: OpeningPorts,
): Promise<Looked> {
  const { usable, observed } = looked;
  const [account] = usable;
  if (!suite.observePolicy || !account || observed.servesAnything) return looked;
  const { session } = openSession(suite, way, target, ports, [account]);
  const policy = await suite.observePolicy(session, account, target);
  return { ...looked, observed: { ...observed, policy } };
}
