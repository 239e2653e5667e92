import type { RunResult } from "../model/run.ts";
import type { Verdict } from "../model/verdict.ts";
import { noteOnEnd } from "./gone.ts";
import { type Planned, plan, select } from "./plan.ts";
import { createRandom, shuffle } from "./ports.ts";
import { createResults } from "./results.ts";
import { runInRounds } from "./rounds.ts";
import { judgeWhole } from "./run-check.ts";
import type { Run } from "./run-parts.ts";
import type { Session } from "./session.ts";

/** Plans and runs the checks of a run, and judges those of the whole run on what all others saw. */
export async function runAll<Caller, Extra extends object>(
  run: Run<Caller, Extra>,
): Promise<Pick<RunResult, "notes" | "results">> {
  const { notes, options, ports, given, liveness } = run;
  const planned = planOf(run);
  const results = createResults(run, planned.length);
  const order = shuffle(planned, createRandom(options.seed, "order"));
  const asking = order.filter(({ check, verdict }) => !check.whole || verdict);
  await runInRounds(asking, run, results);
  const goneSince = ports.signal?.aborted ? undefined : await liveness.goneSince();
  if (goneSince !== undefined) results.withoutTarget(goneSince);
  const seen = results.all();
  for (const { id, requirement, check } of planned.filter(({ id, check }) => check.whole && !results.of(id))) {
    results.take({ id, requirement, ...judgeWhole(check, seen, given), durationMs: 0 });
  }
  return {
    notes: goneSince === undefined ? notes : [...notes, noteOnEnd(seen, goneSince)],
    results: planned.flatMap(({ id }) => results.of(id) ?? []),
  };
}

function planOf<Caller, Extra extends object>(run: Run<Caller, Extra>): readonly Planned<Session & Extra>[] {
  const { suite, target, usable, observed, notes, options } = run;
  const selected = select(suite.catalogue, { ...options, skip: [...options.skip, ...(target.skip ?? [])] });
  if (usable.length > 0) {
    return plan(selected, { ...target, accounts: usable }, observed, options.maxWaitMs, suite.features?.(target));
  }
  const verdict: Verdict = { kind: "blocked", reason: notes.join("; "), findings: [] };
  return selected.map((item) => ({ ...item, verdict }));
}
