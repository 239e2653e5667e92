import type { Diagnosis, Report, RunReport } from "../model/report.ts";
import type { Grade } from "../model/verdict.ts";
import { brokenServerAddress } from "./docs-pages.ts";
import { byTarget, worstOf } from "./repetitions.ts";

/** A broken server, the requirement that it breaks in the first place, and the checks that notice it. */
export interface BrokenServer {
  readonly name: string;
  readonly breaks: string;
  readonly noticedBy: readonly string[];
}

/** A diagnosis, but for where to read of it. */
type Likeness = Omit<Diagnosis, "page">;

/** So much of what either fails, both must fail. */
const ALIKE = 0.8;
/** So many of the checks that notice a broken server must have come to a verdict: one of ten would fit too much. */
const SEEN = 0.8;

/** One check that fails says itself what is wrong; whose fault it is on record would be too much to say. */
const FEWEST_SHARED = 2;

/** Grades of checks of a MUST that came to a verdict; what a target declares as its deviation says nothing new. */
const REACHED: readonly Grade[] = ["conformant", "violation"];

/**
 * Says in a report of each target that fails as one broken server would, which that is.
 *
 * @param brokenServers those of a protocol
 * @param docs the address of the docs
 */
export function withDiagnoses(
  report: Report,
  brokenServers: (protocol: string) => readonly BrokenServer[],
  docs: string,
): Report {
  const found = new Map<RunReport, Diagnosis>();
  for (const runs of byTarget(report)) {
    const { protocol } = runs[0].target;
    const likeness = diagnose(worstOf(runs).checks, brokenServers(protocol));
    if (!likeness) continue;
    const diagnosis = { ...likeness, page: brokenServerAddress(docs, protocol, likeness.like) };
    for (const run of runs) found.set(run, diagnosis);
  }
  const runs = report.runs.map((run) => ({ ...run, ...(found.has(run) && { diagnosis: found.get(run) }) }));
  return { ...report, runs };
}

/**
 * Finds the broken server that fails as a target does: by violations alone, and only by checks that came to a verdict.
 * Nothing where none is alike enough, or where two are equally so.
 */
export function diagnose(checks: RunReport["checks"], brokenServers: readonly BrokenServer[]): Likeness | undefined {
  const reached = checks.filter(({ level, grade }) => level.startsWith("MUST") && REACHED.includes(grade));
  const ids = new Set(reached.map(({ id }) => id));
  const advice = new Set(checks.filter(({ level }) => !level.startsWith("MUST")).map(({ id }) => id));
  const failed = new Set(reached.filter(({ grade }) => grade === "violation").map(({ id }) => id));
  if (failed.size === 0) return undefined;
  const [best, second] = brokenServers
    .flatMap(({ name, breaks, noticedBy }) => {
      const required = noticedBy.filter((id) => !advice.has(id));
      const own = new Set(required.filter((id) => ids.has(id)));
      if (own.size === 0 || own.size < SEEN * required.length) return [];
      const [shared, all] = [own.intersection(failed).size, own.union(failed).size];
      return shared >= Math.max(FEWEST_SHARED, ALIKE * all) ? [{ like: name, breaks, shared, all }] : [];
    })
    .toSorted((one, other) => other.shared / other.all - one.shared / one.all);
  return best && (!second || second.shared / second.all < best.shared / best.all) ? best : undefined;
}

/** The diagnosis as a sentence. */
export function diagnosisText({ like, breaks, shared, all }: Likeness): string {
  const share = shared === all ? "in the same" : `in ${shared} of ${all}`;
  return `It fails as ${like} would, ${share} checks. That breaks ${breaks}.`;
}
