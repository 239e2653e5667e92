import type { CheckResult, RunResult } from "../model/run.ts";
import type { Target } from "../model/target.ts";
import type { LateNeed } from "../model/verdict.ts";
import { unseenDialects } from "./dialects.ts";
import type { RunOptions, RunPorts } from "./run.ts";
import type { Runnable } from "./runnable.ts";

/**
 * Tests a target, and then, in each of the other ways in which it is started, the checks that it offered no means for
 * before.
 *
 * @returns a result for each way that showed something; each check is in one of them
 */
export async function runProfiles(
  { run }: Pick<Runnable, "run">,
  target: Target,
  options: RunOptions,
  ports: RunPorts,
): Promise<RunResult[]> {
  let first = await run(target, options, ports);
  const further: RunResult[] = [];
  for (const profile of target.profiles ?? []) {
    const ids = first.results.filter(isUntested).map(({ id }) => id);
    if (ids.length === 0 || ports.signal?.aborted) break;
    const result = await run(profile, { ...options, only: ids, skip: [] }, ports);
    // A check that began, and then could not go on, says better what it lacks than one that never began.
    const began = new Map(result.results.filter(isLate).map(({ id, verdict }) => [id, verdict]));
    first = {
      ...first,
      results: first.results.map((each) => ({ ...each, verdict: began.get(each.id) ?? each.verdict })),
    };
    const tested = result.results.filter((each) => !isUntested(each));
    const found = new Set(tested.map(({ id }) => id));
    if (found.size === 0) continue;
    further.push({ ...result, results: tested });
    first = { ...first, results: first.results.filter(({ id }) => !found.has(id)) };
  }
  // Of a selection, or of what an interruption left, nothing can be concluded.
  const isWhole = options.only.length === 0 && options.skip.length === 0 && !ports.signal?.aborted;
  const unseen = isWhole
    ? unseenDialects(
        target,
        [first, ...further].flatMap(({ results }) => results),
      )
    : [];
  return [{ ...first, notes: [...first.notes, ...unseen] }, ...further];
}

const LATE: ReadonlySet<string> = new Set<LateNeed>(["fewer-requests", "longer-lifetimes", "something-else"]);

function isLate({ verdict }: CheckResult): boolean {
  return verdict.kind === "not-tested" && LATE.has(verdict.need);
}

function isUntested({ verdict }: CheckResult): boolean {
  return verdict.kind === "not-tested";
}
