import type { Clock } from "../model/ports.ts";
import type { Account, Target } from "../model/target.ts";
import { createRandom } from "./ports.ts";
import { createRecorder, type Recorder } from "./recorder.ts";
import type { Secrets } from "./secrets.ts";
import { createSession, type Session } from "./session.ts";
import type { Opened, Suite } from "./suite.ts";

/**
 * Opens a session for what comes before any check: it spoils nothing, waits for nothing, and has nothing done to the
 * target.
 */
export function openSession<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  ports: { clock: Clock; secrets: Secrets },
  accounts: readonly Account[],
): { session: Session & Extra; recorder: Recorder } {
  const recorder = createRecorder(ports.clock, ports.secrets, suite.secretRoles);
  const session = createSession({
    accounts,
    clock: ports.clock,
    random: createRandom(0, `before any check ${accounts[0]?.username}`),
    recorder,
    shared: new Map(),
    surroundings: { lease: notNow, hook: notNow, made: () => {} },
    pause: (waiting) => waiting,
    clockAheadMs: 0,
    leewayMs: target.lifetimes.leewayMs,
  });
  return { session: Object.assign(session, suite.extend(session, way.caller(recorder), target)), recorder };
}

function notNow(): never {
  throw new Error("Before any check, nothing is done to the target.");
}
