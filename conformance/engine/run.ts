import { DEFAULT_APP_POLICY, DEFAULT_POLICY } from "../model/policy.ts";
import type { RunResult } from "../model/run.ts";
import type { Account, Target } from "../model/target.ts";
import { type Around, openAround } from "./around.ts";
import { removeAccounts } from "./clean-up.ts";
import { seeDeclared } from "./declared-secrets.ts";
import { jwtSettings } from "./jwt-settings.ts";
import { createKeeper } from "./keeper.ts";
import { createListener } from "./listener.ts";
import { createLiveness, SILENCE_MS } from "./liveness.ts";
import { isThere, type Looked, look } from "./look.ts";
import { withPolicy } from "./observe-policy.ts";
import { type OpeningPorts, openSession } from "./opening.ts";
import { withOwnUsers } from "./own-users.ts";
import { provision } from "./provision.ts";
import { runAll } from "./run-all.ts";
import type { RunOptions, RunPorts } from "./run-parts.ts";
import { aborted } from "./schedule.ts";
import type { SharedExchanges, Stock } from "./session.ts";
import type { Opened, Suite } from "./suite.ts";
import { createWorld } from "./surroundings.ts";

export type { RunOptions, RunPorts } from "./run-parts.ts";

/**
 * Tests one target: logs its accounts in, plans, and runs what can run. It throws for a fault of the suite, never for
 * what the target does.
 */
export async function run<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  given: Target,
  options: RunOptions,
  ports: RunPorts,
): Promise<RunResult> {
  const { clock, secrets, signal } = ports;
  const target = withOwnUsers(suite, given);
  const startedAt = clock.now();
  seeDeclared(target, secrets);
  const way = suite.open(target, { clock, timers: ports.timers, maxWaitMs: options.maxWaitMs });
  const listener = (ports.listener ?? createListener)(target);
  let around: Around | undefined;
  const made: Account[] = [];
  try {
    around = await openAround(target, ports);
    const { mailbox, counterpart } = around;
    const opening = { clock, secrets, silenceMs: options.silenceMs ?? SILENCE_MS, mailbox, counterpart };
    const preparing = { ...opening, made: (account: Account) => void made.push(account) };
    const looked = await Promise.race([prepare(suite, way, target, preparing), aborted(signal)]);
    if (!looked) {
      const left = await removeAccounts(target, made, removal(suite, way, target, opening));
      return { target, startedAt, durationMs: clock.now() - startedAt, notes: left, results: [] };
    }
    const shared: SharedExchanges = new Map();
    const stock: Stock = new Map();
    const forget = () => {
      shared.clear();
      stock.clear();
    };
    const world = createWorld(target, way.ready, forget);
    const known = { ...target, accounts: looked.usable.slice(0, 1) };
    const { notes, results } = await runAll({
      ...looked,
      suite,
      way,
      target,
      options,
      ports,
      shared,
      stock,
      world,
      listener,
      mailbox,
      counterpart,
      given: {
        leewayMs: target.lifetimes.leewayMs,
        clockAheadMs: looked.observed.clockAheadMs,
        policy: { ...DEFAULT_POLICY, ...DEFAULT_APP_POLICY, ...target.policy },
        jwt: jwtSettings(target, looked.observed),
        ...(target.lifetimes.accessMs !== undefined && { accessMs: target.lifetimes.accessMs }),
        ...(target.dialects && { dialects: target.dialects.map(({ id }) => id) }),
      },
      liveness: createLiveness({ ...opening, isThere: () => isThere(suite, way, known, opening) }),
      keeper: createKeeper(),
    });
    const all = [...made, ...world.accountsMade()];
    const left = await removeAccounts(target, all, removal(suite, way, target, opening));
    const { policy } = looked.observed;
    const seen = policy && { observedPolicy: policy };
    return { target, startedAt, durationMs: clock.now() - startedAt, notes: [...notes, ...left], results, ...seen };
  } finally {
    await Promise.all([way.close(), listener.close(), around?.close()]);
  }
}

/** How accounts are removed by the protocol itself; nothing where it has no way. */
function removal<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  ports: OpeningPorts,
) {
  const remove = suite.remove?.bind(suite);
  return remove && ((account: Account) => remove(openSession(suite, way, target, ports, [account]).session, account));
}

/** Has accounts, and looks at the target by them. */
async function prepare<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  ports: OpeningPorts,
): Promise<Looked> {
  const { accounts, registration, notes } = await provision(suite, way, target, ports);
  const looked = await withPolicy(suite, way, target, await look(suite, way, { ...target, accounts }, ports), ports);
  const observed = { ...looked.observed, ...(registration && { registration }) };
  return { ...looked, observed, notes: [...notes, ...looked.notes] };
}
