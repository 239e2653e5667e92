import type { CheckResult } from "../model/run.ts";
import type { Planned } from "./plan.ts";
import { createRandom } from "./ports.ts";
import { createRecorder } from "./recorder.ts";
import { runCheck } from "./run-check.ts";
import type { Run } from "./run-parts.ts";
import { createSession, type Session } from "./session.ts";
import { shareOut } from "./share-out.ts";
import type { Pause } from "./turns.ts";

/** Runs one planned check with a session and a record of its own; one that is decided already asks nothing. */
export async function runOne<Caller, Extra extends object>(
  { id, requirement, check, verdict }: Planned<Session & Extra>,
  {
    suite,
    way,
    target,
    usable,
    options,
    ports,
    shared,
    stock,
    world,
    listener,
    mailbox,
    counterpart,
    given,
    liveness,
    keeper,
  }: Run<Caller, Extra>,
  pause: Pause = (waiting) => waiting,
): Promise<CheckResult> {
  if (verdict) return { id, requirement, verdict, exchanges: [], durationMs: 0 };
  const { clock, secrets, ended } = ports;
  const startedAt = clock.now();
  const recorder = createRecorder({ clock, secrets, secretRoles: suite.secretRoles, liveness, keeper, ended });
  const random = createRandom(options.seed, id);
  const { shared: users } = shareOut(usable);
  const accounts = rotated(users, random.below(users.length));
  const { maxWaitMs } = options;
  const own = { accounts, random, recorder, surroundings: world, pause, maxWaitMs };
  const session = createSession({ ...own, clock, shared, stock, listener, mailbox, counterpart, ...given });
  const caller = way.caller(recorder);
  const extra = suite.extend(session, caller, target);
  const outcome = await runCheck(check, Object.assign(session, extra), recorder, given);
  way.done?.(caller);
  const { survival } = check;
  return {
    id,
    requirement,
    ...outcome,
    ...(survival && { survival }),
    awaited: recorder.awaited(),
    noted: recorder.noted(),
    durationMs: clock.now() - startedAt,
  };
}

/** The accounts from another one on, so that the checks spread their logins. */
function rotated<T>(accounts: readonly T[], by: number): T[] {
  return [...accounts.slice(by), ...accounts.slice(0, by)];
}
