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
    if (ports.signal?.aborted) break;
    const ids = first.results.filter((each) => isUntested(each) && isFor(profile, each)).map(({ id }) => id);
    if (ids.length === 0) continue;
    const result = await run(profile, { ...options, only: ids, skip: [] }, ports);
    // A check that began, and then could not go on, says better what it lacks than one that never began.
    const began = new Map(result.results.filter(isLate).map(({ id, verdict }) => [id, verdict]));
    first = {
      ...first,
      results: first.results.map((each) => ({ ...each, verdict: began.get(each.id) ?? each.verdict })),
    };
    const tested = result.results.filter((each) => !isUntested(each));
    const found = new Set(tested.map(({ id }) => id));
    // A profile that was asked nothing says why.
    if (result.results.length === 0) first = { ...first, notes: [...first.notes, ...result.notes] };
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
  const [next, ...others] = further;
  const whole = { ...first, notes: [...first.notes, ...unseen] };
  // Where every check ran in a further way, there is nothing to say of the first but its notes.
  if (next === undefined || whole.results.length > 0) return [whole, ...further];
  return [{ ...next, notes: [...whole.notes, ...next.notes] }, ...others];
}

const LATE: ReadonlySet<string> = new Set<LateNeed>(["fewer-requests", "longer-lifetimes", "something-else"]);

function isLate({ verdict }: CheckResult): boolean {
  return verdict.kind === "not-tested" && LATE.has(verdict.need);
}

/** Whether what a check lacks is what a profile is there for. */
function isFor({ meets }: Target, { verdict }: CheckResult): boolean {
  if (meets === undefined || verdict.kind !== "not-tested") return true;
  const { need } = verdict;
  return meets.some((each) => each === need);
}

function isUntested({ verdict }: CheckResult): boolean {
  return verdict.kind === "not-tested";
}
